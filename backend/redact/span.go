package redact

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// span is a part of a text in bytes, the end not included.
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

// without takes holes out of spans. Both are sorted by place.
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

// replace puts Mask in the place of every span.
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

// The worker's own pattern is ${provider:[path:]key}; here it must stand on one
// line and hold neither quotes nor another one, so that no other text passes
// for a placeholder.
var referencePattern = regexp.MustCompile(`\$\{[^{}:\s"$]*:[^{}\n\r"$]*\}`)

func references(text string) []span {
	var out []span
	if !strings.Contains(text, "${") {
		return nil
	}
	for _, m := range referencePattern.FindAllStringIndex(text, -1) {
		out = append(out, span{m[0], m[1]})
	}
	return out
}

// isReference reports whether a value is placeholders and nothing but
// separators beside them: "${env:USER}:${env:PASSWORD}".
func isReference(value string) bool {
	if !strings.Contains(value, "${") || !referencePattern.MatchString(value) {
		return false
	}
	rest := referencePattern.ReplaceAllString(value, "")
	return !strings.ContainsFunc(rest, func(r rune) bool { return !strings.ContainsRune(" \t\r\n:;,/@&-_.|=", r) })
}
