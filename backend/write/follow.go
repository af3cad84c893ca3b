package write

import (
	"fmt"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// FollowState says how a follow stands.
type FollowState string

// The states of a follow. Ended: 60 s passed and it had not settled.
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
	watchFor     = 10 * time.Second // after it runs: may it fail again?
	failureGrace = 3 * time.Second  // a failure seen all the time may be the old one until then
	restartGrace = time.Second      // a restart that was taken may not have begun until then
	noTasksGrace = 10 * time.Second // resumed connectors make their tasks late
	firstCheck   = 500 * time.Millisecond
	followLast   = 4 * time.Second
)

// follow checks one connector often after something was done to it, until it
// settles.
type follow struct {
	s      *Service
	conn   worker.Connection // as it was when the change was sent; asked for anew at each check
	plan   plan
	since  time.Time     // of the change
	begun  time.Time     // with the monotonic clock
	ended  chan struct{} // closed when it ends
	checks int
	report func(live.Activity)
	first  chan struct{} // closed when it is known how it went

	mu        sync.Mutex // of the fields below; taken before the locks of the live view and of a bulk run
	state     FollowState
	text      string
	err       *connect.Error // the answer, where the change may have been made all the same
	shown     live.Activity
	states    map[int]connect.State
	after     map[int]time.Duration // when each task came into the state it has, since the change
	moved     map[int]bool          // has been seen in another state than failed since
	reachedAt time.Time             // when it first was as it should be
	made      *creation             // of create and save
	draft     connect.DraftID       // what the connector was made from, until it runs

	failedAfter time.Duration // when the failure that is seen now was seen first
}

func newFollow(w *sent) *follow {
	return &follow{
		s: w.s, conn: w.conn, plan: w.plan, since: w.at, begun: time.Now(), state: FollowFollowing,
		report: w.report, ended: make(chan struct{}), first: make(chan struct{}), draft: w.change.Draft,
		states: map[int]connect.State{}, after: map[int]time.Duration{}, moved: map[int]bool{},
	}
}

// followAction begins to follow an action that the cluster has taken, or may
// have taken.
func (s *Service) followAction(w *sent, answer *connect.Error) *follow {
	f := newFollow(w)
	f.err = answer
	s.replaceFollow(f)
	f.mu.Lock()
	k, _ := s.live.Known(w.conn.Profile.ID, w.change.Name)
	for _, t := range k.Status.Tasks {
		f.states[t.ID] = t.State
	}
	f.show(live.ActivitySettling, waitingText(f.plan, f.err, k.Status), restarts(w.plan.action))
	f.mu.Unlock()
	f.start()
	return f
}

// replaceFollow ends what followed the connector before, and takes over the
// draft that is to be dropped once it runs.
func (s *Service) replaceFollow(f *follow) {
	key := connector{f.conn.Profile.ID, f.plan.name}
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

// follow returns what follows or followed a connector, or nil.
func (s *Service) follow(profile connect.ProfileID, name string) *follow {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.follows[connector{profile, name}]
}

// stopFollow ends what follows a connector, and returns the draft that it was
// to drop.
func (s *Service) stopFollow(profile connect.ProfileID, name string) connect.DraftID {
	f := s.follow(profile, name)
	if f == nil {
		return ""
	}
	return f.stop()
}

// StopFollowing ends the frequent checks of a connector; nothing else is
// stopped.
func (s *Service) StopFollowing(profile connect.ProfileID, name string) {
	if f := s.follow(profile, name); f != nil {
		f.stop()
	}
}

// stop ends a follow that is not to be seen to its end, and hands over its draft.
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

func (f *follow) giveUp(k live.Known) {
	if f.made == nil {
		text := fmt.Sprintf("Sent at %s, but after 60 s %s.", clock(f.since), stands(k.Status))
		if f.err != nil {
			text = f.err.Error()
		}
		f.show(live.ActivityFailed, text, false)
	}
	f.finish(FollowEnded)
}

// show puts the activity on the row and tells it to whoever asked for it. The
// lock is held.
func (f *follow) show(kind live.ActivityKind, text string, restarting bool) {
	a := live.Activity{Kind: kind, Action: f.plan.action, Text: text, At: connect.UnixMilli(f.since)}
	if a == f.shown {
		return
	}
	f.shown = a
	f.s.marks.Mark(f.conn.Profile.ID, f.plan.name, func(m *live.Mark) { m.Activity, m.Restarting = a, restarting })
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

// finish ends the follow and clears what it had put on the row, except a
// failure. Whoever waits for the outcome is told that there is none. The lock
// is held.
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
		f.report(live.Activity{Kind: live.ActivityNone, Action: f.plan.action, At: connect.UnixMilli(f.since), Text: title(f.plan.action) + " accepted. It was not followed to its end."})
	}
	f.decided()
	f.s.marks.Mark(f.conn.Profile.ID, f.plan.name, func(m *live.Mark) {
		if m.Activity.Pending() || m.Activity.Kind == live.ActivitySettled {
			m.Activity = live.Activity{}
		}
		m.Restarting, m.Awaited = false, false
	})
}

// clock writes a time of day, as the person's clock shows it.
func clock(t time.Time) string { return t.Local().Format("15:04:05") }

// span writes a short time: "0.4 s", "2 s", "3 min".
func span(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d.Round(time.Second).Seconds()))
	}
	return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
}
