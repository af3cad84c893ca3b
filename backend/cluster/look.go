package cluster

import (
	"context"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// series makes the requests of one look. took is the time of what every look
// asks for; 0 where it was not reached.
func (l *live) series(ctx context.Context, isOpen, asked bool) (took time.Duration, err error) {
	if !isOpen && !asked && l.mustWait(ctx) {
		return 0, errNotLooked
	}
	w, _, err := l.reach(ctx)
	if err != nil {
		return 0, err
	}
	purpose := connect.Purpose{You: asked, Text: "list refresh"}
	if !isOpen && !asked {
		purpose.Text = "look at another cluster"
	}
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, purpose))
	if !isOpen {
		return 0, l.glance(ctx, w)
	}
	return l.picture(ctx, w)
}

// glance looks with one request. Which version it is has to be asked once.
func (l *live) glance(ctx context.Context, w worker.Worker) error {
	statuses, err := w.Statuses(ctx)
	if err != nil {
		return err
	}
	l.update(func(now time.Time) { l.applyGlance(statuses, now) })
	l.askVersion(ctx, w)
	return nil
}

// picture asks for names and statuses side by side, and for configs where they
// are due, and draws each when it is there.
func (l *live) picture(ctx context.Context, w worker.Worker) (took time.Duration, err error) {
	begun := time.Now()
	side := errgroup.Group{}
	defer func() { _ = side.Wait() }()
	side.Go(func() error { l.askVersion(ctx, w); return nil })

	var names []string
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		var err error
		if names, err = w.Names(gctx); err != nil {
			return err
		}
		l.update(func(now time.Time) { l.applyNames(names, now) })
		side.Go(func() error { l.askConfigs(ctx, w, len(names)); return nil })
		return nil
	})
	g.Go(func() error {
		statuses, err := w.Statuses(gctx)
		if err != nil {
			return err
		}
		l.update(func(now time.Time) { l.applyStatuses(statuses, now) })
		return nil
	})
	if err := g.Wait(); err != nil {
		return 0, err
	}
	took = time.Since(begun)
	side.Go(func() error {
		l.askPlugins(ctx, w)
		l.askPasswords(ctx, w)
		return nil
	})
	return took, nil
}

// askVersion asks for the version where it is not known, again when the cluster
// comes back, and when a person refreshes. It does not decide whether a poll
// failed.
func (l *live) askVersion(ctx context.Context, w worker.Worker) {
	l.mu.Lock()
	known := l.kafka != "" && l.failures == 0 && w.Features().Known()
	l.mu.Unlock()
	you := connect.PurposeOf(ctx).You
	if known && !you {
		return
	}
	info, err := w.Identity(connect.WithPurpose(ctx, connect.Purpose{You: you, Text: "version of the worker"}))
	if err != nil {
		l.s.deps.Log.Debug("could not read the version", slog.String("profile", string(l.id)), slog.Any("cause", err))
		return
	}
	l.update(func(time.Time) { l.kafka = info.Version })
}

func (l *live) askPlugins(ctx context.Context, w worker.Worker) {
	l.mu.Lock()
	known := l.plugins >= 0 && l.failures == 0
	l.mu.Unlock()
	if known {
		return
	}
	plugins, err := w.Plugins(connect.WithPurpose(ctx, connect.Purpose{Text: "count the plugins"}), true)
	if err != nil {
		l.s.deps.Log.Debug("plugins were not told", slog.String("profile", string(l.id)), slog.Any("cause", err))
		return
	}
	l.update(func(time.Time) { l.plugins = len(plugins) })
}

// oneByOne tells that the configs of so many connectors are not asked for in
// one request, because that costs the cluster too much or there is no such one.
func oneByOne(w worker.Worker, count int) bool {
	features := w.Features()
	return count > w.Traits().List.WholeUpTo || features.Known() && !features.Can(worker.ListConfigs)
}

// askConfigs asks for the configs of all connectors where that is due, or has
// them fetched one by one on a big cluster.
func (l *live) askConfigs(ctx context.Context, w worker.Worker, count int) {
	if oneByOne(w, count) {
		l.fetchSome(w) //nolint:contextcheck // the configs come in over several looks
		return
	}
	l.mu.Lock()
	due := l.namesNew || l.infosAt.IsZero() || !time.Now().Before(l.infosAt)
	l.mu.Unlock()
	if !due {
		return
	}
	infos, err := w.Infos(connect.WithPurpose(ctx, connect.Purpose{Text: "types and configs"}))
	if err != nil {
		l.s.deps.Log.Info("configs were not told", slog.String("profile", string(l.id)), slog.Any("cause", err))
		l.update(func(now time.Time) {
			l.infosAt, l.namesNew = time.Now().Add(infosAgain), false
			l.withoutConfigs(now)
		})
		return
	}
	l.update(func(now time.Time) {
		l.infosAt, l.namesNew = time.Now().Add(infosEvery), false
		l.applyInfos(infos, now)
	})
	l.askPasswords(ctx, w)
}
