package form

import (
	"cmp"
	"slices"
	"strings"
)

// Bounds of what a person can take in at once.
const (
	largeForm  = 40 // a form with more settings opens on what is needed
	largeGroup = 40 // a group with more keys is divided
	sharedBy   = 4  // so many keys with a beginning in common make a section
)

// Titles of the sections that are no beginning of keys.
const (
	restSection   = "other"
	foldedSection = "deprecated, internal"
)

// Section is a part of a large group: the keys that begin alike, the others,
// and what is folded away. Title is the beginning, without the last dot.
type Section struct {
	Title  string
	Keys   []string
	Folded bool
}

// sectionsOf divides the keys of a group, in their order; nil where the group
// is small. Folded keys are always apart.
func sectionsOf(keys []string, folded func(key string) bool) []Section {
	var shown, away []string
	for _, key := range keys {
		if folded(key) {
			away = append(away, key)
		} else {
			shown = append(shown, key)
		}
	}
	var out []Section
	if len(keys) > largeGroup {
		out = byBeginning(shown)
	}
	if len(away) > 0 {
		if out == nil && len(shown) > 0 {
			out = []Section{{Keys: shown}}
		}
		out = append(out, Section{Title: foldedSection, Keys: away, Folded: true})
	}
	return out
}

// byBeginning puts together what shares the first word, under the longest
// beginning that all of these share; the largest section comes first.
func byBeginning(keys []string) []Section {
	count := map[string]int{}
	for _, key := range keys {
		count[firstWord(key)]++
	}
	at := map[string]int{}
	var out []Section
	rest := Section{Title: restSection}
	for _, key := range keys {
		word := firstWord(key)
		if count[word] < sharedBy {
			rest.Keys = append(rest.Keys, key)
			continue
		}
		i, ok := at[word]
		if !ok {
			i = len(out)
			at[word] = i
			out = append(out, Section{})
		}
		out[i].Keys = append(out[i].Keys, key)
	}
	for i := range out {
		out[i].Title = shared(out[i].Keys)
	}
	slices.SortStableFunc(out, func(a, b Section) int { return cmp.Compare(len(b.Keys), len(a.Keys)) })
	if len(rest.Keys) > 0 {
		out = append(out, rest)
	}
	return out
}

func firstWord(key string) string {
	word, _, _ := strings.Cut(key, ".")
	return word
}

// shared is the longest run of whole words that all keys begin with. One key
// may be the run itself.
func shared(keys []string) string {
	common := strings.Split(keys[0], ".")
	for _, key := range keys[1:] {
		words := strings.Split(key, ".")
		n := 0
		for n < len(common) && n < len(words) && common[n] == words[n] {
			n++
		}
		common = common[:n]
	}
	return strings.Join(common, ".")
}
