package write

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// creation is the progress of a connector since it was created or saved. Times are of the
// wall clock; zero means not yet.
type creation struct {
	saved  bool // an existing connector got a new config
	took   time.Duration
	status int                  // of the answer; 0 if it was not clear, but the change was verified
	state  connect.InitialState // of a new connector; empty: running
	draft  connect.DraftID
	bare   bool // connectors of this cluster never have tasks

	listedAt  time.Time
	runningAt time.Time // the connector itself is in the target state
	tasksAt   time.Time // it has tasks
	allAt     time.Time // all tasks are in the target state
	settledAt time.Time
}

// followMade follows a connector that was just created or saved, until its tasks have been
// running for 10 s or have failed, for at most 60 s. Its config is read again.
func (s *Service) followMade(w *sent, out worker.Outcome) *follow {
	f := newFollow(w, out.Receipt)
	f.made = &creation{
		saved: w.change.Action == worker.ActionSave, took: out.Took, status: out.Receipt.Status,
		state: w.change.State, draft: w.change.Draft, bare: w.conn.Worker.Traits().Tasks == worker.TasksAreNone,
	}
	if f.made.saved {
		f.made.listedAt = f.since
	}
	s.replaceFollow(f)
	s.marks.Expect(w.conn, w.change.Name, f.made.saved)
	f.mu.Lock()
	k, _ := s.live.Known(w.conn.Profile.ID, w.change.Name)
	f.show(live.ActivitySettling, f.madeText(k), false)
	f.mu.Unlock()
	f.start()
	if f.operation == nil {
		s.readSaved(f)
	}
	return f
}

// madeText describes the progress.
func (f *follow) madeText(k live.Known) string {
	if !f.operation.done() {
		return f.operation.words(k)
	}
	return f.made.headline(f.state, k.Status)
}

// readSaved reads the config of a saved connector again. That of a new one is read once it
// is listed.
func (s *Service) readSaved(f *follow) {
	if f.made != nil && f.made.saved {
		s.spawn(func(ctx context.Context) { reread(ctx, s, f.sent) })
	}
}

// reread reads the config of a connector after a save.
func reread(ctx context.Context, s *Service, w *sent) {
	conn, err := s.live.Connection(ctx, w.conn.Profile.ID)
	if err != nil {
		return
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{Text: "config after a write"})
	if _, err := s.live.Learn(ctx, conn, w.change.Name, true); err != nil {
		s.marks.ConfigsDue(conn.Profile.ID)
	}
}

// askListed reports whether the cluster knows the connector. If it has no status yet, its
// config is read instead.
func (f *follow) askListed(ctx context.Context, conn worker.Connection, listed bool) bool {
	if _, known := f.s.live.Config(conn.Profile.ID, f.plan.Name); known {
		return listed
	}
	_, err := f.s.live.Learn(ctx, conn, f.plan.Name, false)
	return listed || err == nil
}

// target returns the state in which the connector was created.
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

// judgeMade evaluates a check of a connector that was created or saved.
func (f *follow) judgeMade(k live.Known, now seen, there bool, at time.Time) {
	c, s := f.made, now.status
	if now.listed && c.listedAt.IsZero() {
		c.listedAt = at
		f.s.marks.Mark(f.conn.Profile.ID, f.plan.Name, func(m *live.Mark) { m.Awaited = false })
	}
	if connect.CodeOf(now.err) == connect.CodeNotFound && c.saved && !now.listed {
		f.fail(live.ActivityFailed, f.plan.Name+" is not on this cluster any more.")
		return
	}
	if now.err != nil || !there {
		return
	}
	target := c.targetFor(s)
	first(&c.runningAt, at, s.Connector.State == target)
	first(&c.tasksAt, at, len(s.Tasks) > 0)
	all := s.Connector.State == target && (len(s.Tasks) > 0 && tasksAre(s, target) || target == connect.StateStopped || c.bare)
	if !all {
		c.allAt = time.Time{}
	}
	first(&c.allAt, at, all)
	switch {
	case failedForGood(s) && len(f.oldFailures(s)) == 0:
		f.finishMade(FollowFailed, s)
	case all && (at.Sub(c.allAt) >= watchFor || target != connect.StateRunning):
		c.settledAt = at
		f.finishMade(FollowSettled, s)
	default:
		f.show(live.ActivitySettling, c.headline(f.state, k.Status), false)
	}
}

// targetFor returns the target, or the state in which a saved connector stays.
func (c *creation) targetFor(s connect.Status) connect.State {
	if c.saved && (s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped) {
		return s.Connector.State
	}
	return c.target()
}

// noteTasks records when each task entered its present state, and what has been seen in
// another state than failed.
func (f *follow) noteTasks(s connect.Status, now time.Time) {
	if s.Connector.State != connect.StateFailed {
		f.moved[plan.InstanceID] = true
	}
	for _, t := range s.Tasks {
		if t.State != connect.StateFailed {
			f.moved[t.ID] = true
		}
		if f.states[t.ID] != t.State {
			f.states[t.ID] = t.State
			f.after[t.ID] = now.Sub(f.since)
		}
	}
}

// failedForGood reports whether something failed and no task is still starting.
func failedForGood(s connect.Status) bool {
	if s.Connector.State == connect.StateFailed {
		return true
	}
	return plan.StatesOf(s, connect.StateFailed) > 0 && tasksAre(s, connect.StateFailed, connect.StateRunning, connect.StatePaused)
}

// finishMade ends the follow of a creation. A failure needs no activity, because the row shows
// its cause. The lock must be held.
func (f *follow) finishMade(state FollowState, s connect.Status) {
	f.text = f.made.headline(state, s)
	f.shown = live.Activity{}
	f.s.marks.Mark(f.conn.Profile.ID, f.plan.Name, func(m *live.Mark) { m.Activity = live.Activity{} })
	f.finish(state)
}

// notify sends a notice about the end, for a person who has left the page.
func (f *follow) notify(state FollowState) {
	k, err := f.s.live.Known(f.conn.Profile.ID, f.plan.Name)
	f.mu.Lock()
	text := f.text
	if text == "" && err == nil {
		text = f.made.headline(f.state, k.Status)
	}
	f.mu.Unlock()
	notice := Notice{Profile: f.conn.Profile.ID, Name: f.plan.Name, Text: f.plan.Name + ": " + text, Tone: TonePlain, Action: "Open the connector"}
	switch state {
	case FollowSettled:
		notice.Tone = ToneGood
		if f.plan.Action == worker.ActionDelete {
			notice.Text, notice.Action = text, ""
		}
	case FollowFailed:
		notice.Tone = ToneBad
	case FollowEnded:
	default:
		return
	}
	f.s.deps.OnNotice(notice)
}
