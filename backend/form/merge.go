package form

import (
	"maps"
	"slices"

	"sluiceway/backend/connect"
)

// defined is a definition and where it came from.
type defined struct {
	connect.Definition
	added bool // not among the plugin's own definitions
}

// merge joins the static definitions with those of an answer. The static ones
// keep their places and groups, so that nothing moves when the answer arrives.
// Otherwise the answer's definition of a key wins, because it knows the worker's
// own defaults.
// They are followed by the definitions of converters and transforms, which only
// a validation, or a request for each of them, returns. Templates are left out,
// and the first of several equal names wins, as later ones are the framework's
// definition of the same key. listed counts all of them, also beyond the limit.
func merge(in Input) (out []defined, listed int) {
	from := map[string]connect.Definition{}
	if in.Answer != nil {
		for _, d := range in.Answer.Definitions {
			from[d.Name] = d
		}
	}
	seen := make(map[string]bool, len(in.Definitions)+len(from))
	add := func(d connect.Definition, added bool) {
		if d.Name == "" || seen[d.Name] || connect.IsTemplate(d.Name) {
			return
		}
		seen[d.Name] = true
		if listed++; listed <= mostSettings {
			out = append(out, defined{bounded(d), added})
		}
	}
	for _, d := range in.Definitions {
		if newer, ok := from[d.Name]; ok {
			newer.Group, newer.Order = d.Group, d.Order
			d = newer
		}
		add(d, false)
	}
	if in.Answer != nil {
		for _, d := range in.Answer.Definitions {
			add(d, true)
		}
	}
	for _, prefix := range slices.Sorted(maps.Keys(in.Parts)) {
		for _, d := range in.Parts[prefix] {
			d.Name = prefix + d.Name
			add(d, true)
		}
	}
	return out, listed
}
