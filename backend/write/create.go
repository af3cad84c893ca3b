package write

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// creation is what has been seen of a connector since it was created or saved.
// Times are those of the wall clock; zero means not yet.
type creation struct {
	saved  bool // an existing connector got a new config
	took   time.Duration
	status int                  // of the answer; 0 where there was no clear one, but it landed
	state  connect.InitialState // of a new connector; empty: running
	draft  connect.DraftID

	listedAt  time.Time
	runningAt time.Time // the connector itself is in its state
	tasksAt   time.Time // it has tasks
	allAt     time.Time // all tasks are in their state
	settledAt time.Time
}

// followMade checks a connector that was just created or saved, until its tasks
// run for 10 s or fail, at most 60 s. The live view reads its config anew.
func (s *Service) followMade(w *sent, out worker.Outcome) *follow {
	f := newFollow(w)
	f.made = &creation{
		saved: w.change.Action == worker.ActionSave, took: out.Took, status: out.Receipt.Status,
		state: w.change.State, draft: w.change.Draft,
	}
	if f.made.saved {
		f.made.listedAt = f.since
	}
	s.replaceFollow(f)
	s.marks.Expect(w.conn, w.change.Name, f.made.saved)
	f.mu.Lock()
	k, _ := s.live.Known(w.conn.Profile.ID, w.change.Name)
	f.show(live.ActivitySettling, f.made.headline(f.state, k.Status), false)
	f.mu.Unlock()
	f.start()
	if f.made.saved { // a new one is read once it is listed
		s.spawn(func(ctx context.Context) { s.reread(ctx, w) })
	}
	return f
}

// reread fetches the config of a connector after it was saved.
func (s *Service) reread(ctx context.Context, w *sent) {
	conn, err := s.live.Connection(ctx, w.conn.Profile.ID)
	if err != nil {
		return
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{Text: "config after a write"})
	if _, err := s.live.Learn(ctx, conn, w.change.Name, true); err != nil {
		s.marks.ConfigsDue(conn.Profile.ID)
	}
}

// askListed tells whether the cluster knows the connector. Without a status
// it may: then its config is asked for.
func (f *follow) askListed(ctx context.Context, conn worker.Connection, listed bool) bool {
	if _, known := f.s.live.Config(conn.Profile.ID, f.plan.name); known {
		return listed
	}
	_, err := f.s.live.Learn(ctx, conn, f.plan.name, false)
	return listed || err == nil
}

// target is the state that the connector was made for.
func (c *creation) target() connect.State {
	switch c.state {
	case connect.InitialPaused:
		return connect.StatePaused
	case connect.InitialStopped:
		return connect.StateStopped
	case connect.InitialRunning:
	}
	return connect.StateRunning
}

func first(at *time.Time, now time.Time, reached bool) {
	if reached && at.IsZero() {
		*at = now
	}
}

// judgeMade judges one check of a connector that was created or saved.
func (f *follow) judgeMade(k live.Known, now seen, there bool, at time.Time) {
	c, s := f.made, now.status
	if now.listed && c.listedAt.IsZero() {
		c.listedAt = at
		f.s.marks.Mark(f.conn.Profile.ID, f.plan.name, func(m *live.Mark) { m.Awaited = false })
	}
	if connect.CodeOf(now.err) == connect.CodeNotFound && c.saved && !now.listed {
		f.fail(live.ActivityFailed, f.plan.name+" is not on this cluster any more.")
		return
	}
	if now.err != nil || !there {
		return
	}
	target := c.targetFor(s)
	first(&c.runningAt, at, s.Connector.State == target)
	first(&c.tasksAt, at, len(s.Tasks) > 0)
	all := s.Connector.State == target && (len(s.Tasks) > 0 && tasksAre(s, target) || target == connect.StateStopped)
	if !all {
		c.allAt = time.Time{}
	}
	first(&c.allAt, at, all)
	switch {
	case failedForGood(s):
		f.finishMade(FollowFailed, s)
	case all && (at.Sub(c.allAt) >= watchFor || target != connect.StateRunning):
		c.settledAt = at
		f.finishMade(FollowSettled, s)
	default:
		f.show(live.ActivitySettling, c.headline(f.state, k.Status), false)
	}
}

// targetFor is the target, or after a save the state that the connector keeps.
func (c *creation) targetFor(s connect.Status) connect.State {
	if c.saved && (s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped) {
		return s.Connector.State
	}
	return c.target()
}

// noteTasks remembers when each task came into the state it has.
func (f *follow) noteTasks(s connect.Status, now time.Time) {
	for _, t := range s.Tasks {
		if f.states[t.ID] != t.State {
			f.states[t.ID] = t.State
			f.after[t.ID] = now.Sub(f.since)
		}
	}
}

// failedForGood tells that something failed and nothing is on the way any more.
func failedForGood(s connect.Status) bool {
	if s.Connector.State == connect.StateFailed {
		return true
	}
	return statesOf(s, connect.StateFailed) > 0 && tasksAre(s, connect.StateFailed, connect.StateRunning, connect.StatePaused)
}

// finishMade ends the follow of a creation. A failure needs no activity: the
// row has its cause. The lock is held.
func (f *follow) finishMade(state FollowState, s connect.Status) {
	f.text = f.made.headline(state, s)
	f.shown = live.Activity{}
	f.s.marks.Mark(f.conn.Profile.ID, f.plan.name, func(m *live.Mark) { m.Activity = live.Activity{} })
	f.finish(state)
}

// notify says how it ended, for somebody who is elsewhere by now.
func (f *follow) notify(state FollowState) {
	k, err := f.s.live.Known(f.conn.Profile.ID, f.plan.name)
	f.mu.Lock()
	text := f.text
	if text == "" && err == nil {
		text = f.made.headline(f.state, k.Status)
	}
	f.mu.Unlock()
	notice := Notice{Profile: f.conn.Profile.ID, Name: f.plan.name, Text: f.plan.name + ": " + text, Tone: "plain", Action: "Open the connector"}
	switch state {
	case FollowSettled:
		notice.Tone = "good"
	case FollowFailed:
		notice.Tone = "bad"
	case FollowEnded:
	default:
		return
	}
	f.s.deps.OnNotice(notice)
}
