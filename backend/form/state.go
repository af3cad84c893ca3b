package form

import "slices"

// Count is the state of a group. Total counts all fields, with folded and hidden
// ones. Shown counts those that are needed, set or wrong, which a large form shows at
// first. RequiredSet counts the required fields that are set.
type Count struct {
	ID          string `json:"id"`
	Set         int    `json:"set"`
	Total       int    `json:"total"`
	Shown       int    `json:"shown"`
	Required    int    `json:"required"`
	RequiredSet int    `json:"requiredSet"`
	Errors      int    `json:"errors"`
	ToFill      int    `json:"toFill"`
}

// State is what may change with a key press. Shown is the sum of all groups.
type State struct {
	Problems []Problem `json:"problems"`
	Groups   []Count   `json:"groups"`
	Set      int       `json:"set"`
	Shown    int       `json:"shown"`
	Changed  int       `json:"changed"`
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	ToFill   int       `json:"toFill"`
	Notes    int       `json:"notes"`
}

// State judges a draft and counts. It visits only fields that are set or needed,
// because it runs at every key press.
func (s Situation) State() State {
	st := State{Problems: s.Problems(), Groups: make([]Count, len(s.Shape.Groups)), Set: len(s.Config), Changed: s.changed()}
	for i, g := range s.Shape.Groups {
		st.Groups[i] = Count{ID: g.ID, Total: len(g.Keys)}
	}
	shown := make(map[string]bool, len(s.Config)+len(s.Shape.needed))
	show := func(key string) {
		if c := st.group(s.Shape, key); c != nil && !shown[key] && s.Shape.Has(key) {
			shown[key] = true
			c.Shown++
			st.Shown++
		}
	}
	for key := range s.Config {
		if c := st.group(s.Shape, key); c != nil {
			c.Set++
		}
		show(key)
	}
	for _, key := range s.Shape.needed {
		show(key)
	}
	for _, key := range s.Shape.required {
		c := st.group(s.Shape, key)
		c.Required++
		if _, set := s.Config[key]; set {
			c.RequiredSet++
		}
	}
	st.countProblems(s.Shape, show)
	return st
}

func (st *State) group(shape *Shape, key string) *Count {
	if i, ok := shape.groupAt[shape.groupOf(key)]; ok {
		return &st.Groups[i]
	}
	return nil
}

func (st *State) countProblems(shape *Shape, show func(key string)) {
	for _, p := range st.Problems {
		c := st.group(shape, p.Key)
		switch p.Severity {
		case SeverityError:
			st.Errors++
			if c != nil {
				c.Errors++
			}
			show(p.Key)
		case SeverityFill:
			st.ToFill++
			if c != nil {
				c.ToFill++
			}
			show(p.Key)
		case SeverityWarning:
			st.Warnings++
		case SeverityNote:
			st.Notes++
		}
	}
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
		if _, ok := s.Config[key]; !ok && !slices.Contains(s.MissingSecrets, key) {
			n++
		}
	}
	return n
}
