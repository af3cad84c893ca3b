package trace

import (
	"regexp"
	"strings"
)

// missingPattern matches the errors of class loaders. It does not match "Could not
// initialize class", which is about a class that exists but failed before.
var missingPattern = regexp.MustCompile(`\b(?:NoClassDefFoundError|ClassNotFoundException): (?:L)?([\w$]+(?:[./][\w$]+)+);?(?:[\s(]|$)`)

// MissingClass returns the class, with dots in its name, that a plugin needs and that a
// worker reports as missing from its folder.
func MissingClass(text string) (class string, ok bool) {
	m := missingPattern.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	return strings.ReplaceAll(m[1], "/", "."), true
}
