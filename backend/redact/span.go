package redact

import (
	"cmp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// span is the byte range [from, to) of a text.
type span struct{ from, to int }

// union sorts spans and joins those that touch.
func union(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var out []span
	for _, s := range spans {
		switch last := len(out) - 1; {
		case s.from >= s.to:
		case last >= 0 && s.from <= out[last].to:
			out[last].to = max(out[last].to, s.to)
		default:
			out = append(out, s)
		}
	}
	return out
}

// without removes holes from spans. Both must be sorted.
func without(spans, holes []span) []span {
	var out []span
	h := 0
	for _, s := range union(spans) {
		for h < len(holes) && holes[h].to <= s.from {
			h++
		}
		for i := h; i < len(holes) && holes[i].from < s.to; i++ {
			out = append(out, span{s.from, max(s.from, holes[i].from)})
			s.from = min(s.to, holes[i].to)
		}
		out = append(out, s)
	}
	return union(out)
}

// replace replaces every span with Mask.
func replace(text string, spans []span) string {
	spans = union(spans)
	if len(spans) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.from])
		b.WriteString(Mask)
		at = s.to
	}
	b.WriteString(text[at:])
	return b.String()
}

// references returns the positions of plain placeholders.
func references(text string) []span {
	var out []span
	for _, p := range connect.PlainPlaceholders(text) {
		out = append(out, span{p.From, p.To})
	}
	return out
}
