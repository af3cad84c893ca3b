package tree

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// lineStarts returns the offset of each line.
func lineStarts(text string) []int {
	out := []int{0}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}

// lineAt returns the number, from 1, of the line that contains an offset.
func lineAt(starts []int, offset int) int {
	return sort.Search(len(starts), func(i int) bool { return starts[i] > offset })
}

// advance moves an offset by characters, not beyond the line.
func advance(text string, from, characters int) int {
	for ; characters > 0 && from < len(text) && text[from] != '\n'; characters-- {
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	return from
}

// isWord reports whether a text is the name of an environment variable.
func isWord(text string) bool {
	for i, r := range text {
		digit := '0' <= r && r <= '9'
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (!digit || i == 0) {
			return false
		}
	}
	return text != ""
}

// IsTrue parses a switch as Spring, Micronaut and shell scripts do.
func IsTrue(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "true", "yes", "y", "on", "1":
		return true
	}
	return false
}
