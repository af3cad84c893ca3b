package formats

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"

	"sluiceway/backend/connect"
)

// shellReader converts shell words to text. It replaces what only a running shell knows by
// a mark, which can be found in the result.
type shellReader struct {
	source  string
	edge    string    // a character that is not in the source
	unknown []unknown // what each mark replaces
	marks   *regexp.Regexp
}

// unknown is a part of a word that only a running shell knows: as written, and as notes
// name it: "$NAME", "$(…)".
type unknown struct{ written, name string }

// newShellReader chooses a private-use character that is not in the source, neither
// literally nor as an escape of JSON or $'…'.
func newShellReader(source string) (*shellReader, error) {
	lower := strings.ToLower(source)
	for edge := rune(0xe000); edge <= 0xf8ff; edge++ {
		if !strings.ContainsRune(source, edge) && !strings.Contains(lower, fmt.Sprintf(`\u%04x`, edge)) {
			return &shellReader{source: source, edge: string(edge), marks: regexp.MustCompile(string(edge) + `(\d+)` + string(edge))}, nil
		}
	}
	return nil, connect.Errorf(connect.CodeInvalid, "The command contains every private-use character of Unicode, so it cannot be read. Nothing was run.")
}

// mark returns a mark for a part of a word that notes call name.
func (s *shellReader) mark(part syntax.WordPart, name string) string {
	written := name
	if from, to := part.Pos().Offset(), part.End().Offset(); !ownJSON(part) && from < to && to <= uint(len(s.source)) {
		written = s.source[from:to]
	}
	s.unknown = append(s.unknown, unknown{written, name})
	return s.edge + strconv.Itoa(len(s.unknown)-1) + s.edge
}

// holdsMark reports whether a text contains a mark.
func (s *shellReader) holdsMark(text string) bool { return strings.Contains(text, s.edge) }

// show replaces the marks in a text by what was written there, such as "${NAME}".
func (s *shellReader) show(text string) string {
	return s.marks.ReplaceAllStringFunc(text, func(mark string) string {
		return s.unknown[s.index(mark)].written
	})
}

// names returns the names of what the marks in a text stand for, without duplicates.
func (s *shellReader) names(text string) []string {
	var out []string
	seen := map[string]bool{}
	for _, mark := range s.marks.FindAllString(text, -1) {
		if what := s.unknown[s.index(mark)].name; !seen[what] {
			seen[what] = true
			out = append(out, what)
		}
	}
	return out
}

func (s *shellReader) index(mark string) int {
	n, err := strconv.Atoi(strings.Trim(mark, s.edge))
	if err != nil || n >= len(s.unknown) {
		return 0
	}
	return n
}

// quoting is the context of a piece of a word, which determines the meaning of a backslash.
type quoting int

const (
	bare quoting = iota
	doubleQuoted
	inHeredoc
)

func (s *shellReader) word(w *syntax.Word) string {
	if w == nil {
		return ""
	}
	return s.parts(w.Parts, bare)
}

func (s *shellReader) parts(parts []syntax.WordPart, where quoting) string {
	var out strings.Builder
	for _, part := range parts {
		switch part := part.(type) {
		case *syntax.Lit:
			out.WriteString(unescapeShell(part.Value, where))
		case *syntax.SglQuoted:
			out.WriteString(singleQuotedText(part))
		case *syntax.DblQuoted:
			out.WriteString(s.parts(part.Parts, doubleQuoted))
		case *syntax.ParamExp:
			out.WriteString(s.mark(part, "$"+paramName(part)))
		case *syntax.CmdSubst:
			out.WriteString(s.mark(part, substituted(part)))
		default:
			out.WriteString(s.mark(part, someCommand))
		}
	}
	return out.String()
}

func singleQuotedText(q *syntax.SglQuoted) string {
	if !q.Dollar {
		return q.Value
	}
	value, _, err := expand.Format(nil, q.Value, nil)
	if err != nil {
		return q.Value
	}
	return value
}

func paramName(p *syntax.ParamExp) string {
	if p.Param == nil {
		return "{…}"
	}
	return p.Param.Value
}

// someCommand is the name of a command substitution that is not our own.
const someCommand = "$(…)"

// ownJSON reports whether a part is the json "$NAME" of our own scripts, which stands for
// the variable alone.
func ownJSON(part syntax.WordPart) bool {
	cs, ok := part.(*syntax.CmdSubst)
	return ok && substituted(cs) != someCommand
}

// substituted names a command substitution: by its variable if it is our own
// json "$NAME", or else by an ellipsis.
func substituted(cs *syntax.CmdSubst) string {
	if len(cs.Stmts) != 1 {
		return someCommand
	}
	call, ok := cs.Stmts[0].Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) != 2 || call.Args[0].Lit() != "json" || len(call.Args[1].Parts) != 1 {
		return someCommand
	}
	part := call.Args[1].Parts[0]
	if quoted, ok := part.(*syntax.DblQuoted); ok && len(quoted.Parts) == 1 {
		part = quoted.Parts[0]
	}
	if param, ok := part.(*syntax.ParamExp); ok {
		return "$" + paramName(param)
	}
	return someCommand
}

// unescapeShell removes the backslashes that a shell would remove.
func unescapeShell(text string, where quoting) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	special := map[quoting]string{doubleQuoted: "\\$`\"", inHeredoc: "\\$`"}[where]
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		next := i + 1
		switch {
		case text[i] != '\\' || next == len(text):
			out.WriteByte(text[i])
		case text[next] == '\n':
			i = next
		case where == bare || strings.IndexByte(special, text[next]) >= 0:
			out.WriteByte(text[next])
			i = next
		default:
			out.WriteByte(text[i])
		}
	}
	return out.String()
}
