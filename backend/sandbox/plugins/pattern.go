package plugins

import "regexp"

// MatchesWhole is Java's String.matches, for patterns that Go knows too.
func MatchesWhole(pattern, text string) bool {
	if pattern == "" {
		return false
	}
	compiled, err := regexp.Compile("^(?:" + pattern + ")$")
	return err == nil && compiled.MatchString(text)
}
