package tree

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"sluiceway/backend/connect"
)

// ParseJSON parses a text that is one JSON value.
func ParseJSON(text string) (*Node, error) {
	r := jsonReader{dec: json.NewDecoder(strings.NewReader(text)), text: text, lines: lineStarts(text)}
	r.dec.UseNumber()
	n, err := r.value(0)
	if err == nil {
		_, err = r.dec.Token()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
	}
	if ours, ok := errors.AsType[*connect.Error](err); ok {
		return nil, ours
	}
	line := lineAt(r.lines, min(int(r.dec.InputOffset()), max(len(text)-1, 0)))
	return nil, connect.Errorf(connect.CodeInvalid, "The JSON has a mistake at line %d or behind it. Nothing was imported. Correct it and try again.", line)
}

type jsonReader struct {
	dec   *json.Decoder
	text  string
	lines []int
	count int
}

// token returns the next token and its range.
func (r *jsonReader) token() (json.Token, Span, error) {
	from := int(r.dec.InputOffset())
	t, err := r.dec.Token()
	to := int(r.dec.InputOffset())
	for from < to && strings.IndexByte(" \t\r\n,:", r.text[from]) >= 0 {
		from++
	}
	return t, Span{from, to}, err
}

func (r *jsonReader) value(depth int) (*Node, error) {
	t, at, err := r.token()
	if err != nil {
		return nil, err
	}
	if r.count++; r.count > maxNodes || depth > maxDepth {
		return nil, connect.Errorf(connect.CodeInvalid, "The JSON is too large or nested too deeply. Nothing was imported. Paste only the part that names Connect clusters.")
	}
	n := &Node{At: at, Line: lineAt(r.lines, at.From)}
	switch t := t.(type) {
	case json.Delim:
		n.Kind = List
		if t == '{' {
			n.Kind = Mapping
		}
		err = r.children(n, depth)
	case string:
		n.Text = t
	case json.Number:
		n.Text = t.String()
	case bool:
		n.Text = "false"
		if t {
			n.Text = "true"
		}
	default:
		n.Null = true
	}
	return n, err
}

func (r *jsonReader) children(n *Node, depth int) error {
	for r.dec.More() {
		var e Entry
		if n.Kind == Mapping {
			t, at, err := r.token()
			if err != nil {
				return err
			}
			key, _ := t.(string)
			e = Entry{Key: key, Name: Canonical(key), At: at, Line: lineAt(r.lines, at.From)}
		}
		child, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		if n.Kind == List {
			n.Items = append(n.Items, child)
			continue
		}
		e.Value = child
		n.add(e)
	}
	_, _, err := r.token()
	return err
}
