package write

import (
	"context"
	"fmt"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// run checks until there is nothing more to see.
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

// pause is the time to the next check: 0.5, 1, 2, 4, 4 … seconds after an
// action. A new connector has more to show: every half second at first.
func (f *follow) pause(last time.Duration) time.Duration {
	since := time.Since(f.begun)
	switch {
	case f.made == nil:
		return min(last*2, followLast)
	case since < 5*time.Second:
		return firstCheck
	case since < 20*time.Second:
		return 2 * firstCheck
	}
	return followLast
}

// seen is what one check brought.
type seen struct {
	status connect.Status
	listed bool
	err    error // of the status
}

// check asks once, and tells whether that was the last time.
func (f *follow) check(ctx context.Context) bool {
	conn, err := f.s.live.Connection(ctx, f.conn.Profile.ID)
	switch {
	case ctx.Err() != nil:
		return true
	case connect.CodeOf(err) == connect.CodeNotFound, err == nil && conn.Profile.URL != f.conn.Profile.URL:
		f.stop() // the cluster is not there any more, or is another one
		return true
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

// take judges what was seen, and tells whether the follow has ended.
func (f *follow) take(conn worker.Connection, now seen) bool {
	if now.err == nil {
		f.s.marks.Observe(conn, f.plan.name, now.status)
	}
	f.mu.Lock()
	if f.state == FollowFollowing {
		f.judge(now)
	}
	state, draft, made := f.state, f.draft, f.made != nil
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
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{Text: fmt.Sprintf("following the %s, check %d", verb(f.plan.action), f.checks)}))
	status, err := conn.Worker.Status(ctx, f.plan.name)
	now := seen{status: status, listed: err == nil, err: err}
	if f.made != nil {
		now.listed = f.askListed(ctx, conn, now.listed)
	}
	return now
}

// judge judges one check; the lock is held.
func (f *follow) judge(now seen) {
	k, err := f.s.live.Known(f.conn.Profile.ID, f.plan.name)
	there := err == nil && k.Listed
	at := f.s.now()
	if now.err == nil && there {
		f.noteTasks(now.status, at)
	}
	switch {
	case f.made != nil:
		f.judgeMade(k, now, there, at)
	case !there, connect.CodeOf(now.err) == connect.CodeNotFound:
		f.fail(live.ActivityFailed, f.plan.name+" is not on this cluster any more.")
	case now.err == nil:
		f.judgeAction(k, at)
	}
	if f.state == FollowFollowing {
		f.checkTime(k)
	}
}

// checkTime ends a follow after its time; one that is only being watched has a
// little more.
func (f *follow) checkTime(k live.Known) {
	passed := time.Since(f.begun)
	watched := !f.reachedAt.IsZero() || f.made != nil && !f.made.allAt.IsZero()
	switch {
	case passed < followLimit, watched && passed < followLimit+watchFor:
	case !f.reachedAt.IsZero():
		f.finish(FollowSettled)
	default:
		f.giveUp(k)
	}
}

// judgeAction judges what an action has come to.
func (f *follow) judgeAction(k live.Known, now time.Time) {
	switch f.reached(k.Status) {
	case reachedYes:
		if f.reachedAt.IsZero() {
			f.reachedAt = now
			f.show(live.ActivitySettled, settledText(f.plan, f.err, k.Status, time.Since(f.begun)), false)
			f.decided()
		}
		if now.Sub(f.reachedAt) >= watchFor || !restarts(f.plan.action) {
			f.finish(FollowSettled)
		}
	case reachedFailed:
		f.fail(live.ActivityFailedAgain, againText(f.plan, k, f.since, f.failedAfter))
	default:
		if f.reachedAt.IsZero() {
			f.show(live.ActivitySettling, waitingText(f.plan, f.err, k.Status), restarts(f.plan.action))
		}
	}
}
