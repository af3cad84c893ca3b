package cluster

import (
	"context"
	"fmt"
	"time"

	"sluiceway/backend/connect"
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
	firstLook    = 500 * time.Millisecond
	followLast   = 4 * time.Second
)

// follow looks quickly at one connector after something was done to it, until
// it settles. Its fields are guarded by the lock of the live view.
type follow struct {
	l      *live
	plan   plan
	since  time.Time // of the action
	begun  time.Time // with the monotonic clock
	cancel context.CancelFunc
	state  FollowState
	text   string
	err    error // the worker's answer, where it may have done it all the same
	looks  int
	report func(Activity)
	first  chan struct{} // closed when it is known how it went

	states    map[int]connect.State
	after     map[int]time.Duration // when each task came into the state it has, since the action
	moved     map[int]bool          // has been seen in another state than failed since
	reachedAt time.Time             // when it first was as it should be
	made      *creation             // of create and save
	draft     connect.DraftID       // what the connector was made from, until it runs

	failedAfter time.Duration // when the failure that is seen now was seen first
}

func (l *live) newFollow(p plan, since time.Time, report func(Activity)) *follow {
	return &follow{
		l: l, plan: p, since: since, begun: time.Now(), state: FollowFollowing,
		report: report, first: make(chan struct{}),
		states: map[int]connect.State{}, after: map[int]time.Duration{}, moved: map[int]bool{},
	}
}

// followAction begins to follow an action that the worker has taken, or may
// have taken.
func (l *live) followAction(p plan, since time.Time, answer error, report func(Activity)) *follow {
	f := l.newFollow(p, since, report)
	f.err = answer
	l.startFollow(f, func(e *entry) {
		for _, t := range e.status.Tasks {
			f.states[t.ID] = t.State
		}
		e.overlay = p.action.restarts()
		f.show(e, ActivitySettling, f.waitingText(e.status))
	})
	return f
}

func (l *live) startFollow(f *follow, change func(*entry)) {
	ctx, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	l.update(func(now time.Time) {
		if old, ok := l.follows[f.plan.name]; ok {
			old.end(FollowStopped)
			if f.draft == "" {
				f.draft = old.draft
			}
		}
		l.follows[f.plan.name] = f
		l.followRev++
		if e, ok := l.entries[f.plan.name]; ok {
			change(e)
			l.refresh(e, now)
		}
	})
	l.s.mu.Lock()
	defer l.s.mu.Unlock()
	if l.s.ctx == nil || l.s.ctx.Err() != nil {
		cancel()
	}
	l.s.goes(func(life context.Context) {
		stop := context.AfterFunc(life, cancel)
		defer stop()
		f.run(ctx)
	})
}

func (f *follow) fail(e *entry, kind ActivityKind, text string, now time.Time) {
	if e != nil {
		e.overlay, e.place = false, ""
		f.show(e, kind, text)
	} else if f.report != nil {
		f.report(Activity{Kind: kind, Action: f.plan.action, Text: text, At: now})
	}
	f.decided()
	f.finish(FollowFailed, now)
}

func (f *follow) giveUp(e *entry, now time.Time) {
	if f.made == nil && e != nil {
		text := fmt.Sprintf("Sent at %s, but after 60 s %s.", clock(f.since), stands(e.status))
		if f.err != nil {
			text = problemOf(f.err).Error()
		}
		e.overlay, e.place = false, ""
		f.show(e, ActivityFailed, text)
	}
	f.decided()
	f.finish(FollowEnded, now)
}

// show puts the activity on the row and tells it to whoever asked for it.
func (f *follow) show(e *entry, kind ActivityKind, text string) {
	a := Activity{Kind: kind, Action: f.plan.action, Text: firstLine(f.l.mask(e, text)), At: f.since}
	if a == e.act {
		return
	}
	e.act = a
	if a.under() && e.place == "" {
		e.place = e.row.Verdict
	}
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
// failure.
func (f *follow) finish(state FollowState, now time.Time) {
	f.end(state)
	e, ok := f.l.entries[f.plan.name]
	if !ok {
		return
	}
	e.overlay, e.place = false, ""
	if f.made == nil {
		f.text = e.act.Text
	}
	if e.act.under() || state == FollowSettled {
		e.act = Activity{}
	}
	f.l.refresh(e, now)
}

// end stops the looks.
func (f *follow) end(state FollowState) {
	if f.state != FollowFollowing {
		return
	}
	f.state = state
	f.l.followRev++
	f.cancel()
	f.decided()
}

func (l *live) stopFollows() {
	for _, f := range l.follows {
		f.end(FollowStopped)
	}
}
