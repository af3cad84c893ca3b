package live

import (
	"context"

	"sluiceway/backend/worker"
)

// Service polls clusters. It is safe for use from any goroutine. Nothing is
// polled before [Service.Start].
type Service struct {
	clusters *clusters
	syncing  chan struct{} // held while the profiles are read and applied
}

// Other packages rely on this.
var _ worker.Connections = (*Service)(nil)

// New makes the service.
func New(d Deps) *Service {
	return &Service{clusters: newClusters(d), syncing: make(chan struct{}, 1)}
}

// Start begins to poll every profile, until Close or the end of ctx.
func (s *Service) Start(ctx context.Context) error {
	s.clusters.start(ctx)
	return s.Sync(ctx)
}

// Close ends every poll and waits for the goroutines.
func (s *Service) Close() { s.clusters.close() }

// Sync reads the profiles again after one was added, changed, moved or deleted.
// What is known about a cluster is dropped only if its address changed. Calls run
// one at a time, so that an older list of profiles never replaces a newer one.
func (s *Service) Sync(ctx context.Context) error {
	select {
	case s.syncing <- struct{}{}:
		defer func() { <-s.syncing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	profiles, err := s.clusters.deps.Profiles(ctx)
	if err != nil {
		return err
	}
	for _, change := range s.clusters.takeOver(profiles) {
		change()
	}
	s.clusters.deps.OnClusters()
	return nil
}

// Unlocked records that the keyring has answered, and polls the clusters that
// waited for it.
func (s *Service) Unlocked() { s.clusters.unlock() }
