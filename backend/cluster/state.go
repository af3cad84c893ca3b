package cluster

import (
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// State is the head of a cluster: everything but its rows.
type State struct {
	Summary   Summary
	Phase     Phase
	Version   uint64
	Total     int
	Configs   int
	Workers   []string
	Plugins   int // -1: not asked yet
	UpdatedAt time.Time
	StartedAt time.Time
	FailedAt  time.Time
	NextTryAt time.Time
	Problem   *connect.Error // nil: none
	Steps     []connect.Step
	Features  worker.Features
	Polling   time.Duration
	Keyring   KeyringState
	Deleted   []DeletedNotice
}

// DeletedNotice is a line about a connector that was deleted here. ID is that
// of its kept config, empty where it could not be kept.
type DeletedNotice struct {
	ID   string
	Name string
	At   time.Time
}

// State returns the head of a cluster.
func (s *Service) State(_ context.Context, id connect.ProfileID) (State, error) {
	l, err := s.live(id)
	if err != nil {
		return State{}, err
	}
	every := s.currentPace()
	l.mu.Lock()
	defer l.mu.Unlock()
	st := State{
		Summary: l.summary(), Phase: l.phase, Version: l.version,
		Total: len(l.entries), Configs: l.configs, Workers: l.workers(), Plugins: l.plugins,
		UpdatedAt: l.updatedAt, StartedAt: l.startedAt, FailedAt: l.failedAt, NextTryAt: l.nextTryAt,
		Problem: l.problem, Steps: slices.Clone(l.steps), Keyring: l.keyring,
		Deleted: slices.Clone(l.deleted),
	}
	if interval := every.interval(l.isOpen); interval > 0 {
		st.Polling = l.rest(interval)
	}
	if l.worker != nil {
		st.Features = l.worker.Features()
	}
	return st, nil
}

// workers lists the workers that connectors and tasks were assigned to.
func (l *live) workers() []string {
	var out []string
	for _, e := range l.entries {
		if !e.has {
			continue
		}
		if id := e.status.Connector.WorkerID; id != "" {
			out = insert(out, id)
		}
		for _, t := range e.status.Tasks {
			if t.WorkerID != "" {
				out = insert(out, t.WorkerID)
			}
		}
	}
	return out
}
