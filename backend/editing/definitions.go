package editing

import (
	"context"
	"log/slog"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// definitions refreshes what a form is built from: the definitions of its
// plugin, the local check compiled from them, and the definitions of converters
// and transforms. The lock of the form guards its fields.
type definitions struct {
	o *opened

	source source
}

// source says where the definitions of a form came from. They are fetched again
// when the connection or the plugin changes.
type source struct {
	asked      bool // false: no worker was asked
	generation uint64
	key        catalog.Key
}

// sourceOf is the source of definitions that are asked for now.
func sourceOf(conn worker.Connection, key catalog.Key) source {
	return source{asked: true, generation: conn.Generation, key: key}
}

// stale reports whether the definitions may have changed; mu is held.
func (d *definitions) stale(conn worker.Connection) bool {
	return d.source != sourceOf(conn, d.o.form.Key())
}

// reload fetches the definitions of another class or version in the background;
// mu is held. The class changes only if the first one does not exist.
func (d *definitions) reload() {
	key := d.o.form.Key()
	d.o.forms.spawnAfter(askAfter, func(ctx context.Context) { d.learn(inBackground(ctx, "definitions of the form"), key) })
}

// learn fetches the definitions of a class, and drops them if the class changed
// meanwhile. Old definitions are better than none: without an answer the form
// stays as it is until the cluster changes again.
func (d *definitions) learn(ctx context.Context, key catalog.Key) {
	o := d.o
	conn, err := o.connection(ctx)
	if err != nil {
		return
	}
	o.mu.Lock()
	done := o.closed || o.form.Key() != key || !d.stale(conn)
	o.mu.Unlock()
	if done {
		return
	}
	plugin := o.catalog.Definitions(ctx, conn, key)
	learned := false
	o.update(func() bool {
		if o.form.Key() != key {
			return false
		}
		d.source = sourceOf(conn, key)
		if plugin.From == catalog.FromNowhere && o.form.Plugin().From != catalog.FromNowhere {
			return false
		}
		o.form.Learn(plugin)
		o.asker.schedule(0)
		learned = true
		return true
	})
	if learned {
		d.compile(key)
	}
}

// compile makes the local check; the form opens without it.
func (d *definitions) compile(key catalog.Key) {
	o := d.o
	o.mu.Lock()
	defs, generation := o.form.Plugin().Definitions, d.source.generation
	o.mu.Unlock()
	if len(defs) == 0 {
		return
	}
	check, err := o.catalog.Check(generation, key, defs)
	if err != nil {
		o.deps.Log.Warn("no local check", slog.String("class", key.Class), slog.Any("cause", err))
		return
	}
	o.update(func() bool {
		if o.form.Key() != key {
			return false
		}
		o.form.Compiled(check)
		return true
	})
}

// learnParts fetches the definitions of converters and transforms that a failed
// validation did not return. It makes no call that runs code of a plugin; what
// cannot be fetched is left out.
func (d *definitions) learnParts(ctx context.Context) {
	o := d.o
	o.mu.Lock()
	wanted, missing := o.form.MissingParts()
	o.mu.Unlock()
	if !missing {
		return
	}
	conn, err := o.connection(ctx)
	if err != nil {
		return
	}
	found := askParts(inBackground(ctx, "definitions of converters and transforms"), conn.Worker, wanted)
	o.update(func() bool { return o.form.LearnParts(found) })
}

func askParts(ctx context.Context, w worker.Worker, wanted []form.Part) model.Parts {
	found := model.Parts{Of: wanted, Definitions: map[string][]connect.Definition{}, Choices: map[string][]string{}}
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
			found.Choices[part.TypeKey] = classes[part.Kind]
		}
		if part.Class == "" || connect.MayHoldPlaceholder(part.Class) {
			continue
		}
		if defs, err := catalog.Describe(ctx, w, catalog.Key{Class: part.Class}); err == nil {
			found.Definitions[part.Prefix] = defs
		}
	}
	return found
}
