package formats

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"sluiceway/backend/redact"
)

// secretKeys decides, in order, which keys are secret: Options.Secrets, then
// what redact says, then any value in which a secret of another key stands
// again.
func secretKeys(c Connector, o Options) []string {
	secret := map[string]bool{}
	for key := range redact.Keys(c.Config, o.Definitions...) {
		secret[key] = strings.TrimSpace(c.Config[key]) != "" // an empty password is no secret
	}
	maps.Copy(secret, o.Secrets)
	var literals []string
	for key, value := range c.Config {
		if secret[key] && telling(value) {
			literals = append(literals, value)
		}
	}
	var out []string
	for _, key := range c.Config.Keys() {
		is, decided := secret[key]
		if is || (!decided && slices.ContainsFunc(literals, func(s string) bool { return repeats(c.Config[key], s) })) {
			out = append(out, key)
		}
	}
	return out
}

// telling reports whether a secret is so particular that finding it elsewhere
// is no accident, as "postgres" in the name of a class is.
func telling(secret string) bool {
	return len(secret) >= 6 && strings.ContainsFunc(secret, func(r rune) bool { return !unicode.IsLetter(r) }) || len(secret) >= 16
}

// repeats reports whether a secret stands in a value as a word of its own.
func repeats(value, secret string) bool {
	wordly := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for from := 0; ; {
		at := strings.Index(value[from:], secret)
		if at < 0 {
			return false
		}
		before, after := []rune(value[:from+at]), []rune(value[from+at+len(secret):])
		if (len(before) == 0 || !wordly(before[len(before)-1])) && (len(after) == 0 || !wordly(after[0])) {
			return true
		}
		from += at + 1
	}
}
