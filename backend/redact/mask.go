package redact

import (
	"regexp"
	"strings"
)

// Mask stands for a secret wherever one is left out.
const Mask = "••••••••"

// masks are what workers, management tools, editors and this app put in the
// place of a secret. This is the one list of them.
const masks = `\[hidden\]|\*{3,}|[•●]{3,}|[\[<]redacted[\]>]`

// exportMask is what SecretText writes.
const exportMask = `<secret: [^<>]+>`

var (
	wholeMask  = regexp.MustCompile(`(?i)^(?:` + masks + `|` + exportMask + `)$`)
	anyMask    = regexp.MustCompile(`(?i)` + masks + `|` + exportMask)
	secretText = regexp.MustCompile(exportMask)
)

// SecretText stands for the secret of a key in exported JSON and properties.
// As a value it is refused when a config is sent.
func SecretText(key string) string { return "<secret: " + key + ">" }

// IsSecretText reports whether a whole value is what SecretText writes.
func IsSecretText(value string) bool {
	v := strings.TrimSpace(value)
	return v != "" && secretText.FindString(v) == v
}

// IsMask reports whether a value is a mask, or holds one of ours in a part of
// it. Such a value must never be sent to a worker.
func IsMask(value string) bool {
	v := strings.TrimSpace(value)
	return wholeMask.MatchString(v) || strings.Contains(v, Mask) || secretText.MatchString(v)
}

// HoldsMask reports whether a mask stands anywhere in a text.
func HoldsMask(text string) bool { return anyMask.MatchString(text) }

// nothing reports whether a found text is no secret: empty, masked, or the way
// Java prints that there is none.
func nothing(text string) bool {
	t := strings.TrimSpace(text)
	return t == "" || t == "null" || wholeMask.MatchString(t)
}
