package form

import (
	"regexp"
	"strings"
)

// families are the keys that a worker takes without listing them: sub-keys of
// named transforms and predicates, of converters, client overrides, and the
// groups of topic creation.
var families = regexp.MustCompile(`^(?:transforms\..+|predicates\..+|(?:.+\.)?converter\..+|(?:producer|consumer|admin)\.override\..+|topic\.creation\..+)$`)

// isFamily reports whether key belongs to a known family, so that the absence
// of a definition says nothing about it.
func isFamily(key string) bool { return families.MatchString(key) }

// isTemplate reports whether a definition describes a pattern of keys, not a
// key ("topic.override.%s.%s"); such a field is never shown.
func isTemplate(key string) bool { return strings.Contains(key, "%s") }

// templatePattern matches the keys that a template stands for.
func templatePattern(template string) *regexp.Regexp {
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(template), "%s", ".+") + "$")
}
