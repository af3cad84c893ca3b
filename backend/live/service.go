package live

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Service polls clusters. It is safe for use from any goroutine. Nothing is
// polled before [Service.Start].
type Service struct {
	deps Deps
	wg   sync.WaitGroup
	pace atomic.Pointer[pace]

	syncing chan struct{} // held by whoever reads the profiles and takes them over

	mu       sync.Mutex
	ctx      context.Context //nolint:containedctx // the service's lifetime: polls outlive the call that began them
	stop     context.CancelFunc
	order    []connect.ProfileID
	clusters map[connect.ProfileID]*cluster
	open     connect.ProfileID
	unlocked bool // the keyring has answered once
	notified map[connect.ProfileID]Summary
}

// What others rely on.
var _ worker.Connections = (*Service)(nil)

// New makes the service.
func New(d Deps) *Service {
	s := &Service{
		deps:     d.withDefaults(),
		syncing:  make(chan struct{}, 1),
		clusters: map[connect.ProfileID]*cluster{},
		notified: map[connect.ProfileID]Summary{},
	}
	s.pace.Store(&pace{open: DefaultOpen, others: DefaultOthers, visible: true})
	return s
}

// Start begins to poll every profile, until Close or the end of ctx.
func (s *Service) Start(ctx context.Context) error {
	s.mu.Lock()
	s.ctx, s.stop = context.WithCancel(ctx)
	s.mu.Unlock()
	s.spawn(s.watchSleep) //nolint:contextcheck // runs until Close
	return s.Sync(ctx)
}

// Close ends every poll and waits for the goroutines.
func (s *Service) Close() {
	s.mu.Lock()
	if s.stop != nil {
		s.stop()
	}
	s.mu.Unlock()
	s.wg.Wait()
	for _, c := range s.all() {
		c.remember(true)
		c.close()
	}
}

// spawn runs fn under the service's lifetime.
func (s *Service) spawn(fn func(context.Context)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx == nil || s.ctx.Err() != nil {
		return
	}
	ctx := s.ctx
	s.wg.Go(func() { fn(ctx) })
}

// Sync reads the profiles again, after one was added, changed, moved or
// deleted. What is known of a cluster is dropped only where its address
// changed. Calls are taken one at a time, so that an older list of profiles
// never replaces a newer one.
func (s *Service) Sync(ctx context.Context) error {
	select {
	case s.syncing <- struct{}{}:
		defer func() { <-s.syncing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	profiles, err := s.deps.Profiles(ctx)
	if err != nil {
		return err
	}
	for _, change := range s.takeOver(profiles) {
		change()
	}
	s.deps.OnClusters()
	return nil
}

// takeOver adds and removes clusters, and returns what is left to do for it
// without the lock.
func (s *Service) takeOver(profiles []connect.Profile) (changes []func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.order = s.order[:0]
	there := make(map[connect.ProfileID]bool, len(profiles))
	for _, p := range profiles {
		there[p.ID] = true
		s.order = append(s.order, p.ID)
		if c, ok := s.clusters[p.ID]; ok {
			changes = append(changes, func() { c.setProfile(p) })
			continue
		}
		c := newCluster(s, p)
		c.snap.open = s.open == p.ID
		c.recall()
		s.clusters[p.ID] = c
		changes = append(changes, func() { s.spawn(c.run) })
	}
	for id, c := range s.clusters {
		if !there[id] {
			delete(s.clusters, id)
			delete(s.notified, id)
			changes = append(changes, c.close, c.forgetPast)
		}
	}
	return changes
}

// PasswordChanged makes the next request of a cluster use its new password,
// and polls at once.
func (s *Service) PasswordChanged(id connect.ProfileID) {
	if c, err := s.cluster(id); err == nil {
		c.redial()
	}
}

// Unlocked says that the keyring has answered: clusters that waited for it are
// polled.
func (s *Service) Unlocked() {
	s.mu.Lock()
	s.unlocked = true
	s.mu.Unlock()
	for _, c := range s.all() {
		c.unblock()
	}
}

func (s *Service) keyringAnswered() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unlocked
}

func (s *Service) cluster(id connect.ProfileID) (*cluster, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.clusters[id]; ok {
		return c, nil
	}
	return nil, removed()
}

func removed() error {
	return connect.Errorf(connect.CodeNotFound, "This cluster does not exist any more. Its profile may have been deleted.")
}

func (s *Service) all() []*cluster {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]*cluster, 0, len(s.clusters))
	for _, c := range s.clusters {
		out = append(out, c)
	}
	return out
}

// now is the wall clock, comparable with ==.
func (s *Service) now() time.Time { return s.deps.Now().Round(0) }
