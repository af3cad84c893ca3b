package form

import (
	"cmp"
	"slices"
	"strings"
)

// Sizes from which a form is too large to scan.
const (
	largeForm  = 40 // a form with more settings shows only needed ones at first
	largeGroup = 40 // a group with more keys is divided
	sharedBy   = 4  // this many keys with a common prefix make a section
)

// Titles of the sections that are not prefixes.
const (
	restSection   = "other"
	foldedSection = "deprecated, internal"
)

// Section is a part of a large group: the keys with a common prefix, the others,
// or the folded ones. Title is the prefix without the last dot.
type Section struct {
	Title  string   `json:"title"`
	Keys   []string `json:"keys"`
	Folded bool     `json:"folded"`
}

// sectionsOf divides the keys of a group, keeping their order. It returns no sections
// for a small group. Folded keys always have their own section.
func sectionsOf(keys []string, folded func(key string) bool) []Section {
	var shown, away []string
	for _, key := range keys {
		if folded(key) {
			away = append(away, key)
		} else {
			shown = append(shown, key)
		}
	}
	out := []Section{}
	if len(keys) > largeGroup {
		out = bySharedPrefix(shown)
	}
	if len(away) > 0 {
		if len(out) == 0 && len(shown) > 0 {
			out = []Section{{Keys: shown}}
		}
		out = append(out, Section{Title: foldedSection, Keys: away, Folded: true})
	}
	return out
}

// bySharedPrefix groups keys that share the first word, under their longest
// common prefix; the largest section comes first.
func bySharedPrefix(keys []string) []Section {
	count := map[string]int{}
	for _, key := range keys {
		count[firstWord(key)]++
	}
	at := map[string]int{}
	out := []Section{}
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
		out[i].Title = sharedPrefix(out[i].Keys)
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

// shared is the longest common prefix of whole words. It may be one of the keys.
func sharedPrefix(keys []string) string {
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
