package live

import (
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// State is the head of a cluster: everything but its rows.
type State struct {
	Summary     Summary
	Phase       Phase
	Version     uint64
	Total       int
	Configs     int
	Workers     []string // at most 1,000 of them
	WorkerCount int
	Plugins     int // -1: not asked yet
	UpdatedAt   time.Time
	StartedAt   time.Time
	FailedAt    time.Time
	NextTryAt   time.Time
	Problem     *connect.Error // nil: none
	Steps       []connect.Step
	Features    worker.Features
	Columns     []ColumnID
	Polling     time.Duration
	Keyring     KeyringState
	Deleted     []DeletedNotice
}

// State returns the head of a cluster.
func (s *Service) State(_ context.Context, id connect.ProfileID) (State, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return State{}, err
	}
	pace, features := s.clusters.currentPace(), c.dialer.Current().Features()
	c.snap.mu.Lock()
	defer c.snap.mu.Unlock()
	snap := c.snap
	st := State{
		Summary: snap.summary(pace), Phase: snap.phase, Version: snap.view.version,
		Total: len(snap.view.entries), Configs: snap.view.configs, Plugins: snap.plugins,
		UpdatedAt: snap.updatedAt, StartedAt: snap.startedAt, FailedAt: snap.failedAt, NextTryAt: snap.nextTryAt,
		Problem: snap.problem, Steps: slices.Clone(snap.steps), Keyring: snap.keyring, Features: features, Columns: columnsOf(features),
		Deleted: slices.Clone(snap.deleted),
	}
	st.Workers, st.WorkerCount = assigned(snap.view.entries)
	if interval := pace.Interval(snap.open); interval > 0 {
		st.Polling = snap.rest(interval)
	}
	return st, nil
}

// Open makes a cluster the one that is polled first, and returns what is known
// of it. An empty id opens none.
func (s *Service) Open(ctx context.Context, id connect.ProfileID) (State, error) {
	if id != "" {
		if _, err := s.clusters.get(id); err != nil {
			return State{}, err
		}
	}
	s.clusters.mu.Lock()
	s.clusters.open = id
	s.clusters.mu.Unlock()
	for _, c := range s.clusters.all() {
		c.setOpen(c.id == id)
	}
	if id == "" {
		return State{}, nil
	}
	return s.State(ctx, id)
}
