package form

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// entry finds the start of each error in the text with which a worker refuses a
// config. A value inside an error may contain line breaks, so errors are not
// split at lines.
var entry = regexp.MustCompile(`(?m)^(?:Invalid value |Missing required configuration |You can also find )`)

// overridePrefix is missing from the keys in errors about client overrides.
var overridePrefix = regexp.MustCompile(`^(?:producer|consumer|admin)\.override\.`)

// keyLike matches what may be a key in a text.
var keyLike = regexp.MustCompile(`[\w.-]+`)

// MaskWords masks the secrets in a worker's words about a whole config. An error
// that names a key with a placeholder is withheld: it may repeat the resolved
// value. In an error that names another secret key every part of its value is
// masked; secrets are removed from the rest.
func MaskWords(text string, config connect.Config, secret map[string]bool) string {
	delicate, known := sensitive(config, secret)
	hide := redact.Hider(known...)
	var out strings.Builder
	for _, part := range entries(text) {
		keys := mentioned(part, delicate)
		switch {
		case len(keys) == 0 || strings.HasPrefix(part, "Missing required configuration "):
			out.WriteString(hide(part))
		case anyResolves(config, delicate, keys):
			out.WriteString(keys[0] + ": " + hiddenWords)
			if strings.HasSuffix(part, "\n") {
				out.WriteByte('\n')
			}
		default:
			values := make([]string, len(keys))
			for i, key := range keys {
				values[i] = config[delicate[key]]
			}
			out.WriteString(redact.Pieces(hide(part), values...))
		}
	}
	return shortened(out.String(), 4*longestWords)
}

// sensitive returns the keys whose values must not be shown, under every name that
// an error may use for them, and the known secrets.
func sensitive(config connect.Config, secret map[string]bool) (delicate map[string]string, known []string) {
	delicate = map[string]string{}
	for key, text := range config {
		if secret[key] && text != "" {
			known = append(known, text)
		}
		if secret[key] || connect.MayHoldPlaceholder(text) {
			delicate[key] = key
			delicate[overridePrefix.ReplaceAllString(key, "")] = key
		}
	}
	return delicate, known
}

// mentioned returns the sensitive keys in a text, in its order.
func mentioned(part string, delicate map[string]string) []string {
	var out []string
	seen := map[string]bool{}
	for _, word := range keyLike.FindAllString(part, -1) {
		if word = strings.TrimRight(word, "."); delicate[word] != "" && !seen[word] {
			seen[word] = true
			out = append(out, word)
		}
	}
	return out
}

func anyResolves(config connect.Config, delicate map[string]string, keys []string) bool {
	for _, key := range keys {
		if connect.MayHoldPlaceholder(config[delicate[key]]) {
			return true
		}
	}
	return false
}

func entries(text string) []string {
	var out []string
	from := 0
	for _, at := range entry.FindAllStringIndex(text, -1) {
		if at[0] > from {
			out = append(out, text[from:at[0]])
			from = at[0]
		}
	}
	return append(out, text[from:])
}
