package tree

import (
	"strings"

	"sluiceway/backend/connect"
)

// maxVariable is the maximum length of a variable with its default. It keeps the search linear.
const maxVariable = 256

// Variable is a part of a text that only its tool can replace. fallback is what the text gives
// for the case that the variable is not set.
type Variable struct {
	Span
	Name     string
	Fallback string
	Optional bool // has a fallback
}

// VariablesIn finds ${NAME}, ${NAME:-default} and ${NAME:default} of shells, compose, Spring
// and Micronaut, {{ name }} of templates, and texts that are only $NAME or <name>.
func VariablesIn(text string) []Variable {
	var out []Variable
	for i := 0; i+1 < len(text); i++ {
		var v Variable
		var ok bool
		switch {
		case text[i] == '$' && text[i+1] == '{':
			v, ok = braced(text, i)
		case text[i] == '{' && text[i+1] == '{':
			v, ok = templated(text, i)
		}
		if ok {
			out = append(out, v)
			i = v.To - 1
		}
	}
	if name, ok := strings.CutPrefix(text, "$"); ok && isWord(name) {
		return []Variable{{Span: Span{0, len(text)}, Name: name}}
	}
	if inner, ok := strings.CutPrefix(text, "<"); ok && strings.HasSuffix(inner, ">") && strings.IndexByte(inner, '>') == len(inner)-1 && len(inner) > 1 {
		return []Variable{{Span: Span{0, len(text)}, Name: strings.TrimSuffix(inner, ">")}}
	}
	return out
}

// braced parses ${…}, which may be nested.
func braced(text string, from int) (Variable, bool) {
	depth := 0
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			return Variable{}, false
		case strings.HasPrefix(text[i:], "${"):
			depth++
		case text[i] == '}':
			depth--
		}
		if depth == 0 {
			return inBraces(text[from+2:i], Span{from, i + 1})
		}
		if i-from > maxVariable {
			break
		}
	}
	return Variable{}, false
}

func inBraces(inner string, at Span) (Variable, bool) {
	end := 0
	for end < len(inner) && (isWord("_"+inner[end:end+1]) || strings.IndexByte(".-", inner[end]) >= 0 && !strings.HasPrefix(inner[end:], "-")) {
		end++
	}
	v := Variable{Span: at, Name: inner[:end]}
	rest := inner[end:]
	for _, sign := range []string{":-", "-", ":?", "?", ":+", "+", ":"} {
		if fallback, ok := strings.CutPrefix(rest, sign); ok {
			v.Optional = strings.HasSuffix(sign, "-") || sign == ":"
			v.Fallback, rest = fallback, ""
			break
		}
	}
	return v, v.Name != "" && rest == ""
}

// templated parses {{ … }} of Helm, Ansible and Jinja.
func templated(text string, from int) (Variable, bool) {
	end := strings.Index(text[from:min(len(text), from+maxVariable)], "}}")
	if end < 0 {
		return Variable{}, false
	}
	name := strings.Trim(text[from+2:from+end], "- ")
	return Variable{Span: Span{from, from + end + 2}, Name: name}, name != ""
}

// Replace puts values in the places of variables. A variable without a value gets its
// fallback, or else stays.
func Replace(text string, values map[string]connect.Secret) string {
	var out strings.Builder
	done := 0
	for _, v := range VariablesIn(text) {
		value, ok := values[v.Name]
		if !ok && !v.Optional {
			continue
		}
		out.WriteString(text[done:v.From])
		if ok {
			out.WriteString(value.Reveal())
		} else {
			out.WriteString(v.Fallback)
		}
		done = v.To
	}
	out.WriteString(text[done:])
	return out.String()
}
