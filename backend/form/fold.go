package form

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// Fold says why a setting is folded away while it is not set.
type Fold string

// The reasons. An alias is an old name of another setting.
const (
	FoldNone       Fold = ""
	FoldDeprecated Fold = "deprecated"
	FoldInternal   Fold = "internal"
	FoldAlias      Fold = "alias"
)

var (
	deprecatedTitle = regexp.MustCompile(`(?i)\bdeprecated\b`)
	// only at the beginning: further on a single choice may be what is deprecated
	deprecatedWords = regexp.MustCompile(`(?i)^\W*(?:deprecated\b|this (?:[\w'.-]+ ){1,3}(?:is|has been|was) (?:now )?deprecated\b)`)
	internalWords   = regexp.MustCompile(`(?i)^\W*(?:internal(?: use)? only|for internal (?:use|purposes)(?: only)?)\b|\bfor internal use only\b`)
)

// foldOf judges a definition by its key, its title and its documentation.
func foldOf(d connect.Definition) Fold {
	switch {
	case strings.HasPrefix(d.Name, "internal.") || internalWords.MatchString(d.Documentation):
		return FoldInternal
	case deprecatedTitle.MatchString(d.DisplayName) || deprecatedWords.MatchString(d.Documentation):
		return FoldDeprecated
	}
	return FoldNone
}

// aliases finds settings that repeat an earlier one under another name: of the
// same type, with the same title and the same words. Plugins define old names
// so, right behind the new one.
type aliases map[[3]string]bool

// isAlias reports whether an earlier definition says the same. A title that is
// the key says nothing.
func (a aliases) isAlias(d connect.Definition) bool {
	if d.Documentation == "" || d.DisplayName == "" || d.DisplayName == d.Name {
		return false
	}
	same := [3]string{string(d.Type), d.DisplayName, d.Documentation}
	if a[same] {
		return true
	}
	a[same] = true
	return false
}
