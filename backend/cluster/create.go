package cluster

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// FollowCreate says what was sent, for [Service.Follow].
type FollowCreate struct {
	Draft  connect.DraftID
	Saved  bool // an existing connector got a new config
	SentAt time.Time
	Took   time.Duration        // until the worker answered
	Status int                  // 201, 200; 0 where there was no answer but it landed
	State  connect.InitialState // of a new connector; empty: running
}

// creation is what has been seen of a connector since it was made or saved.
// Times are those of the wall clock; zero means not yet.
type creation struct {
	FollowCreate

	listedAt  time.Time
	runningAt time.Time // the connector itself is in its state
	tasksAt   time.Time // it has tasks
	allAt     time.Time // all tasks are in their state
	settledAt time.Time
}

// Follow looks quickly at a connector that was just created or saved, until
// its tasks run for 10 s or fail, at most 60 s. The list reads its config anew.
func (s *Service) Follow(id connect.ProfileID, name string, c FollowCreate) error {
	l, err := s.live(id)
	if err != nil {
		return err
	}
	action := ActionCreate
	if c.Saved {
		action = ActionSave
	}
	f := l.newFollow(plan{action: action, name: name}, c.SentAt.Round(0), nil)
	f.made, f.draft = &creation{FollowCreate: c}, c.Draft
	if c.Saved {
		f.made.listedAt = f.since
	}
	l.update(func(now time.Time) {
		delete(l.erased, name)
		if l.dismiss(name) {
			l.notices++ // it is there again
		}
		if e := l.add(name, now); c.Saved && e != nil {
			e.idle, e.idleAt = 0, time.Time{}
		}
	})
	l.startFollow(f, func(e *entry) { f.show(e, ActivitySettling, f.headline(e.status)) })
	if !c.Saved {
		return nil // its config is read once it is listed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.goes(func(ctx context.Context) { l.reread(ctx, name) })
	return nil
}

// reread fetches the config of a connector after it was saved.
func (l *live) reread(ctx context.Context, name string) {
	w, _, err := l.reach(ctx)
	if err != nil {
		return
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{Text: "config after a write"})
	if _, err := l.configOf(ctx, w, name, true); err != nil {
		l.mu.Lock()
		l.infosAt = time.Time{} // the next look asks for all
		l.mu.Unlock()
	}
}

func (f *follow) creates() bool { return f.made != nil && f.state == FollowFollowing }

// askListed tells whether the cluster knows the connector. Without a status
// it may: then its config is asked for.
func (f *follow) askListed(ctx context.Context, w worker.Worker, listed bool) bool {
	f.l.mu.Lock()
	e, known := f.l.entries[f.plan.name]
	known = known && e.config != nil
	f.l.mu.Unlock()
	if known {
		return listed
	}
	_, err := f.l.learn(ctx, w, f.plan.name)
	return listed || err == nil
}

// target is the state that the connector was made for.
func (c *creation) target() connect.State {
	switch c.State {
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

// sawMade judges one look at a connector that was made or saved.
func (f *follow) sawMade(e *entry, s connect.Status, listed bool, err error, now time.Time) {
	c := f.made
	first(&c.listedAt, now, listed)
	if connect.CodeOf(err) == connect.CodeNotFound && c.Saved && !listed {
		f.fail(e, ActivityFailed, f.plan.name+" is not on this cluster any more.", now)
		return
	}
	if err != nil || e == nil {
		return
	}
	target := c.targetFor(s)
	first(&c.runningAt, now, s.Connector.State == target)
	first(&c.tasksAt, now, len(s.Tasks) > 0)
	all := s.Connector.State == target && (len(s.Tasks) > 0 && tasksAre(s, target) || target == connect.StateStopped)
	if !all {
		c.allAt = time.Time{}
	}
	first(&c.allAt, now, all)
	switch {
	case failedForGood(s):
		f.finishMade(FollowFailed, now)
	case all && (now.Sub(c.allAt) >= watchFor || target != connect.StateRunning):
		c.settledAt = now
		f.finishMade(FollowSettled, now)
	default:
		f.show(e, ActivitySettling, f.headline(s))
	}
}

// targetFor is the target, or after a save the state that the connector keeps.
func (c *creation) targetFor(s connect.Status) connect.State {
	if c.Saved && (s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped) {
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
// row has its cause.
func (f *follow) finishMade(state FollowState, now time.Time) {
	if e, ok := f.l.entries[f.plan.name]; ok {
		f.state, e.act, e.place = state, Activity{}, ""
		f.text = f.headline(e.status)
		f.state = FollowFollowing
	}
	f.finish(state, now)
}

// tellEnd says how it ended, for somebody who is elsewhere by now.
func (f *follow) tellEnd() {
	f.l.mu.Lock()
	state, name, text := f.state, f.plan.name, ""
	if e, ok := f.l.entries[name]; ok {
		text = f.headline(e.status)
	}
	f.l.mu.Unlock()
	notice := Notice{Profile: f.l.id, Name: name, Text: name + ": " + text, Tone: "plain", Action: "Open the connector"}
	switch state {
	case FollowSettled:
		notice.Tone = "good"
	case FollowFailed:
		notice.Tone = "bad"
	case FollowEnded:
	default:
		return
	}
	f.l.s.deps.OnNotice(notice)
}
