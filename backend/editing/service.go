package editing

import (
	"context"
	"crypto/rand"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
)

// Service holds the open forms. It may be used from any goroutine.
type Service struct {
	deps Deps

	ctx  context.Context //nolint:containedctx // the service's own lifetime, for what happens behind a form
	stop context.CancelFunc
	work sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	forms   map[connect.DraftID]*opened
	opening keyed // one opening of a connector or a draft at a time

	catalog *catalog.Catalog
}

// New makes a service. Nothing is read before the first form is opened.
func New(deps Deps) *Service {
	deps = withDefaults(deps)
	ctx, stop := context.WithCancel(context.Background())
	return &Service{deps: deps, ctx: ctx, stop: stop, forms: map[connect.DraftID]*opened{}, catalog: catalog.New(catalog.Options{Now: deps.Now, Secrecy: deps.Secrecy, Compile: deps.Compile})}
}

func withDefaults(d Deps) Deps {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.NewID == nil {
		d.NewID = rand.Text
	}
	if d.Live == nil {
		d.Live = func(connect.ProfileID) []Live { return nil }
	}
	if d.OnChange == nil {
		d.OnChange = func(connect.DraftID, int) {}
	}
	if d.OnStored == nil {
		d.OnStored = func(connect.DraftID, time.Time) {}
	}
	if d.OnDrafts == nil {
		d.OnDrafts = func() {}
	}
	if d.SaveNote == nil {
		d.SaveNote = func() string { return "" }
	}
	return withPure(d)
}

// Shutdown keeps every draft on disk and ends what runs behind the forms. ctx
// limits the writing. Calls after it fail.
func (s *Service) Shutdown(ctx context.Context) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.closed = true
	s.mu.Unlock()
	for _, o := range s.all() {
		o.endAsking()
		o.flush(ctx)
	}
	s.stop()
	s.work.Wait()
}

// behind runs fn in the background unless the service has ended.
func (s *Service) behind(fn func(ctx context.Context)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.work.Go(func() { fn(s.ctx) })
}

// after runs fn in the background after a while, unless the service has ended
// by then.
func (s *Service) after(d time.Duration, fn func(ctx context.Context)) *time.Timer {
	return time.AfterFunc(d, func() { s.behind(fn) })
}

// form returns an open form.
func (s *Service) form(id connect.DraftID) (*opened, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if o, ok := s.forms[id]; ok && !s.closed {
		return o, nil
	}
	return nil, errNotOpen()
}

func errNotOpen() error {
	return connect.Errorf(connect.CodeNotFound, "This form is not open any more. What was typed is under Drafts.")
}

// all returns the open forms, in no order.
func (s *Service) all() []*opened {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Values(s.forms))
}

// find returns the first open form that fits, or nil.
func (s *Service) find(fits func(connect.Draft) bool) *opened {
	for _, o := range s.all() {
		o.mu.Lock()
		ok := fits(o.draft)
		o.mu.Unlock()
		if ok {
			return o
		}
	}
	return nil
}

func (s *Service) forget(id connect.DraftID) {
	s.mu.Lock()
	delete(s.forms, id)
	s.mu.Unlock()
}
