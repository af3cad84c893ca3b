package form

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// Fold is the reason why a setting is folded while it is not set.
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
	// only at the start: further on, the text may call a single choice deprecated
	deprecatedWords = regexp.MustCompile(`(?i)^\W*(?:deprecated\b|this (?:[\w'.-]+ ){1,3}(?:is|has been|was) (?:now )?deprecated\b)`)
	internalWords   = regexp.MustCompile(`(?i)^\W*(?:internal(?: use)? only|for internal (?:use|purposes)(?: only)?)\b|\bfor internal use only\b`)
)

// foldOf returns the fold of a definition by its key, title and documentation.
func foldOf(d connect.Definition) Fold {
	switch {
	case strings.HasPrefix(d.Name, "internal.") || internalWords.MatchString(d.Documentation):
		return FoldInternal
	case deprecatedTitle.MatchString(d.DisplayName) || deprecatedWords.MatchString(d.Documentation):
		return FoldDeprecated
	}
	return FoldNone
}

// aliases finds settings that repeat an earlier one under another name, with the
// same type, title and documentation. That is how plugins define old names,
// right after the new one.
type aliases map[[3]string]bool

// isAlias reports whether an earlier definition says the same. A title that only
// repeats the key does not count.
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
