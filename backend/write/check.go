package write

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// run checks the connector until the follow ends.
func (f *follow) run(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-f.ended:
			cancel()
		case <-ctx.Done():
		}
	}()
	wait := firstCheck
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if f.check(ctx) {
			return
		}
		wait = f.pause(wait)
		timer.Reset(wait)
	}
}

// pause returns the time until the next check: 0.5, 1, 2, 4, 4 … seconds after an action. A
// new connector is checked every half second at first, because more happens to it.
func (f *follow) pause(last time.Duration) time.Duration {
	since := time.Since(f.begun)
	switch {
	case !f.operation.done() && since >= time.Minute:
		return cmp.Or(f.conn.Worker.Traits().Follow.Pause, operationPause)
	case since >= time.Minute:
		return cmp.Or(f.conn.Worker.Traits().Follow.Pause, followLast)
	case f.made == nil:
		return min(last*2, followLast)
	case since < 5*time.Second:
		return firstCheck
	case since < 20*time.Second:
		return 2 * firstCheck
	}
	return followLast
}

// seen is the result of one check.
type seen struct {
	status connect.Status
	listed bool
	err    error // of reading the status
}

// check checks once, and reports whether that was the last check.
func (f *follow) check(ctx context.Context) bool {
	conn, err := f.s.live.Connection(ctx, f.conn.Profile.ID)
	switch {
	case ctx.Err() != nil:
		return true
	case connect.CodeOf(err) == connect.CodeNotFound, err == nil && conn.Profile.URL != f.conn.Profile.URL:
		f.stop() // the profile was deleted or has another address
		return true
	}
	if !f.operation.done() {
		if done, ended := f.operation.check(ctx, conn, err); ended || !done {
			return ended
		}
		f.s.readSaved(f)
	}
	now := seen{err: err}
	if err == nil {
		now = f.ask(ctx, conn)
	}
	if ctx.Err() != nil {
		return true
	}
	return f.take(conn, now)
}

// take evaluates a check, and reports whether the follow has ended.
func (f *follow) take(conn worker.Connection, now seen) bool {
	if now.err == nil {
		f.s.marks.Observe(conn, f.plan.Name, now.status)
	}
	f.mu.Lock()
	if f.state == FollowFollowing {
		f.judge(now)
	}
	state, draft, made := f.state, f.draft, f.made != nil || plan.OnOffsets(f.plan.Action)
	done := state != FollowFollowing
	if state == FollowSettled {
		f.draft = ""
	}
	f.mu.Unlock()
	if state == FollowSettled && draft != "" {
		f.s.deps.OnSettled(draft)
	}
	if done && made {
		f.notify(state)
	}
	return done
}

func (f *follow) ask(ctx context.Context, conn worker.Connection) seen {
	f.checks++
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, f.purpose()))
	status, err := conn.Worker.Status(ctx, f.plan.Name)
	now := seen{status: status, listed: err == nil, err: err}
	if f.made != nil {
		now.listed = f.askListed(ctx, conn, now.listed)
	}
	return now
}

// purpose returns the purpose of a check for the call log.
func (f *follow) purpose() connect.Purpose {
	return connect.Purpose{Text: fmt.Sprintf("following the %s, check %d", plan.Verb(f.plan.Action), f.checks)}
}

// judge evaluates a check. The lock must be held.
func (f *follow) judge(now seen) {
	k, err := f.s.live.Known(f.conn.Profile.ID, f.plan.Name)
	there := err == nil && k.Listed
	at := f.s.now()
	if now.err == nil && there {
		f.noteTasks(now.status, at)
	}
	switch {
	case f.made != nil:
		f.judgeMade(k, now, there, at)
	case !there, connect.CodeOf(now.err) == connect.CodeNotFound:
		f.fail(live.ActivityFailed, f.plan.Name+" is not on this cluster any more.")
	case now.err == nil:
		f.judgeAction(k, at)
	}
	if f.state == FollowFollowing {
		f.checkTime(k)
	}
}

// checkTime ends a follow after its time limit, which is a little longer if the change is
// done and only watched.
func (f *follow) checkTime(k live.Known) {
	passed := time.Since(f.statusFrom)
	watched := !f.reachedAt.IsZero() || f.made != nil && !f.made.allAt.IsZero()
	switch {
	case passed < limitOf(f.conn), watched && passed < limitOf(f.conn)+watchFor:
	case !f.reachedAt.IsZero():
		f.finish(FollowSettled)
	default:
		f.giveUp(k)
	}
}

// judgeAction evaluates the result of an action.
func (f *follow) judgeAction(k live.Known, now time.Time) {
	switch f.reached(k.Status) {
	case reachedYes:
		if f.reachedAt.IsZero() {
			f.reachedAt = now
			f.show(live.ActivitySettled, plan.Settled(f.plan, f.err, k.Status, time.Since(f.begun)), false)
			f.decided()
		}
		if now.Sub(f.reachedAt) >= watchFor || !plan.Restarts(f.plan.Action) {
			f.finish(FollowSettled)
		}
	case reachedFailed:
		f.fail(live.ActivityFailedAgain, plan.Again(f.plan, k, f.since, f.failedAfter))
	default:
		if f.reachedAt.IsZero() {
			f.show(live.ActivitySettling, plan.Waiting(f.plan, f.err, k.Status), plan.Restarts(f.plan.Action))
		}
	}
}
