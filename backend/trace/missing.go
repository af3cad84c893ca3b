package trace

import (
	"regexp"
	"strings"
)

// What class loaders throw. "Could not initialize class" is about a class that
// is there and failed before.
var missingPattern = regexp.MustCompile(`\b(?:NoClassDefFoundError|ClassNotFoundException): (?:L)?([\w$]+(?:[./][\w$]+)+);?(?:[\s(]|$)`)

// MissingClass finds, in the words of a worker, the class that a plugin needs
// and its folder lacks. The name is written with dots.
func MissingClass(text string) (class string, ok bool) {
	m := missingPattern.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	return strings.ReplaceAll(m[1], "/", "."), true
}
