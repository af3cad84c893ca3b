package editing

import (
	"context"
	"log/slog"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/worker"
)

// Opener opens forms.
type Opener struct {
	*core

	turns keyed // one opening of a connector or a draft at a time
}

// opening is what a form is opened with.
type opening struct {
	conn  worker.Connection
	draft connect.Draft
	notes []string
	tasks int // of the connector whose config is opened
	// unshown are the keys whose stored values the cluster masks.
	unshown []string
	// earlier is set for a draft that is on disk.
	earlier bool
}

// build makes a form. The page waits for the definitions and, for a new connector of a
// cluster that has them, the settings besides the config.
func (s *Opener) build(ctx context.Context, n opening) *opened {
	conn, draft := n.conn, n.draft
	draft.Profile = conn.Profile.ID
	if draft.ID == "" {
		draft.ID, draft.OpenedAt = connect.DraftID(s.deps.NewID()), s.deps.Now()
	}
	key := catalog.Key{Profile: draft.Profile, Class: draft.Class, Version: draft.Version}
	plugin, from := s.describe(ctx, conn, key)
	options := model.Options{Draft: draft, Plugin: plugin, Secrecy: s.deps.Secrecy, Unshown: n.unshown}
	if s.deps.Neighbours != nil {
		options.Neighbours = s.deps.Neighbours(draft.Profile, draft.Class, draft.Name)
	}
	n.notes = append(slices.Clone(n.notes), s.provision(ctx, conn, &options)...)
	o := newOpened(s.core, options.Draft, model.New(options))
	o.definitions.source, o.notes, o.disk.stored = from, n.notes, n.earlier
	o.form.Stored().Opened(n.tasks)
	return o
}

// describe returns what is known about a plugin, and its source.
func (s *Opener) describe(ctx context.Context, conn worker.Connection, key catalog.Key) (catalog.Plugin, source) {
	plugin := catalog.Plugin{
		From:    catalog.FromNowhere,
		Problem: connect.Errorf(connect.CodeUnreachable, "The cluster could not be opened. The form shows the keys as they are; nothing is lost."),
	}
	var from source
	if conn.Worker != nil {
		plugin, from = s.catalog.Definitions(ctx, conn, key), sourceOf(conn, key)
	}
	if p := plugin.Problem; p != nil {
		s.deps.Log.Info("a form without definitions", slog.String("class", key.Class), slog.String("code", string(p.Code)), slog.Any("cause", p.Err))
	}
	return plugin, from
}

// open builds a form and shows it.
func (s *Opener) open(ctx context.Context, n opening) (View, error) {
	model.Withhold(&n.draft, n.conn.Worker.Traits().Secrets, n.unshown)
	o := s.build(ctx, n)
	if err := ctx.Err(); err != nil {
		return View{}, err
	}
	return s.show(o), nil
}

// show registers a form and starts its background work.
func (s *Opener) show(o *opened) View {
	s.forms.add(o)
	o.mu.Lock()
	key := o.form.Key()
	o.asker.schedule(0)
	o.poller.schedule()
	if o.form.Draft().From == fromText && !o.disk.stored {
		o.disk.schedule() // a pasted config is stored nowhere else
	}
	o.mu.Unlock()
	s.forms.spawn(func(context.Context) { o.definitions.compile(key) })
	return o.view()
}
