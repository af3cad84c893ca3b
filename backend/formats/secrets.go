package formats

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sluiceway/backend/redact"
)

// secretKeys returns the keys that are secret: by Options.Secrets, or else by package
// redact, or else because their value contains the secret of another key.
func secretKeys(c Connector, o Options) []string {
	secret := map[string]bool{}
	for key := range redact.Keys(c.Config, o.Definitions...) {
		secret[key] = strings.TrimSpace(c.Config[key]) != "" // an empty password is not secret
	}
	maps.Copy(secret, o.Secrets)
	for key, value := range c.Config {
		if redact.IsSecretText(value) {
			secret[key] = true
		}
	}
	var literals []string
	for key, value := range c.Config {
		if secret[key] && distinctive(value) {
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

// leftOut are the secret keys whose values are not printed.
func leftOut(c Connector, secrets []string, o Options) []string {
	return slices.DeleteFunc(slices.Clone(secrets), func(key string) bool { return !leavesOut(c.Config[key], o) })
}

// leavesOut reports that the value of a secret is not printed.
func leavesOut(value string, o Options) bool { return !o.IncludeSecrets || redact.IsSecretText(value) }

// distinctive reports whether a secret is unlikely to occur elsewhere by chance, as
// "postgres" does in the names of classes.
func distinctive(secret string) bool {
	return len(secret) >= 6 && strings.ContainsFunc(secret, func(r rune) bool { return !unicode.IsLetter(r) }) || len(secret) >= 16
}

// repeats reports whether a value contains a secret as a separate word.
func repeats(value, secret string) bool {
	inWord := func(r rune, size int) bool { return size > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	for from := 0; ; {
		at := strings.Index(value[from:], secret)
		if at < 0 {
			return false
		}
		from += at
		if !inWord(utf8.DecodeLastRuneInString(value[:from])) && !inWord(utf8.DecodeRuneInString(value[from+len(secret):])) {
			return true
		}
		from++
	}
}
