package formats

import (
	"strconv"
	"strings"
	"unicode"
)

// singleQuoted makes one shell word that stands for exactly this text.
func singleQuoted(s string) string {
	return `'` + strings.ReplaceAll(s, `'`, `'\''`) + `'`
}

// heredocText escapes a text for a heredoc whose delimiter is not quoted. A
// backslash before other characters would stay, but not in every old shell, so
// every one is doubled.
func heredocText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `$`, `\$`, "`", "\\`").Replace(s)
}

// heredocDelimiter finds a word that is no line of the body.
func heredocDelimiter(body string) string {
	lines := map[string]bool{}
	for line := range strings.Lines(body) {
		lines[strings.TrimRight(line, "\r\n")] = true
	}
	word := "JSON"
	for n := 2; lines[word]; n++ {
		word = "JSON_" + strconv.Itoa(n)
	}
	return word
}

// commentText makes a text safe behind "#". An interactive zsh takes such a
// line for a command, so nothing that means something to a shell is left.
func commentText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune(" ._:,/@+-", r) {
			return r
		}
		return '_'
	}, s)
}
