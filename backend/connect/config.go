package connect

import (
	"encoding/json"
	"maps"
	"slices"
)

// Config is a connector's configuration as a worker stores it: a map of strings.
// A missing key means the plugin's default; an empty string is a value. Values
// are never trimmed, parsed or reformatted.
type Config map[string]string

// KeyName and KeyClass are the two keys that every connector config has.
const (
	KeyName  = "name"
	KeyClass = "connector.class"
)

// Clone returns a copy, which is never nil.
func (c Config) Clone() Config {
	out := make(Config, len(c))
	maps.Copy(out, c)
	return out
}

// Keys returns the sorted keys.
func (c Config) Keys() []string { return slices.Sorted(maps.Keys(c)) }

// Equal reports whether both have the same keys and values.
func (c Config) Equal(other Config) bool { return maps.Equal(c, other) }

// UnmarshalJSON decodes an object of strings. A null counts as a missing key:
// workers before 3.2 store such entries.
func (c *Config) UnmarshalJSON(data []byte) error {
	var wire map[string]*string
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	if wire == nil {
		*c = nil
		return nil
	}
	*c = make(Config, len(wire))
	for key, text := range wire {
		if text != nil {
			(*c)[key] = *text
		}
	}
	return nil
}
