package cluster

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
	fetchAtOnce = 4
	fetchBatch  = 32  // configs drawn together
	fetchRest   = 128 // the same, of connectors that nobody looks at
)

// fetching is how the configs of a big cluster come in.
type fetching struct {
	running bool
	wanted  []string        // rows on the screen
	again   map[string]bool // configs that are known and asked for again
	missing map[string]bool // answered with "no such connector"
}

// Wanted names the rows on the screen. On a big cluster their configs are
// fetched first.
func (s *Service) Wanted(id connect.ProfileID, names []string) error {
	l, err := s.live(id)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.fetch.wanted = append(l.fetch.wanted[:0:0], names...)
	w := l.worker
	start := w != nil && l.isOpen && l.failures == 0 && oneByOne(w, len(l.entries))
	l.mu.Unlock()
	if start {
		l.fetchSome(w)
	}
	return nil
}

// fetchSome begins to fetch configs one by one, unless that is under way.
func (l *live) fetchSome(w worker.Worker) {
	l.mu.Lock()
	if !time.Now().Before(l.infosAt) {
		l.infosAt = time.Now().Add(infosEvery)
		l.fetch.missing, l.fetch.again = nil, map[string]bool{}
		for _, name := range l.fetch.wanted {
			if e, ok := l.entries[name]; ok && e.config != nil {
				l.fetch.again[name] = true
			}
		}
	}
	l.namesNew = false
	idle := !l.fetch.running
	l.fetch.running = true
	l.mu.Unlock()
	if !idle {
		return
	}
	l.s.mu.Lock()
	defer l.s.mu.Unlock()
	l.s.goes(func(ctx context.Context) { l.fetchAll(ctx, w) })
}

func (l *live) fetchAll(ctx context.Context, w worker.Worker) {
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{Text: "types and configs"}))
	defer func() {
		l.mu.Lock()
		l.fetch.running = false
		l.mu.Unlock()
	}()
	for {
		names := l.nextBatch(w)
		if len(names) == 0 || ctx.Err() != nil {
			return
		}
		if err := l.fetchNames(ctx, w, names); err != nil {
			l.s.deps.Log.Info("configs were not told", slog.String("profile", string(l.id)), slog.Any("cause", err))
			return // the next look begins again
		}
		l.askPasswords(ctx, w)
	}
}

// nextBatch chooses what to fetch: rows on the screen, then failed connectors,
// then the rest.
func (l *live) nextBatch(w worker.Worker) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || !l.isOpen || l.worker != w || l.failures > 0 {
		return nil
	}
	var batch []string
	chosen := map[string]bool{}
	limit := fetchBatch
	choose := func(name string, e *entry) {
		due := e.config == nil && !l.fetch.missing[name] || l.fetch.again[name]
		if due && !chosen[name] && len(batch) < limit {
			chosen[name] = true
			batch = append(batch, name)
		}
	}
	for _, name := range l.fetch.wanted {
		if e, ok := l.entries[name]; ok {
			choose(name, e)
		}
	}
	for name, e := range l.entries {
		if e.row.CauseClass != "" {
			choose(name, e)
		}
	}
	if len(batch) == 0 {
		limit = fetchRest
	}
	for name, e := range l.entries {
		choose(name, e)
	}
	return batch
}

func (l *live) fetchNames(ctx context.Context, w worker.Worker, names []string) error {
	var mu sync.Mutex
	infos := make(map[string]connect.Connector, len(names))
	var missing []string
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(fetchAtOnce)
	for _, name := range names {
		g.Go(func() error {
			info, err := w.Connector(ctx, name)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				infos[name] = info
			case connect.CodeOf(err) == connect.CodeNotFound, connect.CodeOf(err) == connect.CodeUnsafeName:
				missing = append(missing, name)
			default:
				return err
			}
			return nil
		})
	}
	err := g.Wait()
	l.update(func(now time.Time) {
		l.applyInfos(infos, now)
		for name := range infos {
			delete(l.fetch.again, name)
		}
		if l.fetch.missing == nil {
			l.fetch.missing = map[string]bool{}
		}
		for _, name := range missing {
			l.fetch.missing[name] = true
			delete(l.fetch.again, name)
		}
	})
	return err
}

// configOf returns the config of a connector, fetching it where it is not
// known or where fresh is set.
func (l *live) configOf(ctx context.Context, w worker.Worker, name string, fresh bool) (connect.Config, error) {
	l.mu.Lock()
	e, ok := l.entries[name]
	if ok && e.config != nil && !fresh {
		defer l.mu.Unlock()
		return e.config.Clone(), nil
	}
	l.mu.Unlock()
	info, err := w.Connector(ctx, name)
	if err != nil {
		return nil, err
	}
	l.update(func(now time.Time) {
		if e, ok := l.entries[name]; ok {
			l.applyInfo(e, info, now)
		}
	})
	return info.Config.Clone(), nil
}
