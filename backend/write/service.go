package write

import (
	"context"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/guard"
)

// Service changes clusters. It is safe for concurrent use.
type Service struct {
	deps  Deps
	live  *live.Service
	marks live.Marks
	guard *guard.Guard
	bulks *bulks

	ctx  context.Context //nolint:containedctx // the service's lifetime: follows outlive the call that started them
	stop context.CancelFunc
	wg   sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	sending map[connector]bool
	follows map[connector]*follow
}

// connector identifies a connector of a cluster.
type connector struct {
	profile connect.ProfileID
	name    string
}

// New returns a service.
func New(d Deps) *Service {
	d = d.withDefaults()
	ctx, stop := context.WithCancel(context.Background())
	s := &Service{
		deps: d, live: d.Live, marks: d.Live.Marks(), ctx: ctx, stop: stop,
		sending: map[connector]bool{}, follows: map[connector]*follow{},
	}
	s.guard = guard.New(s.now, d.OnUnlock)
	s.bulks = &bulks{s: s, runs: map[string]*bulk{}}
	return s
}

// Close ends all follows and bulk runs, and waits for them.
func (s *Service) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.guard.Close()
	s.stop()
	s.wg.Wait()
}

// spawn runs fn in a goroutine until the service is closed. It returns false if it is.
func (s *Service) spawn(fn func(context.Context)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.wg.Go(func() { fn(s.ctx) })
	return true
}

// now returns the time of the wall clock, comparable with ==.
func (s *Service) now() time.Time { return s.deps.Now().Round(0) }

// claim ensures that only one change to a connector is sent at a time.
func (s *Service) claim(conn worker.Connection, name string) (release func(), ok bool) {
	key := connector{conn.Profile.ID, name}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sending[key] {
		return nil, false
	}
	s.sending[key] = true
	return func() {
		s.mu.Lock()
		delete(s.sending, key)
		s.mu.Unlock()
	}, true
}
