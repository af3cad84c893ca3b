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

// shellReader turns words into text. What only a running shell would know is
// replaced by a mark, so that it can be found again in what the text becomes.
type shellReader struct {
	edge    string   // a character that the source does not hold
	unknown []string // what each mark stands for: "$NAME", "$(…)"
	marks   *regexp.Regexp
}

// newShellReader picks a private-use character that is not in the source,
// neither as it is nor as the escape of JSON and $'…'.
func newShellReader(source string) (*shellReader, error) {
	lower := strings.ToLower(source)
	for edge := rune(0xe000); edge <= 0xf8ff; edge++ {
		if !strings.ContainsRune(source, edge) && !strings.Contains(lower, fmt.Sprintf(`\u%04x`, edge)) {
			return &shellReader{edge: string(edge), marks: regexp.MustCompile(string(edge) + `(\d+)` + string(edge))}, nil
		}
	}
	return nil, connect.Errorf(connect.CodeInvalid, "The command holds every private-use character there is, so it cannot be read. Nothing was run.")
}

func (s *shellReader) mark(what string) string {
	s.unknown = append(s.unknown, what)
	return s.edge + strconv.Itoa(len(s.unknown)-1) + s.edge
}

// holdsMark reports whether a part of a text is not known.
func (s *shellReader) holdsMark(text string) bool { return strings.Contains(text, s.edge) }

// show writes a text for people, with "$NAME" for what is not known.
func (s *shellReader) show(text string) string {
	return s.marks.ReplaceAllStringFunc(text, func(mark string) string {
		return s.unknown[s.index(mark)]
	})
}

// names lists what is not known in a text, once each.
func (s *shellReader) names(text string) []string {
	var out []string
	seen := map[string]bool{}
	for _, mark := range s.marks.FindAllString(text, -1) {
		if what := s.unknown[s.index(mark)]; !seen[what] {
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

// quoting is where a piece of a word stands, which decides what a backslash does.
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
			out.WriteString(s.mark("$" + paramName(part)))
		case *syntax.CmdSubst:
			out.WriteString(s.mark(substituted(part)))
		default:
			out.WriteString(s.mark("$(…)"))
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

// substituted names a command substitution: by its variable where it is our
// own json "$NAME", else by an ellipsis, because it is never run.
func substituted(cs *syntax.CmdSubst) string {
	if len(cs.Stmts) != 1 {
		return "$(…)"
	}
	call, ok := cs.Stmts[0].Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) != 2 || call.Args[0].Lit() != "json" || len(call.Args[1].Parts) != 1 {
		return "$(…)"
	}
	part := call.Args[1].Parts[0]
	if quoted, ok := part.(*syntax.DblQuoted); ok && len(quoted.Parts) == 1 {
		part = quoted.Parts[0]
	}
	if param, ok := part.(*syntax.ParamExp); ok {
		return "$" + paramName(param)
	}
	return "$(…)"
}

// unescapeShell removes the backslashes that the shell would remove.
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
