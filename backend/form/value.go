package form

import (
	"slices"

	"sluiceway/backend/connect"
)

// Value is what a draft, or a stored config, holds for a key. Text is empty
// where Hidden is set. Placeholder means that the text contains one; such a
// text is shown unless it also contains a secret.
type Value struct {
	Key           string `json:"key"`
	Set           bool   `json:"set"`
	Text          string `json:"text"`
	Hidden        bool   `json:"hidden"` // a secret that is set and not shown
	Placeholder   bool   `json:"placeholder"`
	Changed       bool   `json:"changed"`       // differs from the stored config
	MissingSecret bool   `json:"missingSecret"` // must be typed again
	Unshown       bool   `json:"unshown"`       // it is stored, and the cluster does not show it
}

// Unshown represents a stored secret that the cluster does not show.
const Unshown = "set, not shown by this cluster"

// MarkUnshown marks the values that are masks of the cluster: those of keys whose
// text is still the stored one.
func MarkUnshown(values []Value, config, stored connect.Config, unshown map[string]bool) {
	for i := range values {
		v := &values[i]
		if text, was := stored[v.Key]; was && v.Set && unshown[v.Key] && config[v.Key] == text {
			v.Unshown, v.Hidden, v.Text = true, true, ""
		}
	}
}

// Values returns every key that is set, was set in base, or whose secret is missing,
// in byte order. base is nil if there is no stored config to compare with.
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
			v.Changed = (set != was || text != old) && (!was || !v.MissingSecret)
		}
		if v.Hidden = set && text != "" && secret[key]; !v.Hidden {
			v.Text = text
		}
		out = append(out, v)
	}
	return out
}

// secrets returns the keys whose current values are secret.
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
