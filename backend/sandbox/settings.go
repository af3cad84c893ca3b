package sandbox

import (
	"maps"
	"slices"
	"strings"
)

// settings is a connector config as a worker keeps it: unlike the vocabulary
// of the app it can hold null.
type settings map[string]*string

// text is a value, empty for null and for a key that is not set.
func (s settings) text(key string) string {
	if value := s[key]; value != nil {
		return *value
	}
	return ""
}

// has reports whether a key is set to something other than null.
func (s settings) has(key string) bool { return s[key] != nil }

func (s settings) set(key, value string) { s[key] = &value }

func (s settings) clone() settings {
	out := make(settings, len(s)+1)
	maps.Copy(out, s)
	return out
}

func (s settings) keys() []string { return slices.Sorted(maps.Keys(s)) }

func (s settings) equal(other settings) bool {
	return maps.EqualFunc(s, other, func(a, b *string) bool {
		return (a == nil) == (b == nil) && (a == nil || *a == *b)
	})
}

// below is the part of the settings under a prefix, without it.
func (s settings) below(prefix string) settings {
	out := settings{}
	for key, value := range s {
		if rest, found := strings.CutPrefix(key, prefix); found {
			out[rest] = value
		}
	}
	return out
}

// list splits a LIST value as Kafka does.
func (s settings) list(key string) []string { return splitList(s.text(key)) }

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
func (s settings) String() string {
	var out strings.Builder
	out.WriteByte('{')
	for i, key := range s.keys() {
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
