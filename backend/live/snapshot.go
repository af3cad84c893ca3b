package live

import (
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/pace"
)

// Phase says how much is known about a cluster.
type Phase string

// The phases. A stale cluster has answered before; one that is down has not.
const (
	PhaseConnecting Phase = "connecting"
	PhaseNames      Phase = "names"
	PhaseReady      Phase = "ready"
	PhaseStale      Phase = "stale"
	PhaseDown       Phase = "down"
)

// head is what the page shows of a cluster besides its rows. Heads are compared
// with ==.
type head struct {
	phase     Phase
	failedAt  time.Time
	nextTryAt time.Time
	problem   *connect.Error
	stepsRev  int
	keyring   KeyringState
	blocked   bool   // needs a keyring that is locked
	known     bool   // its version was read
	kafka     string // the version, as it reports it
	plugins   int    // -1: not asked yet
	silent    string // the URLs of workers that do not answer, separated by spaces
	notices   int    // counts changes of the notices about deleted connectors
	touched   int    // counts changes that other services reported
}

// snapshot is what is known about one cluster. It is pure except for its lock and
// for reporting changes.
type snapshot struct {
	now     func() time.Time
	changed func(version uint64) // called without the lock

	mu         sync.Mutex
	closed     bool
	profile    connect.Profile
	open       bool // on the screen
	polled     bool // a poll has ended
	startedAt  time.Time
	updatedAt  time.Time
	identifyAt time.Time     // when to read the version again, with the monotonic clock
	checkAt    time.Time     // when to ask the other workers again
	took       time.Duration // of the last poll
	failures   int           // polls in a row that failed
	steps      []connect.Step
	deleted    []DeletedNotice
	head
	view *view
}

func newSnapshot(p connect.Profile, now func() time.Time, changed func(uint64)) *snapshot {
	return &snapshot{
		now: now, changed: changed, profile: p,
		head: head{phase: PhaseConnecting, plugins: -1},
		view: newView(0),
	}
}

// update changes the snapshot, and reports a change after it has released the lock.
func (s *snapshot) update(change func(now time.Time)) {
	now := s.now()
	s.mu.Lock()
	version, before := s.view.version, s.head
	change(now)
	after := s.view.version
	news := !s.closed && (after != version || s.head != before)
	s.mu.Unlock()
	if news {
		s.changed(after)
	}
}

// updateFrom applies what was read through the connection of a profile, unless the
// cluster has another address by now.
func (s *snapshot) updateFrom(p connect.Profile, change func(now time.Time)) {
	s.update(func(now time.Time) {
		if s.profile.URL == p.URL {
			change(now)
		}
	})
}

// setProfile applies a changed profile. Nothing is known about a new address.
func (s *snapshot) setProfile(p connect.Profile) {
	s.update(func(time.Time) {
		elsewhere := s.profile.URL != p.URL
		s.profile = p
		s.touched++
		if elsewhere {
			s.view = newView(s.view.version + 1)
			s.head = head{phase: PhaseConnecting, plugins: -1, touched: s.touched}
			s.updatedAt, s.steps, s.deleted = time.Time{}, nil, nil
		}
	})
}

// polledWell records a successful poll.
func (s *snapshot) polledWell(now time.Time) {
	s.failures, s.failedAt, s.nextTryAt, s.problem, s.blocked = 0, time.Time{}, time.Time{}, nil, false
	s.phase, s.steps, s.updatedAt = PhaseReady, nil, now
}

// polledBadly records a failed poll.
func (s *snapshot) polledBadly(err error, every time.Duration, now time.Time) {
	s.failures++
	if s.failedAt.IsZero() {
		s.failedAt = now
	}
	s.setProblem(err)
	s.phase = s.failedPhase()
	s.nextTryAt = time.Time{}
	if every > 0 {
		s.nextTryAt = now.Add(s.rest(every)).Truncate(time.Millisecond)
	}
}

func (s *snapshot) failedPhase() Phase {
	if s.phase == PhaseConnecting || s.phase == PhaseDown {
		return PhaseDown
	}
	return PhaseStale
}

// afterStatuses is the phase after the statuses were read. A stale cluster stays
// stale until the whole poll has succeeded.
func (s *snapshot) afterStatuses() Phase {
	if s.phase == PhaseStale && s.failures > 0 {
		return PhaseStale
	}
	return PhaseReady
}

// setProblem leaves an equal problem as it is, so that it is not reported again.
func (s *snapshot) setProblem(err error) {
	problem := connect.AsError(err)
	if s.problem != nil && s.problem.Code == problem.Code && s.problem.Text == problem.Text && s.problem.Worker == problem.Worker {
		return
	}
	s.problem = problem
}

func (s *snapshot) problemCode() connect.Code {
	if s.problem == nil {
		return ""
	}
	return s.problem.Code
}

// rest is the pause after a poll.
func (s *snapshot) rest(every time.Duration) time.Duration {
	if s.failures == 0 {
		return pace.Rest(every, s.took)
	}
	wait := pace.Backoff(s.failures, s.problemCode())
	if s.open {
		return wait
	}
	return max(wait, every)
}
