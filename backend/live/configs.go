package live

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/pace"
	"sluiceway/backend/worker"
)

const (
	configsEvery  = 5 * time.Minute
	configsAgain  = time.Minute // after they could not be fetched
	configsAtOnce = 4
)

// configs fetches the configs of a cluster: all in one request (in a big cluster
// after those of the rows on the screen), or one by one if the answer would be
// too long. Its fields are guarded by the lock of the snapshot.
type configs struct {
	c       *cluster
	dueAt   time.Time  // with the monotonic clock; zero: now
	running bool       // those of a big cluster are being fetched
	queue   pace.Queue // of a big cluster
}

// Wanted names the rows on the screen. In a big cluster their configs are
// fetched first.
func (s *Service) Wanted(id connect.ProfileID, names []string) error {
	c, err := s.clusters.get(id)
	if err != nil {
		return err
	}
	conn := c.dialer.Current()
	c.snap.mu.Lock()
	c.configs.queue.Wanted = append([]string(nil), names...)
	start := conn.Worker != nil && c.snap.open && c.snap.failures == 0 && !whole(conn, len(c.snap.view.entries))
	c.snap.mu.Unlock()
	if start {
		c.configs.fetchSome(conn)
	}
	return nil
}

// whole reports whether so many configs are fetched in one request.
func whole(conn worker.Connection, count int) bool {
	return count <= conn.Worker.Traits().List.WholeUpTo && conn.Features().Can(worker.ListConfigs)
}

// forget makes everything be fetched again, through another connection.
func (f *configs) forget() {
	f.c.snap.mu.Lock()
	defer f.c.snap.mu.Unlock()
	f.dueAt = time.Time{}
}

// poll fetches configs when they are due, after it is known what the cluster can do.
func (f *configs) poll(ctx context.Context, conn worker.Connection, count int) {
	if _, err := worker.Known(ctx, conn.Worker); err != nil {
		return // the next poll tries again
	}
	if !whole(conn, count) {
		f.fetchSome(conn) //nolint:contextcheck // the fetch outlives this poll
		return
	}
	snap := f.c.snap
	snap.mu.Lock()
	due := snap.view.namesNew || f.dueAt.IsZero() || !time.Now().Before(f.dueAt)
	snap.mu.Unlock()
	if !due {
		return
	}
	infos, err := conn.Worker.Infos(connect.WithPurpose(ctx, connect.Purpose{Text: "types and configs"}))
	if ctx.Err() != nil {
		return // cancelled, for example because the password changed; they are still due
	}
	if err != nil {
		f.failed(err)
		f.c.apply(conn, func(now time.Time) {
			f.dueAt, snap.view.namesNew = time.Now().Add(configsAgain), false
			snap.view.withoutConfigs(now)
		})
		return
	}
	f.c.apply(conn, func(now time.Time) {
		f.dueAt, snap.view.namesNew = time.Now().Add(configsEvery), false
		snap.view.applyInfos(infos, now)
	})
	f.c.masks.fetch(ctx, conn)
}

func (f *configs) failed(err error) {
	f.c.clusters.deps.Log.Info("could not fetch configs", slog.String("profile", string(f.c.id)), slog.Any("cause", err))
}

// fetchSome starts to fetch the configs of a big cluster, unless that is under way.
// It does nothing for an earlier connection, which says nothing about what is due.
func (f *configs) fetchSome(conn worker.Connection) {
	snap := f.c.snap
	snap.mu.Lock()
	if !f.c.dialer.Current().Is(conn) {
		snap.mu.Unlock()
		return
	}
	if !time.Now().Before(f.dueAt) {
		f.dueAt = time.Now().Add(configsEvery)
		f.queue.Begin(toFetch(snap.view))
	}
	snap.view.namesNew = false
	idle := !f.running
	f.running = true
	snap.mu.Unlock()
	if idle {
		f.c.clusters.spawn(func(ctx context.Context) { f.fetchAll(forConfigs(ctx), conn) })
	}
}

func forConfigs(ctx context.Context) context.Context {
	return connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{Text: "types and configs"}))
}

func (f *configs) fetchAll(ctx context.Context, conn worker.Connection) {
	for {
		names, whole := f.next(conn)
		if whole {
			f.c.clusters.spawn(func(ctx context.Context) { f.fetchWhole(forConfigs(ctx), conn) })
		}
		if len(names) == 0 {
			return
		}
		if err := f.fetch(ctx, conn, names); err != nil {
			f.failed(err)
			f.end() // the next poll tries again
			return
		}
		f.c.masks.fetch(ctx, conn)
	}
}

func (f *configs) end() {
	f.c.snap.mu.Lock()
	f.running = false
	f.c.snap.mu.Unlock()
}

// next chooses what to fetch, and ends the run if nothing is left. A new connection
// starts a new run.
func (f *configs) next(conn worker.Connection) (names []string, whole bool) {
	snap := f.c.snap
	snap.mu.Lock()
	defer snap.mu.Unlock()
	if f.c.dialer.Current().Is(conn) && !snap.closed && snap.open && snap.failures == 0 {
		may := conn.Worker.Traits().List.WholeUpTo > 0 && conn.Features().Can(worker.ListConfigs)
		names, whole = f.queue.Next(toFetch(snap.view), may)
	}
	f.running = len(names) > 0
	return names, whole
}

// toFetch is what decides which configs are fetched. It is read with the lock of the
// snapshot held.
func toFetch(v *view) pace.Connectors {
	return func(yield func(string, pace.Connector) bool) {
		for name, e := range v.entries {
			if !yield(name, pace.Connector{Config: e.config, Failed: failureOf(e.status) != ""}) {
				return
			}
		}
	}
}

// fetchWhole fetches all configs in one request. Rows that appear on the screen
// meanwhile do not wait for it.
func (f *configs) fetchWhole(ctx context.Context, conn worker.Connection) {
	infos, err := conn.Worker.Infos(ctx)
	if err != nil {
		f.failed(err)
	}
	f.c.apply(conn, func(now time.Time) { f.take(infos, nil, now) })
	f.c.snap.mu.Lock()
	f.queue.Whole(f.c.dialer.Current().Is(conn))
	f.c.snap.mu.Unlock()
	f.c.masks.fetch(ctx, conn)
	f.fetchSome(conn) //nolint:contextcheck // what is fetched next outlives this request
}

func (f *configs) fetch(ctx context.Context, conn worker.Connection, names []string) error {
	var mu sync.Mutex
	infos := make(map[string]connect.Connector, len(names))
	var missing []string
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(configsAtOnce)
	for _, name := range names {
		g.Go(func() error {
			info, err := conn.Worker.Connector(ctx, name)
			mu.Lock()
			defer mu.Unlock()
			switch connect.CodeOf(err) {
			case "":
				infos[name] = info
			case connect.CodeNotFound, connect.CodeUnsafeName:
				missing = append(missing, name)
			default:
				return err
			}
			return nil
		})
	}
	err := g.Wait()
	f.c.apply(conn, func(now time.Time) { f.take(infos, missing, now) })
	return err
}

func (f *configs) take(infos map[string]connect.Connector, missing []string, now time.Time) {
	f.c.snap.view.applyInfos(infos, now)
	for name := range infos {
		f.queue.Took(name, true)
	}
	for _, name := range missing {
		f.queue.Took(name, false)
	}
}

// configOf returns the config of a connector. It fetches the config if that is not
// known, or if fresh is set.
func (c *cluster) configOf(ctx context.Context, conn worker.Connection, name string, fresh bool) (connect.Config, error) {
	c.snap.mu.Lock()
	e, ok := c.snap.view.entries[name]
	if ok && e.config != nil && !fresh {
		defer c.snap.mu.Unlock()
		return e.config.Clone(), nil
	}
	c.snap.mu.Unlock()
	info, err := conn.Worker.Connector(ctx, name)
	if err != nil {
		return nil, err
	}
	c.apply(conn, func(now time.Time) {
		if e, ok := c.snap.view.entries[name]; ok {
			c.snap.view.applyInfo(e, info, now)
		}
	})
	return info.Config.Clone(), nil
}
