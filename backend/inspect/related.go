package inspect

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
)

const (
	relatedLength = 4 // shorter values occur in any text
	relatedMost   = 4
)

// related finds the settings whose value is in a message: what to check
// first. Secrets are never among them.
func related(k live.Known, message string) []Setting {
	out := []Setting{}
	if message == "" {
		return out
	}
	for _, key := range k.Config.Keys() {
		value := k.Config[key]
		if key == connect.KeyName || k.Hidden[strings.ToLower(key)] || strings.Contains(value, "${") || !telling(message, value) {
			continue
		}
		out = append(out, Setting{Key: key, Text: k.Mask(value)})
	}
	slices.SortStableFunc(out, func(a, b Setting) int { return len(b.Text) - len(a.Text) })
	if len(out) > relatedMost {
		out = out[:relatedMost]
	}
	return out
}

func telling(message, value string) bool {
	for _, one := range append(connect.SplitList(value), strings.TrimSpace(value)) {
		switch strings.ToLower(one) {
		case "true", "false", "none", "null", "all", "default":
			continue
		}
		if len(one) >= relatedLength && hasWord(message, one) {
			return true
		}
	}
	return false
}

// hasWord reports whether a text contains a value as a whole word.
func hasWord(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(word):])
		if !wordRune(before) && !wordRune(after) {
			return true
		}
		from = i + 1
	}
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}
