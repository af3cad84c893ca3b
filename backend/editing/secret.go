package editing

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// withRedact fills the parts that know what a secret is.
func withRedact(d Deps) Deps {
	if d.Secrecy == nil {
		d.Secrecy = secrecy
	}
	if d.Hide == nil {
		d.Hide = hide
	}
	return d
}

func secrecy(config connect.Config, definitions ...connect.Definition) map[string]bool {
	keys := redact.Keys(config, definitions...)
	out := make(map[string]bool, len(keys))
	for key := range keys {
		out[key] = true
	}
	return out
}

// hide masks a text. Of each known secret its parts are looked for as well:
// an error may repeat the password of a URL without the URL.
func hide(text string, known ...string) string {
	var parts []string
	for _, secret := range known {
		parts = append(parts, redact.Known(connect.Config{"password": secret})...)
	}
	return redact.Text(text, parts...)
}
