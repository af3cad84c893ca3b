package cluster

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Search returns, in order, the names of connectors whose config matches all
// terms: key=value, where either side may hold * and counts as a whole, or a
// bare text that occurs in a key or a value. Letters match in both cases. The
// values of secrets are never searched, and neither are configs not known yet.
func (s *Service) Search(id connect.ProfileID, terms []string) ([]string, error) {
	l, err := s.live(id)
	if err != nil {
		return nil, err
	}
	var wanted []term
	for _, text := range terms {
		if text = strings.TrimSpace(text); text != "" {
			wanted = append(wanted, newTerm(text))
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	names := []string{}
	for name, e := range l.entries {
		if e.config != nil && e.matches(wanted, l.secrets(e).keys) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
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

func (e *entry) matches(terms []term, hidden map[string]bool) bool {
	for _, t := range terms {
		if !e.matchesOne(t, hidden) {
			return false
		}
	}
	return true
}

func (e *entry) matchesOne(t term, hidden map[string]bool) bool {
	for key, value := range e.config {
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

// glob tells whether text is what the pattern says, where * stands for any
// run of characters. It takes no longer than the product of both lengths.
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

// Config returns the config of a connector as the live view last saw it, and
// whether it is known; clear text.
func (s *Service) Config(id connect.ProfileID, name string) (connect.Config, bool) {
	l, err := s.live(id)
	if err != nil {
		return nil, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.entries[name]
	if !ok || e.config == nil {
		return nil, false
	}
	return e.config.Clone(), true
}
