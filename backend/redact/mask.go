package redact

import (
	"regexp"
	"strings"
)

// Mask replaces a secret.
const Mask = "••••••••"

// masks matches the masks that workers, management tools, editors and this app use.
// This is the only list of them.
const masks = `\[hidden\]|\*{3,}|[•●]{3,}|[\[<]redacted[\]>]`

// exportMask matches what SecretText returns.
const exportMask = `<secret: [^<>]+>`

var (
	wholeMask  = regexp.MustCompile(`(?i)^(?:` + masks + `|` + exportMask + `)$`)
	anyMask    = regexp.MustCompile(`(?i)` + masks + `|` + exportMask)
	secretText = regexp.MustCompile(exportMask)
)

// SecretText returns the text that replaces the secret of a key in exported JSON and
// properties. A config that contains it is not sent.
func SecretText(key string) string { return "<secret: " + key + ">" }

// IsSecretText reports whether a value is a result of SecretText.
func IsSecretText(value string) bool {
	v := strings.TrimSpace(value)
	return v != "" && secretText.FindString(v) == v
}

// IsMask reports whether a value is a mask or contains one of ours. Such a value must
// never be sent to a worker.
func IsMask(value string) bool {
	v := strings.TrimSpace(value)
	return wholeMask.MatchString(v) || strings.Contains(v, Mask) || secretText.MatchString(v)
}

// HoldsMask reports whether text contains a mask.
func HoldsMask(text string) bool { return anyMask.MatchString(text) }

// notSecret reports whether a text is empty, a mask, or Java's "null".
func notSecret(text string) bool {
	t := strings.TrimSpace(text)
	return t == "" || t == "null" || wholeMask.MatchString(t)
}
