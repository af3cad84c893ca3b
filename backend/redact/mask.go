package redact

import (
	"regexp"
	"strings"
)

// Mask stands for a secret wherever one is left out.
const Mask = "••••••••"

// masksOfOthers are what workers, management tools, editors and our exports put
// in the place of a secret, as whole values.
var masksOfOthers = regexp.MustCompile(`^(?:\[hidden\]|\*{4,}|[•●]{3,}|[\[<]redacted[\]>])$`)

// exportMask is what our exports print: "<secret: key>".
var exportMask = regexp.MustCompile(`<secret: [^<>]+>`)

// IsMask reports whether a value is a mask, or holds one of ours in a part of
// it. Such a value must never be sent to a worker.
func IsMask(value string) bool {
	v := strings.TrimSpace(value)
	return masksOfOthers.MatchString(strings.ToLower(v)) || strings.Contains(v, Mask) || exportMask.MatchString(v)
}

// nothing reports whether a found text is no secret: empty, masked, or the way
// Java prints that there is none.
func nothing(text string) bool {
	t := strings.TrimSpace(text)
	return t == "" || t == "null" || masksOfOthers.MatchString(strings.ToLower(t)) || exportMask.FindString(t) == t
}
