package tree

import "strings"

// LiteralError is the line of a mistake in a script.
type LiteralError struct{ Line int }

// ParseLiteral parses the first array of a script: objects, arrays, texts and plain words, with
// comments and trailing commas. It runs nothing.
func ParseLiteral(text string) (*Node, *LiteralError) {
	start := strings.IndexByte(text, '[')
	if start < 0 {
		return nil, &LiteralError{1}
	}
	r := literalReader{text: text, at: start, lines: lineStarts(text)}
	n := r.value(0)
	if r.failed {
		return nil, &LiteralError{lineAt(r.lines, min(r.at, len(text)))}
	}
	return n, nil
}

type literalReader struct {
	text   string
	at     int
	lines  []int
	failed bool
}

// space skips spaces and comments.
func (r *literalReader) space() {
	for r.at < len(r.text) {
		rest := r.text[r.at:]
		stop := ""
		switch {
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			r.at++
			continue
		case strings.HasPrefix(rest, "//"):
			stop = "\n"
		case strings.HasPrefix(rest, "/*"):
			stop = "*/"
		default:
			return
		}
		end := strings.Index(rest[2:], stop)
		if end < 0 {
			r.at = len(r.text)
			return
		}
		r.at += 2 + end + len(stop)
	}
}

// is skips a character if it is next.
func (r *literalReader) is(c byte) bool {
	r.space()
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

func (r *literalReader) value(depth int) *Node {
	r.space()
	n := &Node{Line: lineAt(r.lines, r.at)}
	switch {
	case depth > maxDepth || r.at >= len(r.text):
		r.failed = true
	case r.is('['):
		n.Kind = List
		for !r.failed && !r.is(']') {
			n.Items = append(n.Items, r.value(depth+1))
			if !r.is(',') && !r.next(']') {
				r.failed = true
			}
		}
	case r.is('{'):
		n.Kind = Mapping
		for !r.failed && !r.is('}') {
			r.member(n, depth)
		}
	default:
		n.Text, n.At = r.word()
	}
	return n
}

func (r *literalReader) next(c byte) bool {
	r.space()
	return r.at < len(r.text) && r.text[r.at] == c
}

func (r *literalReader) member(n *Node, depth int) {
	r.space()
	line := lineAt(r.lines, r.at)
	key, at := r.word()
	if r.failed || !r.is(':') {
		r.failed = true
		return
	}
	n.add(Entry{Key: key, Name: Canonical(key), At: at, Line: line, Value: r.value(depth + 1)})
	if !r.is(',') && !r.next('}') {
		r.failed = true
	}
}

// word parses a quoted text or a plain word.
func (r *literalReader) word() (string, Span) {
	from := r.at
	if r.at < len(r.text) && strings.IndexByte("\"'`", r.text[r.at]) >= 0 {
		quote := r.text[r.at]
		for r.at++; r.at < len(r.text); r.at++ {
			switch r.text[r.at] {
			case '\\':
				r.at++
			case quote:
				r.at++
				inner := r.text[from+1 : r.at-1]
				return strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\'`, `'`, `\/`, `/`).Replace(inner), Span{from, r.at}
			}
		}
		r.failed = true
		return "", Span{}
	}
	for r.at < len(r.text) && strings.IndexByte(" \t\r\n,:[]{}", r.text[r.at]) < 0 {
		r.at++
	}
	r.failed = r.failed || r.at == from
	return r.text[from:r.at], Span{from, r.at}
}
