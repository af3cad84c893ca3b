package connect

import (
	"encoding/json"
	"maps"
	"slices"
)

// Config is a connector configuration as a worker keeps it: text to text. A
// missing key means "the plugin's default"; an empty text is a value. Text is
// never trimmed, parsed or reformatted.
type Config map[string]string

// KeyName and KeyClass are the two keys every connector config has.
const (
	KeyName  = "name"
	KeyClass = "connector.class"
)

// Clone returns an independent copy; it is never nil.
func (c Config) Clone() Config {
	out := make(Config, len(c))
	maps.Copy(out, c)
	return out
}

// Keys returns the keys in byte order.
func (c Config) Keys() []string { return slices.Sorted(maps.Keys(c)) }

// Equal reports whether both hold the same keys with the same text.
func (c Config) Equal(other Config) bool { return maps.Equal(c, other) }

// UnmarshalJSON reads a map of texts. A null means that the key is not set:
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
