package inspect

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Search returns, in order, the names of connectors whose config matches all
// terms: key=value, where either side may contain * and must match as a whole, or
// a text that occurs in a key or a value. Case does not matter. The
// values of secrets are never searched, and neither are configs not known yet.
func (s *Service) Search(id connect.ProfileID, terms []string) ([]string, error) {
	var wanted []term
	for _, text := range terms {
		if text = strings.TrimSpace(text); text != "" {
			wanted = append(wanted, newTerm(text))
		}
	}
	names := []string{}
	err := s.deps.Live.Configs(id, func(name string, config connect.Config, hidden map[string]bool) {
		if matches(config, wanted, hidden) {
			names = append(names, name)
		}
	})
	slices.Sort(names)
	return names, err
}

// term is one term of a search, in lower case.
type term struct {
	key, value string
	pair       bool
}

func newTerm(text string) term {
	text = strings.ToLower(text)
	if key, value, ok := strings.Cut(text, "="); ok && key != "" {
		return term{key: key, value: value, pair: true}
	}
	return term{value: text}
}

func matches(config connect.Config, terms []term, hidden map[string]bool) bool {
	for _, t := range terms {
		if !matchesOne(config, t, hidden) {
			return false
		}
	}
	return true
}

func matchesOne(config connect.Config, t term, hidden map[string]bool) bool {
	for key, value := range config {
		key = strings.ToLower(key)
		switch {
		case t.pair && !glob(t.key, key):
		case !t.pair && strings.Contains(key, t.value):
			return true
		case hidden[key]:
		case t.pair && glob(t.value, strings.ToLower(value)):
			return true
		case !t.pair && strings.Contains(strings.ToLower(value), t.value):
			return true
		}
	}
	return false
}

// glob reports whether a text matches a pattern, in which * matches any characters.
// Its time grows at most with the product of both lengths.
func glob(pattern, text string) bool {
	p, t, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && pattern[p] == text[t]:
			p++
			t++
		case star >= 0:
			mark++
			p, t = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
