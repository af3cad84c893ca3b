package redact

import (
	"slices"
	"strings"
	"sync"
)

// shortestPiece is how many bytes of a secret beside an ellipsis give it away.
const shortestPiece = 4

// ellipses are how those who cut a text say so.
func ellipses() []string { return []string{"…", "..."} }

// finder looks for known secrets in every form: whole, and cut with an
// ellipsis.
type finder struct {
	forms     []string
	ahead     *searcher
	backwards func() *searcher // for what follows an ellipsis; made on first need
}

func newFinder(known []string) *finder {
	all := forms(known)
	return &finder{forms: all, ahead: newSearcher(all), backwards: sync.OnceValue(func() *searcher {
		turned := make([]string, len(all))
		for i, form := range all {
			turned[i] = reversed(form)
		}
		return newSearcher(turned)
	})}
}

// whole finds the secrets that stand in a text as a whole.
func (f *finder) whole(text string) []span { return f.ahead.find(text, nil) }

// find adds the beginnings in front of an ellipsis and the ends behind one.
func (f *finder) find(text string) []span {
	if len(f.forms) == 0 || !slices.ContainsFunc(ellipses(), func(e string) bool { return strings.Contains(text, e) }) {
		return f.whole(text)
	}
	var cut []span
	found := f.ahead.find(text, func(at, length int) {
		if length >= shortestPiece && startsEllipsis(text[at:]) {
			cut = append(cut, span{at - length, at})
		}
	})
	return slices.Concat(found, telling(text, slices.Concat(cut, f.ends(text))))
}

func startsEllipsis(text string) bool {
	return slices.ContainsFunc(ellipses(), func(e string) bool { return strings.HasPrefix(text, e) })
}

// ends finds what is left of a secret behind an ellipsis, by looking for the
// reversed secrets in the reversed text.
func (f *finder) ends(text string) []span {
	var out []span
	f.backwards().find(reversed(text), func(at, length int) {
		if from := len(text) - at; length >= shortestPiece && endsEllipsis(text[:from]) {
			out = append(out, span{from, from + length})
		}
	})
	return out
}

func endsEllipsis(text string) bool {
	return slices.ContainsFunc(ellipses(), func(e string) bool { return strings.HasSuffix(text, e) })
}

func reversed(text string) string {
	out := []byte(text)
	slices.Reverse(out)
	return string(out)
}
