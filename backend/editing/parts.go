package editing

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// parts are definitions of the converters and transforms of a draft, and the
// classes to choose from. A validation brings both; they are asked for one by
// one where it fails.
type parts struct {
	of          []form.Part
	definitions map[string][]connect.Definition
	choices     map[string][]string
}

// learnParts asks for what a failed validation did not bring. It asks nothing
// that may run code of a plugin; what cannot be had is left out.
func (o *opened) learnParts(ctx context.Context) {
	o.mu.Lock()
	wanted := form.PartsOf(o.draft.Config)
	known := o.answer != nil || slices.Equal(o.parts.of, wanted)
	o.mu.Unlock()
	conn, err := o.connect(ctx)
	if known || err != nil {
		return
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{Text: "definitions of converters and transforms"})
	found := askParts(ctx, conn.Worker, wanted)
	o.mu.Lock()
	if o.left || o.answer != nil {
		o.mu.Unlock()
		return
	}
	o.parts = found
	o.reshape()
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}

func askParts(ctx context.Context, w worker.Worker, wanted []form.Part) parts {
	found := parts{of: wanted, definitions: map[string][]connect.Definition{}, choices: map[string][]string{}}
	classes := map[connect.PluginKind][]string{}
	plugins, err := w.Plugins(ctx, false)
	if err != nil {
		plugins = nil
	}
	for _, p := range plugins {
		classes[p.Type] = append(classes[p.Type], p.Class)
	}
	for kind := range classes {
		slices.Sort(classes[kind])
		classes[kind] = slices.Compact(classes[kind]) // a class is listed once for each folder it is in
	}
	for _, part := range wanted {
		if len(classes[part.Kind]) > 0 {
			found.choices[part.TypeKey] = classes[part.Kind]
		}
		if part.Class == "" || connect.MayHoldPlaceholder(part.Class) {
			continue
		}
		if defs, err := catalog.Describe(ctx, w, catalog.Key{Class: part.Class}); err == nil {
			found.definitions[part.Prefix] = defs
		}
	}
	return found
}
