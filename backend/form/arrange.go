package form

import (
	"cmp"
	"slices"
	"strings"
)

// arrange sorts the fields by group, order and position, and makes the groups.
// A negative order is Kafka's "no order": such fields come last.
func (s *Shape) arrange(order []home, orders map[string]int) {
	s.groupAt = make(map[string]int, len(order)+1)
	for i, h := range append(order, home{id: otherID, title: otherTitle, place: placeOther}) {
		s.groupAt[h.id] = i
		s.Groups = append(s.Groups, Group{ID: h.id, Title: h.title, Keys: []string{}, Own: h.place == placeOwn, Other: h.id == otherID})
	}
	slices.SortStableFunc(s.Fields, func(a, b Field) int {
		return cmp.Or(
			cmp.Compare(s.groupAt[a.Group], s.groupAt[b.Group]),
			cmp.Compare(rankIn(a), rankIn(b)),
			cmp.Compare(placed(orders[a.Key]), placed(orders[b.Key])),
		)
	})
	s.at = make(map[string]int, len(s.Fields))
	for i, f := range s.Fields {
		s.at[f.Key] = i
		if f.Needed {
			s.needed = append(s.needed, f.Key)
		}
		if f.Required {
			s.required = append(s.required, f.Key)
		}
		g := &s.Groups[s.groupAt[f.Group]]
		g.Keys = append(g.Keys, f.Key)
	}
}

// finish adds sections, families and templates to the groups.
func (s *Shape) finish(in Input, templates []pattern) {
	s.families.suggest(in.Neighbours, s.Has)
	for i := range s.Groups {
		g := &s.Groups[i]
		if g.ID == startID && s.sink {
			g.Title = "Name, tasks and topics"
		}
		g.Sections = sectionsOf(g.Keys, func(key string) bool { return s.Fields[s.at[key]].Folded != FoldNone })
		g.Families = s.families.in(g.ID)
		g.Templates = []Template{}
	}
	for _, t := range templates {
		g := &s.Groups[s.groupAt[t.group]]
		g.Templates = append(g.Templates, t.Template)
	}
}

// rankIn orders the fields of Connect's own groups, whose order numbers come
// from several sources: each converter is followed by its settings, and keys
// without definitions come after defined ones.
func rankIn(f Field) int {
	for i, name := range converterKeys() {
		switch {
		case f.Key == name:
			return 2 * i
		case strings.HasPrefix(f.Key, name+"."):
			return 2*i + 1
		}
	}
	if f.Unknown {
		return 1
	}
	return 0
}

func placed(order int) int {
	if order < 0 {
		return int(^uint(0) >> 1)
	}
	return order
}
