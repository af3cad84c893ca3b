package write

import (
	"cmp"
	"fmt"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// FollowState is the state of a follow.
type FollowState string

// The states. FollowEnded means that it had not settled within the time limit.
const (
	FollowNone      FollowState = ""
	FollowFollowing FollowState = "following"
	FollowSettled   FollowState = "settled"
	FollowFailed    FollowState = "failed"
	FollowEnded     FollowState = "ended"
	FollowStopped   FollowState = "stopped"
)

const (
	followLimit  = 60 * time.Second
	watchFor     = 10 * time.Second // how long it must be running, because it may fail again
	failureGrace = 3 * time.Second  // until then an unchanged failure may be the old one
	restartGrace = time.Second      // until then an accepted restart may not have started
	noTasksGrace = 10 * time.Second // resumed connectors create their tasks late
	firstCheck   = 500 * time.Millisecond
	followLast   = 4 * time.Second
)

// follow polls a connector frequently after a change until it settles.
type follow struct {
	s      *Service
	sent   *sent
	conn   worker.Connection // when the change was sent; each check gets the present one
	plan   plan.Plan
	since  time.Time     // when the change was sent
	begun  time.Time     // the same, for durations
	ended  chan struct{} // closed when it ends
	checks int
	status int // of the answer
	report func(live.Activity)
	first  chan struct{} // closed when the result is known

	mu        sync.Mutex // guards the fields below; locked before those of the live view and of a bulk run
	state     FollowState
	text      string
	err       *connect.Error // the answer, if the change may have been made despite it
	shown     live.Activity
	states    map[int]connect.State
	after     map[int]time.Duration // when each task entered its state, since the change
	moved     map[int]bool          // by task: a state other than failed was seen since
	reachedAt time.Time             // when the target state was first seen
	made      *creation             // of create and save
	draft     connect.DraftID       // the draft of a new connector, until it is running
	operation *operation            // nil: the change was complete with its answer
	// statusFrom is the time since which the status reflects the change: when it was
	// sent, or when its operation was done.
	statusFrom time.Time

	failedAfter time.Duration // when the present failure was first seen
}

func newFollow(w *sent, r worker.Receipt) *follow {
	now := time.Now()
	f := &follow{
		s: w.s, sent: w, conn: w.conn, plan: w.plan, since: w.at, begun: now, statusFrom: now, state: FollowFollowing,
		status: r.Status, report: w.report, ended: make(chan struct{}), first: make(chan struct{}), draft: w.change.Draft,
		states: map[int]connect.State{}, after: map[int]time.Duration{}, moved: map[int]bool{},
	}
	if w.goesOn(r) {
		f.operation = &operation{f: f, id: r.Operation, readAt: now}
	}
	return f
}

// followAction starts to follow an action that the cluster has accepted, or may have
// accepted.
func (s *Service) followAction(w *sent, out worker.Outcome) *follow {
	f := newFollow(w, out.Receipt)
	f.err = out.Problem
	s.replaceFollow(f)
	f.mu.Lock()
	k, _ := s.live.Known(w.conn.Profile.ID, w.change.Name)
	for _, t := range k.Status.Tasks {
		f.states[t.ID] = t.State
	}
	if f.operation.done() {
		f.show(live.ActivitySettling, plan.Waiting(f.plan, f.err, k.Status), plan.Restarts(w.plan.Action))
	} else {
		f.show(live.ActivitySettling, f.operation.words(k), plan.Restarts(w.plan.Action))
	}
	f.mu.Unlock()
	f.start()
	return f
}

// replaceFollow ends an earlier follow of the connector, and takes over the draft that is to
// be deleted once the connector is running.
func (s *Service) replaceFollow(f *follow) {
	key := connector{f.conn.Profile.ID, f.plan.Name}
	s.mu.Lock()
	old := s.follows[key]
	s.follows[key] = f
	s.mu.Unlock()
	if old == nil {
		return
	}
	if draft := old.stop(); f.draft == "" {
		f.draft = draft
	}
}

func (f *follow) start() {
	if !f.s.spawn(f.run) {
		f.stop()
	}
	f.s.marks.Touch(f.conn.Profile.ID)
}

// follow returns the latest follow of a connector, or nil.
func (s *Service) follow(profile connect.ProfileID, name string) *follow {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.follows[connector{profile, name}]
}

// stopFollow ends the follow of a connector, and returns the draft that it was to delete.
func (s *Service) stopFollow(profile connect.ProfileID, name string) connect.DraftID {
	f := s.follow(profile, name)
	if f == nil {
		return ""
	}
	return f.stop()
}

// StopFollowing ends the frequent polling of a connector. It does not stop anything else.
func (s *Service) StopFollowing(profile connect.ProfileID, name string) {
	if f := s.follow(profile, name); f != nil {
		f.stop()
	}
}

// stop ends a follow before its result is known, and returns its draft.
func (f *follow) stop() connect.DraftID {
	f.mu.Lock()
	defer f.mu.Unlock()
	draft := f.draft
	f.draft = ""
	if f.state == FollowFollowing {
		f.finish(FollowStopped)
	}
	return draft
}

func (f *follow) fail(kind live.ActivityKind, text string) {
	f.show(kind, text, false)
	f.finish(FollowFailed)
}

// limitOf returns how long a status is followed.
func limitOf(conn worker.Connection) time.Duration {
	return cmp.Or(conn.Worker.Traits().Follow.Limit, followLimit)
}

func (f *follow) giveUp(k live.Known) {
	if f.made == nil {
		text := fmt.Sprintf("Sent at %s, but after %s %s.", plan.Clock(f.since), plan.Span(limitOf(f.conn)), plan.Stands(k.Status))
		if f.err != nil {
			text = f.err.Error()
		}
		f.show(live.ActivityFailed, text, false)
	}
	f.finish(FollowEnded)
}

// show shows the activity on the row and reports it to the caller. The lock must be held.
func (f *follow) show(kind live.ActivityKind, text string, restarting bool) {
	a := live.Activity{Kind: kind, Action: f.plan.Action, Text: text, At: connect.UnixMilli(f.since)}
	if a == f.shown {
		return
	}
	f.shown = a
	f.s.marks.Mark(f.conn.Profile.ID, f.plan.Name, func(m *live.Mark) { m.Activity, m.Restarting = a, restarting })
	if f.report != nil {
		f.report(a)
	}
}

func (f *follow) decided() {
	select {
	case <-f.first:
	default:
		close(f.first)
	}
}

// finish ends the follow and clears its activity from the row, except a failure. Callers that
// wait for the result are released. The lock must be held.
func (f *follow) finish(state FollowState) {
	if f.state != FollowFollowing {
		return
	}
	f.state = state
	close(f.ended)
	if f.made == nil {
		f.text = f.shown.Text
	}
	if state == FollowStopped && f.report != nil && f.shown.Pending() {
		f.report(live.Activity{Kind: live.ActivityNone, Action: f.plan.Action, At: connect.UnixMilli(f.since), Text: plan.Title(f.plan.Action) + " accepted. It was not followed to its end."})
	}
	f.decided()
	f.s.marks.Mark(f.conn.Profile.ID, f.plan.Name, func(m *live.Mark) {
		if m.Activity.Pending() || m.Activity.Kind == live.ActivitySettled {
			m.Activity = live.Activity{}
		}
		m.Restarting, m.Awaited = false, false
	})
}
