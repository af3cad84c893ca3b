package tree

import (
	"strconv"
	"strings"
)

// maxParts limits the depth of a tree made of environment variables.
const maxParts = 16

// ParseEnv parses an env file: KEY=value lines as “docker run --env-file”, compose and dotenv
// read them, also with “export” or as a YAML list. Values may be quoted, over several lines,
// too. Text after “ #” is a comment. Variables stay as they are. It returns the lines that
// have no key.
func ParseEnv(text string) (vars *Node, odd []int) {
	r := envReader{text: text, vars: &Node{Kind: Mapping}, missing: map[byte]bool{}}
	for r.at < len(text) {
		r.line++
		end := strings.IndexByte(text[r.at:], '\n')
		if end < 0 {
			end = len(text) - r.at
		}
		line := strings.TrimSuffix(text[r.at:r.at+end], "\r")
		if !r.variable(line) {
			odd = append(odd, r.line)
		}
		r.at += end + 1
		for ; r.skip > 0; r.skip-- {
			r.line++
			next := strings.IndexByte(text[r.at:], '\n')
			if next < 0 {
				next = len(text) - r.at
			}
			r.at += next + 1
		}
	}
	return r.vars, odd
}

type envReader struct {
	text    string
	at      int // where the line starts
	line    int
	skip    int // further lines that the value of this one covers
	vars    *Node
	missing map[byte]bool // quotes that do not occur any more
}

// variable parses a line. It returns false if the line is neither empty, nor a comment, nor a
// variable.
func (r *envReader) variable(line string) bool {
	rest := strings.TrimLeft(line, " \t")
	if rest == "" || rest[0] == '#' {
		return true
	}
	rest = strings.TrimLeft(strings.TrimPrefix(rest, "- "), " ")
	if after, ok := strings.CutPrefix(rest, "export "); ok {
		rest = strings.TrimLeft(after, " ")
	}
	key, value, ok := strings.Cut(rest, "=")
	key = strings.TrimRight(key, " \t")
	if !ok || !isName(key) {
		return false
	}
	value = strings.TrimLeft(value, " \t")
	from := r.at + len(line) - len(value)
	n := &Node{Line: r.line, Origin: key}
	n.Text, n.At = r.value(value, from)
	keyAt := r.at + strings.Index(line, key)
	r.vars.add(Entry{Key: key, Name: Canonical(key), At: Span{keyAt, keyAt + len(key)}, Line: r.line, Value: n})
	return true
}

// isName accepts the dots and dashes that some tools have in their keys.
func isName(key string) bool {
	return key != "" && isWord(strings.NewReplacer(".", "_", "-", "_").Replace(key))
}

// value parses what follows “=”.
func (r *envReader) value(value string, from int) (string, Span) {
	if value != "" && (value[0] == '"' || value[0] == '\'') && !r.missing[value[0]] {
		quote := value[0]
		end := closing(r.text[from:], quote)
		if end < 0 {
			r.missing[quote] = true
		} else if after, _, _ := strings.Cut(r.text[from+end+1:], "\n"); blankOrComment(after) {
			inner := r.text[from+1 : from+end]
			r.skip = strings.Count(inner, "\n")
			return unquote(inner, quote), Span{from, from + end + 1}
		}
	}
	for i := 0; i+1 < len(value); i++ {
		if (value[i] == ' ' || value[i] == '\t') && value[i+1] == '#' {
			value = value[:i]
		}
	}
	value = strings.TrimRight(value, " \t")
	return value, Span{from, from + len(value)}
}

func blankOrComment(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || text[0] == '#'
}

// closing returns the offset of the quote that ends a quoted text, or -1.
func closing(text string, quote byte) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote:
			return i
		}
	}
	return -1
}

func unquote(inner string, quote byte) string {
	if quote == '\'' {
		return inner
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\r`, "\r", `\t`, "\t").Replace(inner)
}

// OfVariables makes a tree of the variables with a prefix, as Spring does: KAFKA_CLUSTERS_0_NAME
// becomes clusters → 0 → name.
func OfVariables(vars *Node, prefix string) *Node {
	root := &Node{Kind: Mapping}
	for i, e := range vars.Entries {
		name, ok := strings.CutPrefix(strings.ToUpper(e.Key), prefix)
		if !ok || !vars.Counts(i) {
			continue
		}
		parts := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '.' })
		if len(parts) == 0 || len(parts) > maxParts {
			continue
		}
		at := root
		for _, part := range parts[:len(parts)-1] {
			next := at.Get(part)
			if !next.IsMapping() {
				next = &Node{Kind: Mapping, Line: e.Line, Made: true}
				at.add(Entry{Key: strings.ToLower(part), Name: Canonical(part), Line: e.Line, Value: next})
			}
			at = next
		}
		last := parts[len(parts)-1]
		at.add(Entry{Key: strings.ToLower(last), Name: Canonical(last), At: e.At, Line: e.Line, Value: e.Value})
	}
	return root
}

// Environment returns the environment variables of a compose service, a Helm chart or a
// Kubernetes container: a mapping, a list of KEY=value, or a list of name and value.
func Environment(n *Node) *Node {
	vars := &Node{Kind: Mapping}
	add := func(key string, at Span, line int, value *Node) {
		named := *value
		named.Origin = key
		vars.add(Entry{Key: key, Name: Canonical(key), At: at, Line: line, Value: &named})
	}
	if n.IsMapping() {
		for _, e := range n.Entries {
			if e.Value != nil && e.Value.Kind == Scalar {
				add(e.Key, e.At, e.Line, e.Value)
			}
		}
		return vars
	}
	if n == nil {
		return vars
	}
	for _, item := range n.Items {
		if name := item.Get("name").Value(); name != "" {
			if value := item.Get("value"); value != nil && value.Kind == Scalar {
				add(name, item.Get("name").At, value.Line, value)
			}
			continue
		}
		key, value, ok := strings.Cut(item.Value(), "=")
		if ok && isName(key) {
			add(key, item.At, item.Line, &Node{Text: value, At: item.At, Line: item.Line})
		}
	}
	return vars
}

// Number parses the suffix of a variable.
func Number(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 16)
	return int(n), err == nil && text != "" && text[0] != '0'
}

// IsEnv reports whether the first line that is not a comment is a variable.
func IsEnv(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		r := envReader{text: line, vars: &Node{Kind: Mapping}, missing: map[byte]bool{}}
		return r.variable(line)
	}
	return false
}

// IsEnvironment reports whether a YAML mapping is the environment of a compose service,
// pasted without the rest.
func IsEnvironment(n *Node) bool {
	if !n.IsMapping() || len(n.Entries) == 0 {
		return false
	}
	for _, e := range n.Entries {
		if e.Key != strings.ToUpper(e.Key) || !isWord(e.Key) || e.Value == nil || e.Value.Kind != Scalar {
			return false
		}
	}
	return true
}
