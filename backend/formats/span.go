package formats

import (
	"strings"
	"unicode/utf16"
)

// SpanKind is the kind of a span.
type SpanKind string

// The kinds of spans. SpanSecret is a text that replaces a secret, SpanClear a secret.
const (
	SpanVariable    SpanKind = "variable"
	SpanPlaceholder SpanKind = "placeholder"
	SpanSecret      SpanKind = "secret"
	SpanClear       SpanKind = "clear"
	SpanKey         SpanKind = "key"
	SpanString      SpanKind = "string"
	SpanComment     SpanKind = "comment"
)

// Span marks the range [From, To) of a text, in UTF-16 code units.
type Span struct {
	From int      `json:"from"`
	To   int      `json:"to"`
	Kind SpanKind `json:"kind"`
}

// page builds a text with spans.
type page struct {
	text  strings.Builder
	units int
	spans []Span
}

// put appends text.
func (p *page) put(parts ...string) {
	for _, part := range parts {
		p.text.WriteString(part)
		p.units += units(part)
	}
}

// mark appends text as a span. Adjacent spans of the same kind are merged.
func (p *page) mark(kind SpanKind, part string) {
	if part == "" {
		return
	}
	from := p.units
	p.put(part)
	if last := len(p.spans) - 1; last >= 0 && p.spans[last].Kind == kind && p.spans[last].To == from {
		p.spans[last].To = p.units
		return
	}
	p.spans = append(p.spans, Span{from, p.units, kind})
}

// add adds another page.
func (p *page) add(other *page) {
	for _, span := range other.spans {
		p.spans = append(p.spans, Span{span.From + p.units, span.To + p.units, span.Kind})
	}
	p.put(other.text.String())
}

func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
