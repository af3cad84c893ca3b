package redact

// searcher finds many texts in one pass (Aho-Corasick), so that the time does not depend
// on the number of secrets. It ignores ASCII case.
type searcher struct {
	nodes []prefix
	root  [256]int32 // the children of the root
}

// prefix is a node of the trie: a prefix of some of the texts. fail is the node of its
// longest proper suffix that is a prefix too; whole is the length of the longest text
// that ends here, or 0.
type prefix struct {
	letter                      byte
	first, sibling, fail, depth int32
	whole                       int32
}

func newSearcher(texts []string) *searcher {
	s := &searcher{nodes: make([]prefix, 1, 64)}
	for _, text := range texts {
		at := int32(0)
		for i := range len(text) {
			at = s.grow(at, folded(text[i]))
		}
		s.nodes[at].whole = s.nodes[at].depth
	}
	s.link()
	return s
}

func (s *searcher) grow(at int32, letter byte) int32 {
	if next := s.child(at, letter); next != 0 {
		return next
	}
	next := int32(len(s.nodes)) //nolint:gosec // no more than the secrets have bytes
	s.nodes = append(s.nodes, prefix{letter: letter, sibling: s.nodes[at].first, depth: s.nodes[at].depth + 1})
	s.nodes[at].first = next
	if at == 0 {
		s.root[letter] = next
	}
	return next
}

func (s *searcher) child(at int32, letter byte) int32 {
	if at == 0 {
		return s.root[letter]
	}
	for next := s.nodes[at].first; next != 0; next = s.nodes[next].sibling {
		if s.nodes[next].letter == letter {
			return next
		}
	}
	return 0
}

// link sets the fail links.
func (s *searcher) link() {
	queue := []int32{0}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for next := s.nodes[at].first; next != 0; next = s.nodes[next].sibling {
			if at != 0 {
				s.nodes[next].fail = s.step(s.nodes[at].fail, s.nodes[next].letter)
			}
			if s.nodes[next].whole == 0 {
				s.nodes[next].whole = s.nodes[s.nodes[next].fail].whole
			}
			queue = append(queue, next)
		}
	}
}

func (s *searcher) step(at int32, letter byte) int32 {
	for {
		if next := s.child(at, letter); next != 0 || at == 0 {
			return next
		}
		at = s.nodes[at].fail
	}
}

// find returns the positions of the texts in order, with overlapping ones joined. If
// onPrefix is not nil, it is called before each byte with the length of the longest prefix
// that ends there.
func (s *searcher) find(text string, onPrefix func(at, length int)) []span {
	if len(s.nodes) == 1 {
		return nil
	}
	var out []span
	at := int32(0)
	for i := range len(text) {
		if onPrefix != nil {
			onPrefix(i, int(s.nodes[at].depth))
		}
		at = s.step(at, folded(text[i]))
		if whole := int(s.nodes[at].whole); whole > 0 {
			from := i + 1 - whole
			for len(out) > 0 && out[len(out)-1].to >= from {
				from = min(from, out[len(out)-1].from)
				out = out[:len(out)-1]
			}
			out = append(out, span{from, i + 1})
		}
	}
	return out
}

func folded(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
