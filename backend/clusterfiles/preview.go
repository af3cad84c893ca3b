package clusterfiles

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"

	"sluiceway/backend/clusterfiles/tree"
)

// Preview is the text of a file as it can be shown: secrets are dots. Marks refer to Text and
// are in its order; they do not overlap.
type Preview struct {
	Text  string `json:"text"`
	Marks []Mark `json:"marks"`
}

// MarkKind is the kind of a mark.
type MarkKind string

// The kinds of marks.
const (
	MarkSecret   MarkKind = "secret"
	MarkVariable MarkKind = "variable"
	MarkLeftOut  MarkKind = "left_out"
)

// Mark is the range [From, To) of a preview, in UTF-16 code units. Cluster counts from 1 and
// is 0 if the range belongs to none.
type Mark struct {
	From    int      `json:"from"`
	To      int      `json:"to"`
	Kind    MarkKind `json:"kind"`
	Cluster int      `json:"cluster"`
}

// mark is a range of the bytes of a file.
type mark struct {
	kind    MarkKind
	cluster int
	at      tree.Span
}

const dots = "••••••••"

// previewOf hides the secrets of a file. Line breaks inside of a secret stay, so that the
// numbers of lines stay, too.
func previewOf(file string, marks []mark) Preview {
	marks = apart(marks)
	out := Preview{Marks: []Mark{}}
	var text strings.Builder
	done, units := 0, 0
	put := func(part string) {
		text.WriteString(part)
		for _, r := range part {
			units += max(1, utf16.RuneLen(r))
		}
	}
	for _, m := range marks {
		put(file[done:m.at.From])
		part := file[m.at.From:m.at.To]
		if m.kind == MarkSecret {
			part = dots + strings.Repeat("\n", strings.Count(part, "\n"))
		}
		from := units
		put(part)
		out.Marks = append(out.Marks, Mark{from, units, m.kind, m.cluster})
		done = m.at.To
	}
	put(file[done:])
	out.Text = text.String()
	return out
}

// apart sorts marks and cuts them so that they do not overlap. Secrets stay whole: where they
// meet another mark, that one is cut.
func apart(marks []mark) []mark {
	byPlace := func(a, b mark) int { return cmp.Or(cmp.Compare(a.at.From, b.at.From), cmp.Compare(b.at.To, a.at.To)) }
	var secrets, others, out []mark
	for _, m := range marks {
		if m.kind == MarkSecret {
			secrets = append(secrets, m)
		} else {
			others = append(others, m)
		}
	}
	slices.SortStableFunc(secrets, byPlace)
	secrets = merged(secrets)
	slices.SortStableFunc(others, byPlace)
	done, next := 0, 0
	for _, m := range others {
		for next < len(secrets) && secrets[next].at.From <= max(m.at.From, done) {
			out = append(out, secrets[next])
			done = max(done, secrets[next].at.To)
			next++
		}
		m.at.From = max(m.at.From, done)
		if next < len(secrets) {
			m.at.To = min(m.at.To, secrets[next].at.From)
		}
		if m.at.From < m.at.To {
			out = append(out, m)
			done = m.at.To
		}
	}
	return append(out, secrets[next:]...)
}

// merged joins secrets that overlap. The first one says to which cluster they belong.
func merged(sorted []mark) []mark {
	var out []mark
	for _, m := range sorted {
		if last := len(out) - 1; last >= 0 && m.at.From < out[last].at.To {
			out[last].at.To = max(out[last].at.To, m.at.To)
			out[last].cluster = max(out[last].cluster, m.cluster)
			continue
		}
		out = append(out, m)
	}
	return out
}
