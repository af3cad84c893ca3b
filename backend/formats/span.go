package formats

import (
	"strings"
	"unicode/utf16"
)

// SpanKind says what a part of a text is.
type SpanKind string

// The kinds of spans. Secret is a text in place of one, Clear a secret itself.
const (
	SpanVariable    SpanKind = "variable"
	SpanPlaceholder SpanKind = "placeholder"
	SpanSecret      SpanKind = "secret"
	SpanClear       SpanKind = "clear"
	SpanKey         SpanKind = "key"
	SpanString      SpanKind = "string"
	SpanComment     SpanKind = "comment"
)

// Span marks a part of a text, in UTF-16 code units, To excluded.
type Span struct {
	From, To int
	Kind     SpanKind
}

// page is a text that grows, with its spans.
type page struct {
	text  strings.Builder
	units int
	spans []Span
}

// put adds plain text.
func (p *page) put(parts ...string) {
	for _, part := range parts {
		p.text.WriteString(part)
		p.units += units(part)
	}
}

// mark adds text with a kind. Neighbours of one kind become one span.
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

func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
