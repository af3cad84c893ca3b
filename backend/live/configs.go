package live

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

const (
	configsEvery  = 5 * time.Minute
	configsAgain  = time.Minute // after they could not be fetched
	configsAtOnce = 4
	configsBatch  = 32  // configs drawn together
	configsRest   = 128 // the same, of connectors that nobody looks at
)

// configs fetches the configs of a cluster: all in one request, or one by one
// where one request would cost too much. Its fields are guarded by the lock of
// the snapshot.
type configs struct {
	c       *cluster
	dueAt   time.Time       // with the monotonic clock; zero: now
	running bool            // they come in one by one
	wanted  []string        // rows on the screen
	again   map[string]bool // configs that are known and fetched again
	missing map[string]bool // answered with "no such connector"
}

// Wanted names the rows on the screen. Where configs come in one by one, theirs
// are fetched first.
func (s *Service) Wanted(id connect.ProfileID, names []string) error {
	c, err := s.clusters.get(id)
	if err != nil {
		return err
	}
	conn := c.dialer.Current()
	c.snap.mu.Lock()
	c.configs.wanted = append(c.configs.wanted[:0:0], names...)
	start := conn.Worker != nil && c.snap.open && c.snap.failures == 0 && !whole(conn, len(c.snap.view.entries))
	c.snap.mu.Unlock()
	if start {
		c.configs.fetchSome(conn)
	}
	return nil
}

// whole tells whether so many configs are fetched in one request.
func whole(conn worker.Connection, count int) bool {
	return count <= conn.Worker.Traits().List.WholeUpTo && conn.Features().Can(worker.ListConfigs)
}

// forget has everything fetched again, through another connection.
func (f *configs) forget() {
	f.c.snap.mu.Lock()
	defer f.c.snap.mu.Unlock()
	f.dueAt = time.Time{}
}

// poll fetches configs where that is due. What a cluster can do is asked first.
func (f *configs) poll(ctx context.Context, conn worker.Connection, count int) {
	if _, err := worker.Known(ctx, conn.Worker); err != nil {
		return // the next poll begins again
	}
	if !whole(conn, count) {
		f.fetchSome(conn) //nolint:contextcheck // the configs come in over several polls
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

// fetchSome begins to fetch configs one by one, unless that is under way.
func (f *configs) fetchSome(conn worker.Connection) {
	snap := f.c.snap
	snap.mu.Lock()
	if !time.Now().Before(f.dueAt) {
		f.dueAt = time.Now().Add(configsEvery)
		f.missing, f.again = nil, map[string]bool{}
		for _, name := range f.wanted {
			if e, ok := snap.view.entries[name]; ok && e.config != nil {
				f.again[name] = true
			}
		}
	}
	snap.view.namesNew = false
	idle := !f.running
	f.running = true
	snap.mu.Unlock()
	if idle {
		f.c.clusters.spawn(func(ctx context.Context) { f.fetchAll(ctx, conn) })
	}
}

func (f *configs) fetchAll(ctx context.Context, conn worker.Connection) {
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{Text: "types and configs"}))
	defer func() {
		f.c.snap.mu.Lock()
		f.running = false
		f.c.snap.mu.Unlock()
	}()
	for {
		names := f.next(conn)
		if len(names) == 0 || ctx.Err() != nil {
			return
		}
		if err := f.fetch(ctx, conn, names); err != nil {
			f.failed(err)
			return // the next poll begins again
		}
		f.c.masks.fetch(ctx, conn)
	}
}

// next chooses what to fetch: rows on the screen, then failed connectors, then
// the rest. Another connection begins again by itself.
func (f *configs) next(conn worker.Connection) []string {
	if f.c.dialer.Current() != conn {
		return nil
	}
	snap := f.c.snap
	snap.mu.Lock()
	defer snap.mu.Unlock()
	if snap.closed || !snap.open || snap.failures > 0 {
		return nil
	}
	var batch []string
	chosen := map[string]bool{}
	limit := configsBatch
	choose := func(name string, e *entry) {
		due := e.config == nil && !f.missing[name] || f.again[name]
		if due && !chosen[name] && len(batch) < limit {
			chosen[name] = true
			batch = append(batch, name)
		}
	}
	for _, name := range f.wanted {
		if e, ok := snap.view.entries[name]; ok {
			choose(name, e)
		}
	}
	for name, e := range snap.view.entries {
		if e.row.CauseClass != "" {
			choose(name, e)
		}
	}
	if len(batch) == 0 {
		limit = configsRest
	}
	for name, e := range snap.view.entries {
		choose(name, e)
	}
	return batch
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
		delete(f.again, name)
	}
	if f.missing == nil {
		f.missing = map[string]bool{}
	}
	for _, name := range missing {
		f.missing[name] = true
		delete(f.again, name)
	}
}

// configOf returns the config of a connector, fetching it where it is not
// known or where fresh is set.
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
