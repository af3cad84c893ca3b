package cluster

import (
	"context"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Phase says how much is known of a cluster.
type Phase string

// The phases. A stale cluster has answered before; one that is down has not.
const (
	PhaseConnecting Phase = "connecting"
	PhaseNames      Phase = "names"
	PhaseReady      Phase = "ready"
	PhaseStale      Phase = "stale"
	PhaseDown       Phase = "down"
)

// KeyringState says what a cluster needs of the keyring.
type KeyringState string

// The states: nothing, an answer, a password from the person, and a password
// that lives until the app closes.
const (
	KeyringQuiet   KeyringState = ""
	KeyringWaiting KeyringState = "waiting"
	KeyringNeeded  KeyringState = "needed"
	KeyringSession KeyringState = "session"
)

// head is what is told about a cluster beside its rows; compared with ==.
type head struct {
	phase     Phase
	failedAt  time.Time
	nextTryAt time.Time
	problem   *connect.Error
	stepsRev  int
	keyring   KeyringState
	blocked   bool   // needs a keyring that nobody has unlocked
	kafka     string // as the worker tells its version
	plugins   int    // -1: not asked yet
	notices   int    // changes of the lines about deleted connectors
	followRev int    // changes of what is followed
}

// live is one cluster as it is seen. One goroutine looks, so that requests of a
// series never overlap; follows and actions run beside it.
type live struct {
	s       *Service
	id      connect.ProfileID
	poked   chan struct{}
	dialing chan struct{} // held by whoever dials

	mu      sync.Mutex
	profile connect.Profile
	worker  worker.Worker
	secret  connect.Secret
	closed  bool
	isOpen  bool

	// the looks
	asks      []chan error // who waits for the next look
	soon      bool         // look at once
	cancel    context.CancelFunc
	startedAt time.Time
	endedAt   time.Time // with the monotonic clock; zero before the first look
	readyAt   time.Time // when the first look may begin
	updatedAt time.Time
	took      time.Duration
	failures  int
	steps     []connect.Step
	infosAt   time.Time // when configs are due, with the monotonic clock
	namesNew  bool

	head
	view
	fetch   fetching
	deleted []DeletedNotice
}

func newLive(s *Service, p connect.Profile) *live {
	return &live{
		s: s, id: p.ID, profile: p,
		poked: make(chan struct{}, 1), dialing: make(chan struct{}, 1),
		readyAt: time.Now().Add(othersDelay),
		head:    head{phase: PhaseConnecting, plugins: -1},
		view:    newView(0),
	}
}

// update changes the live view and tells what changed, after the lock is free.
func (l *live) update(change func(now time.Time)) {
	now := l.s.now()
	l.mu.Lock()
	version, before := l.version, l.head
	change(now)
	after := l.version
	news := !l.closed && (after != version || l.head != before)
	summary := l.summary()
	l.mu.Unlock()
	if !news {
		return
	}
	l.s.deps.OnCluster(l.id, after)
	l.s.tell(summary)
}

// nudge has the goroutine reckon again when to look.
func (l *live) nudge() {
	select {
	case l.poked <- struct{}{}:
	default:
	}
}

// lookSoon has it look as soon as the look under way, if any, has ended.
func (l *live) lookSoon() {
	l.mu.Lock()
	l.soon = true
	l.mu.Unlock()
	l.nudge()
}

func (l *live) setOpen(open bool) {
	l.mu.Lock()
	changed := l.isOpen != open
	l.isOpen = open
	l.soon = l.soon || changed && open
	l.mu.Unlock()
	if changed {
		l.nudge()
	}
}

func (l *live) unblock() {
	session := l.s.deps.SessionOnly(context.Background(), l.id)
	l.update(func(time.Time) {
		if l.keyring == KeyringSession && !session {
			l.keyring = KeyringQuiet // it has taken the password after all
		}
		if l.blocked {
			l.blocked, l.soon = false, true
		}
	})
	l.nudge()
}

// setProfile takes a changed profile over.
func (l *live) setProfile(p connect.Profile) {
	l.mu.Lock()
	old := l.profile
	l.mu.Unlock()
	if old == p {
		return
	}
	elsewhere := old.URL != p.URL
	l.update(func(time.Time) {
		l.profile = p
		if elsewhere {
			l.stopFollows()
			l.view = newView(l.version + 1)
			l.head = head{phase: PhaseConnecting, plugins: -1, followRev: l.followRev}
			l.updatedAt, l.infosAt, l.steps, l.deleted = time.Time{}, time.Time{}, nil, nil
		}
	})
	l.redial()
}

// redial drops the connection and what it knew of the password.
func (l *live) redial() {
	l.update(func(time.Time) {
		l.hangUp()
		l.worker, l.secret = nil, connect.Secret{}
		l.blocked, l.soon, l.failures = false, true, 0
		if l.cancel != nil {
			l.cancel()
		}
	})
	l.nudge()
}

// hangUp gives back idle connections; calls under way go on.
func (l *live) hangUp() {
	if idle, ok := l.worker.(interface{ Close() }); ok {
		idle.Close()
	}
}

func (l *live) close() {
	l.mu.Lock()
	l.closed = true
	l.hangUp()
	if l.cancel != nil {
		l.cancel()
	}
	l.stopFollows()
	l.mu.Unlock()
	l.nudge()
}
