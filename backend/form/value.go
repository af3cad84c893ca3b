package form

import (
	"slices"

	"sluiceway/backend/connect"
)

// Value is what a draft, or a stored config, holds for a key. Text is empty
// where Hidden is set. Placeholder means that the text holds one; such a text
// is shown unless it holds a secret besides.
type Value struct {
	Key           string
	Set           bool
	Text          string
	Hidden        bool
	Placeholder   bool
	Changed       bool
	MissingSecret bool
}

// Values lists every key that is set, was set in base, or is asked again, in
// byte order. base is nil where there is no stored config to differ from.
func (s *Shape) Values(config, base connect.Config, missingSecrets []string, secrecy Secrecy) []Value {
	secret := s.secrets(config, secrecy)
	keys := keysOf(config, base)
	for _, key := range missingSecrets {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	out := make([]Value, 0, len(keys))
	for _, key := range keys {
		text, set := config[key]
		v := Value{Key: key, Set: set, MissingSecret: slices.Contains(missingSecrets, key), Placeholder: connect.HoldsPlaceholder(text)}
		if base != nil {
			old, was := base[key]
			v.Changed = set != was || text != old
		}
		if v.Hidden = set && text != "" && secret[key]; !v.Hidden {
			v.Text = text
		}
		out = append(out, v)
	}
	return out
}

// secrets returns the keys whose present values are secret.
func (s *Shape) secrets(config connect.Config, secrecy Secrecy) map[string]bool {
	defs := make([]connect.Definition, 0, len(config))
	for key := range config {
		if f, ok := s.Field(key); ok {
			defs = append(defs, connect.Definition{Name: key, Type: f.Type})
		}
	}
	return secrecy(config, defs...)
}

// Secrets returns, in byte order, the keys of config whose values are secret.
func (s *Shape) Secrets(config connect.Config, secrecy Secrecy) []string {
	out := make([]string, 0, 4)
	for key, secret := range s.secrets(config, secrecy) {
		if secret {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}
