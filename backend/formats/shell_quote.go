package formats

import (
	"strconv"
	"strings"
	"unicode"
)

// singleQuoted returns a text as one quoted shell word.
func singleQuoted(s string) string {
	return `'` + strings.ReplaceAll(s, `'`, `'\''`) + `'`
}

// heredocText escapes a text for a heredoc with an unquoted delimiter. It doubles every
// backslash, because some old shells also remove one before an ordinary character.
func heredocText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `$`, `\$`, "`", "\\`").Replace(s)
}

// heredocDelimiter returns a word that is not a line of the body.
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

// commentText makes a text safe in a comment. An interactive zsh runs comments as commands,
// so it replaces every character with a meaning for a shell.
func commentText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune(" ._:,/@+-", r) {
			return r
		}
		return '_'
	}, s)
}
