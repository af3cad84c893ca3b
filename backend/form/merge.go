package form

import "sluiceway/backend/connect"

// defined is a definition with where it came from.
type defined struct {
	connect.Definition
	added bool // only validate returned it
}

// merge joins the static definitions with those of an answer. The static ones
// keep their places, so that nothing jumps when the answer arrives; of a key
// in both the answer's wins, because it knows the worker's own defaults.
// Templates are left out, and the first of several equal names wins, as later
// ones are the same key seen from the framework.
func merge(static []connect.Definition, answer *Answer) []defined {
	from := map[string]connect.Definition{}
	if answer != nil {
		for _, d := range answer.Definitions {
			from[d.Name] = d
		}
	}
	out := make([]defined, 0, len(static)+len(from))
	seen := make(map[string]bool, len(static)+len(from))
	add := func(d connect.Definition, added bool) {
		if d.Name == "" || seen[d.Name] || isTemplate(d.Name) {
			return
		}
		seen[d.Name] = true
		out = append(out, defined{d, added})
	}
	for _, d := range static {
		if newer, ok := from[d.Name]; ok {
			d = newer
		}
		add(d, false)
	}
	if answer != nil {
		for _, d := range answer.Definitions {
			add(d, true)
		}
	}
	return out
}
