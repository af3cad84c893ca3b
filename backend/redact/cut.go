package redact

import (
	"slices"
	"strings"
	"sync"
)

// shortestPiece is the minimum number of bytes of a cut secret that are masked.
const shortestPiece = 4

// ellipses returns the marks of a cut text.
func ellipses() []string { return []string{"…", "..."} }

// finder finds known secrets in every form, whole or cut with an ellipsis.
type finder struct {
	forms    []string
	forward  *searcher
	backward func() *searcher // for ends after an ellipsis; created when first needed
}

func newFinder(known []string) *finder {
	all := forms(known)
	return &finder{forms: all, forward: newSearcher(all), backward: sync.OnceValue(func() *searcher {
		turned := make([]string, len(all))
		for i, form := range all {
			turned[i] = reversed(form)
		}
		return newSearcher(turned)
	})}
}

// whole finds whole secrets.
func (f *finder) whole(text string) []span { return f.forward.find(text, nil) }

// find finds whole secrets, prefixes before an ellipsis, and suffixes after one.
func (f *finder) find(text string) []span {
	if len(f.forms) == 0 || !slices.ContainsFunc(ellipses(), func(e string) bool { return strings.Contains(text, e) }) {
		return f.whole(text)
	}
	var cut []span
	found := f.forward.find(text, func(at, length int) {
		if length >= shortestPiece && startsEllipsis(text[at:]) {
			cut = append(cut, span{at - length, at})
		}
	})
	return slices.Concat(found, unmasked(text, slices.Concat(cut, f.ends(text))))
}

func startsEllipsis(text string) bool {
	return slices.ContainsFunc(ellipses(), func(e string) bool { return strings.HasPrefix(text, e) })
}

// ends finds suffixes of secrets after an ellipsis, by searching the reversed text for
// the reversed secrets.
func (f *finder) ends(text string) []span {
	var out []span
	f.backward().find(reversed(text), func(at, length int) {
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
