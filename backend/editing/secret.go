package editing

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// withRedact sets what finds secrets, if it is nil.
func withRedact(d Deps) Deps {
	if d.Secrecy == nil {
		d.Secrecy = secrecy
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
