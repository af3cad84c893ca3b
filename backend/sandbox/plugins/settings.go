package plugins

import (
	"maps"
	"slices"
	"strings"
)

// Settings is a connector config as a worker stores it: unlike the vocabulary
// of the app it can hold null.
type Settings map[string]*string

// Text is a value, empty for null and for a key that is not set.
func (s Settings) Text(key string) string {
	if value := s[key]; value != nil {
		return *value
	}
	return ""
}

// Has reports whether a key is set to something other than null.
func (s Settings) Has(key string) bool { return s[key] != nil }

// Set sets a value.
func (s Settings) Set(key, value string) { s[key] = &value }

// Clone copies the settings.
func (s Settings) Clone() Settings {
	out := make(Settings, len(s)+1)
	maps.Copy(out, s)
	return out
}

// Keys are the keys, sorted.
func (s Settings) Keys() []string { return slices.Sorted(maps.Keys(s)) }

// Equal compares the settings, null being a value.
func (s Settings) Equal(other Settings) bool {
	return maps.EqualFunc(s, other, func(a, b *string) bool {
		return (a == nil) == (b == nil) && (a == nil || *a == *b)
	})
}

// Below is the part of the settings under a prefix, without it.
func (s Settings) Below(prefix string) Settings {
	out := Settings{}
	for key, value := range s {
		if rest, found := strings.CutPrefix(key, prefix); found {
			out[rest] = value
		}
	}
	return out
}

// List splits a LIST value as Kafka does.
func (s Settings) List(key string) []string { return splitList(s.Text(key)) }

func splitList(text string) []string {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	parts := strings.Split(text, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// String prints as a Java map does. Real workers put this into an error text,
// secrets and all.
func (s Settings) String() string {
	var out strings.Builder
	out.WriteByte('{')
	for i, key := range s.Keys() {
		if i > 0 {
			out.WriteString(", ")
		}
		out.WriteString(key + "=")
		if s[key] == nil {
			out.WriteString("null")
		} else {
			out.WriteString(*s[key])
		}
	}
	out.WriteByte('}')
	return out.String()
}
