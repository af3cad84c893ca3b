package redact

import (
	"encoding/json"

	"sluiceway/backend/connect"
)

// node is a value of a JSON body and its position there. kind is the first byte of the
// value, or '0' for any number. text is the decoded text of a string.
type node struct {
	kind     byte
	from, to int
	key      string
	text     string
	kids     []*node
}

func (n *node) each(f func(*node)) {
	f(n)
	for _, k := range n.kids {
		k.each(f)
	}
}

func (n *node) member(key string) *node {
	if n.kind != '{' {
		return nil
	}
	for _, k := range n.kids {
		if k.key == key {
			return k
		}
	}
	return nil
}

func (n *node) textOf(key string) string {
	if k := n.member(key); k != nil && k.kind == '"' {
		return k.text
	}
	return ""
}

// isSetting reports whether an object is a definition or a finding of a validation.
func (n *node) isSetting() bool {
	if n.textOf("name") == "" {
		return false
	}
	for _, key := range []string{"default_value", "recommended_values", "errors"} {
		if n.member(key) != nil {
			return true
		}
	}
	return false
}

// flat reports whether a value is an object with only strings.
func (n *node) flat() bool {
	for _, k := range n.kids {
		if k.kind != '"' {
			return false
		}
	}
	return n.kind == '{'
}

func (n *node) config() connect.Config {
	out := connect.Config{}
	for _, k := range n.kids {
		if k.kind == '"' {
			out[k.key] = k.text
		}
	}
	return out
}

// jsonParser parses a valid body.
type jsonParser struct {
	body []byte
	at   int
}

func (p *jsonParser) blanks() {
	for p.at < len(p.body) && (p.body[p.at] == ' ' || p.body[p.at] == '\t' || p.body[p.at] == '\r' || p.body[p.at] == '\n') {
		p.at++
	}
}

func (p *jsonParser) value() *node {
	p.blanks()
	n := &node{kind: p.body[p.at], from: p.at}
	switch n.kind {
	case '{', '[':
		p.at++
		p.kids(n)
	case '"':
		n.text = p.string()
	default:
		if n.kind == '-' || n.kind >= '0' && n.kind <= '9' {
			n.kind = '0'
		}
		for p.at < len(p.body) && isScalarByte(p.body[p.at]) {
			p.at++
		}
	}
	n.to = p.at
	return n
}

func (p *jsonParser) kids(n *node) {
	for {
		p.blanks()
		switch p.body[p.at] {
		case '}', ']':
			p.at++
			return
		case ',':
			p.at++
			continue
		}
		key := ""
		if n.kind == '{' {
			key = p.string()
			p.blanks()
			p.at++ // the colon
		}
		kid := p.value()
		kid.key = key
		n.kids = append(n.kids, kid)
	}
}

func (p *jsonParser) string() string {
	from := p.at
	for p.at++; p.body[p.at] != '"'; p.at++ {
		if p.body[p.at] == '\\' {
			p.at++
		}
	}
	p.at++
	var s string
	if json.Unmarshal(p.body[from:p.at], &s) != nil {
		return ""
	}
	return s
}

func isScalarByte(b byte) bool {
	return isKeyByte(b) || b == '+'
}
