package form

// Count is the state of a group. Total counts its fields, hidden ones too.
type Count struct {
	ID     string
	Set    int
	Total  int
	Errors int
	ToFill int
}

// State is what changes with a key press.
type State struct {
	Problems []Problem
	Groups   []Count
	Set      int
	Changed  int
	Errors   int
	Warnings int
	ToFill   int
}

// State judges a draft and counts. It looks at what is set, never at all
// fields, because it runs at every key press.
func (s Situation) State() State {
	st := State{Problems: s.Problems(), Groups: make([]Count, len(s.Shape.Groups)), Set: len(s.Config), Changed: s.changed()}
	for i, g := range s.Shape.Groups {
		st.Groups[i] = Count{ID: g.ID, Total: len(g.Keys)}
	}
	for key := range s.Config {
		if i, ok := s.Shape.groupAt[s.Shape.groupOf(key)]; ok {
			st.Groups[i].Set++
		}
	}
	for _, p := range st.Problems {
		i, ok := s.Shape.groupAt[p.Group]
		switch p.Severity {
		case SeverityError:
			st.Errors++
			if ok {
				st.Groups[i].Errors++
			}
		case SeverityFill:
			st.ToFill++
			if ok {
				st.Groups[i].ToFill++
			}
		case SeverityWarning:
			st.Warnings++
		}
	}
	return st
}

func (s Situation) changed() int {
	if s.Base == nil {
		return 0
	}
	n := 0
	for key, text := range s.Config {
		if old, ok := s.Base[key]; !ok || old != text {
			n++
		}
	}
	for key := range s.Base {
		if _, ok := s.Config[key]; !ok {
			n++
		}
	}
	return n
}
