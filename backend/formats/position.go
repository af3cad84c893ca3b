package formats

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// position returns the line and column of a byte offset, for a person. Both start at 1;
// columns count characters.
func position(source string, offset int) string {
	offset = min(max(offset, 0), len(source))
	before := source[:offset]
	line := strings.Count(before, "\n") + 1
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d", line, column)
}
