package cluster

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Service looks at clusters and acts on their connectors. It is safe for use
// from any goroutine. Nothing is looked at before [Service.Start].
type Service struct {
	deps Deps
	wg   sync.WaitGroup
	pace atomic.Pointer[pace]

	mu       sync.Mutex
	ctx      context.Context //nolint:containedctx // the service's lifetime: looks and follows outlive the call that began them
	stop     context.CancelFunc
	order    []connect.ProfileID
	lives    map[connect.ProfileID]*live
	open     connect.ProfileID
	unlocked bool // the keyring has answered once
	bulks    map[string]*bulk
	bulkIDs  []string // oldest first
	told     map[connect.ProfileID]Summary
}

// New makes the service.
func New(d Deps) *Service {
	s := &Service{
		deps:  d.withDefaults(),
		lives: map[connect.ProfileID]*live{},
		bulks: map[string]*bulk{},
		told:  map[connect.ProfileID]Summary{},
	}
	s.pace.Store(&pace{open: DefaultOpen, others: DefaultOthers, visible: true})
	return s
}

// Start begins to look at every profile, until Close or the end of ctx.
func (s *Service) Start(ctx context.Context) error {
	s.mu.Lock()
	s.ctx, s.stop = context.WithCancel(ctx)
	s.goes(s.watchSleep) //nolint:contextcheck // runs until Close
	s.mu.Unlock()
	return s.Sync(ctx)
}

// Close ends every look and waits for the goroutines.
func (s *Service) Close() {
	s.mu.Lock()
	if s.stop != nil {
		s.stop()
	}
	s.mu.Unlock()
	s.wg.Wait()
	for _, l := range s.all() {
		l.close()
	}
}

// goes runs fn under the service's lifetime; s.mu is held.
func (s *Service) goes(fn func(context.Context)) {
	if s.ctx == nil || s.ctx.Err() != nil {
		return
	}
	ctx := s.ctx
	s.wg.Go(func() { fn(ctx) })
}

// Sync reads the profiles again, after one was added, changed, moved or
// deleted. What is known of a cluster is dropped only where its address or
// login changed.
func (s *Service) Sync(ctx context.Context) error {
	profiles, err := s.deps.Profiles(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.order = s.order[:0]
	there := make(map[connect.ProfileID]bool, len(profiles))
	var changed []func()
	for _, p := range profiles {
		there[p.ID] = true
		s.order = append(s.order, p.ID)
		if l, ok := s.lives[p.ID]; ok {
			changed = append(changed, func() { l.setProfile(p) })
			continue
		}
		s.begin(p) //nolint:contextcheck // the looks outlive the call
	}
	for id, l := range s.lives {
		if !there[id] {
			delete(s.lives, id)
			delete(s.told, id)
			changed = append(changed, l.close)
		}
	}
	s.mu.Unlock()
	for _, fn := range changed {
		fn()
	}
	s.deps.OnClusters()
	return nil
}

// begin makes the live view of a profile and lets it run; s.mu is held.
func (s *Service) begin(p connect.Profile) {
	l := newLive(s, p)
	l.isOpen = s.open == p.ID
	s.lives[p.ID] = l
	s.goes(l.run)
}

// PasswordChanged makes the next request of a cluster use its new password,
// and looks at once.
func (s *Service) PasswordChanged(id connect.ProfileID) {
	if l, err := s.live(id); err == nil {
		l.redial()
	}
}

// Unlocked says that the keyring has answered: clusters that waited for it are
// looked at.
func (s *Service) Unlocked() {
	s.mu.Lock()
	s.unlocked = true
	s.mu.Unlock()
	for _, l := range s.all() {
		l.unblock()
	}
}

func (s *Service) keyringAnswered() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unlocked
}

func (s *Service) live(id connect.ProfileID) (*live, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l, ok := s.lives[id]; ok {
		return l, nil
	}
	return nil, connect.Errorf(connect.CodeNotFound, "There is no such cluster any more. Its profile may have been deleted.")
}

func (s *Service) all() []*live {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]*live, 0, len(s.lives))
	for _, l := range s.lives {
		out = append(out, l)
	}
	return out
}

// now is the wall clock, comparable with ==.
func (s *Service) now() time.Time { return s.deps.Now().Round(0) }

// Worker returns the worker of a profile and the profile it was made for. It
// may wait for the keyring.
func (s *Service) Worker(ctx context.Context, id connect.ProfileID) (worker.Worker, connect.Profile, error) {
	l, err := s.live(id)
	if err != nil {
		return nil, connect.Profile{}, err
	}
	return l.reach(ctx)
}
