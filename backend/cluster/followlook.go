package cluster

import (
	"context"
	"fmt"
	"time"

	"sluiceway/backend/connect"
)

// run looks until there is nothing more to see.
func (f *follow) run(ctx context.Context) {
	defer f.cancel()
	wait := firstLook
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if f.look(ctx) {
			return
		}
		wait = f.pause(wait)
		timer.Reset(wait)
	}
}

// pause is the time to the next look: 0.5, 1, 2, 4, 4 … seconds after an
// action. A new connector has more to show: every half second at first.
func (f *follow) pause(last time.Duration) time.Duration {
	since := time.Since(f.begun)
	switch {
	case f.made == nil:
		return min(last*2, followLast)
	case since < 5*time.Second:
		return firstLook
	case since < 20*time.Second:
		return 2 * firstLook
	}
	return followLast
}

// look asks once, and tells whether that was the last time.
func (f *follow) look(ctx context.Context) bool {
	status, listed, err := f.ask(ctx)
	if ctx.Err() != nil {
		return true
	}
	done, settled := false, false
	f.l.update(func(now time.Time) {
		if f.state == FollowFollowing {
			f.saw(status, listed, err, now)
		}
		done, settled = f.state != FollowFollowing, f.state == FollowSettled
	})
	if settled && f.draft != "" {
		f.l.s.deps.OnSettled(f.draft)
	}
	if done && f.made != nil {
		f.tellEnd()
	}
	return done
}

func (f *follow) ask(ctx context.Context) (status connect.Status, listed bool, err error) {
	w, _, err := f.l.reach(ctx)
	if err != nil {
		return connect.Status{}, false, err
	}
	f.looks++
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{Text: fmt.Sprintf("after %s, look %d", f.plan.action.verb(), f.looks)}))
	status, err = w.Status(ctx, f.plan.name)
	listed = err == nil
	if f.made != nil {
		listed = f.askListed(ctx, w, listed)
	}
	return status, listed, err
}

// saw judges one look; the lock of the live view is held.
func (f *follow) saw(status connect.Status, listed bool, err error, now time.Time) {
	e := f.l.entries[f.plan.name]
	if listed && e == nil {
		delete(f.l.erased, f.plan.name)
		e = f.l.add(f.plan.name, now)
	}
	if err == nil && e != nil {
		f.l.applyStatus(e, status, now)
		f.noteTasks(status, now)
	}
	switch {
	case f.made != nil:
		f.sawMade(e, status, listed, err, now)
	case e == nil, connect.CodeOf(err) == connect.CodeNotFound:
		f.fail(e, ActivityFailed, f.plan.name+" is not on this cluster any more.", now)
	case err == nil:
		f.sawAction(e, now)
	}
	if f.state == FollowFollowing {
		f.checkTime(e, now)
	}
	if e != nil {
		f.l.refresh(e, now)
	}
}

// checkTime ends a follow after its time; one that is only being watched has a
// little more.
func (f *follow) checkTime(e *entry, now time.Time) {
	passed := time.Since(f.begun)
	watched := !f.reachedAt.IsZero() || f.made != nil && !f.made.allAt.IsZero()
	switch {
	case passed < followLimit, watched && passed < followLimit+watchFor:
	case !f.reachedAt.IsZero():
		f.finish(FollowSettled, now)
	default:
		f.giveUp(e, now)
	}
}

// sawAction judges what an action has come to.
func (f *follow) sawAction(e *entry, now time.Time) {
	switch f.outcome(e.status) {
	case outcomeReached:
		if f.reachedAt.IsZero() {
			f.reachedAt = now
			e.overlay, e.place = false, ""
			f.show(e, ActivitySettled, f.settledText(e.status))
			f.decided()
		}
		if now.Sub(f.reachedAt) >= watchFor || !f.plan.action.restarts() {
			f.finish(FollowSettled, now)
		}
	case outcomeFailed:
		f.fail(e, ActivityFailedAgain, f.againText(e), now)
	default:
		if f.reachedAt.IsZero() {
			f.show(e, ActivitySettling, f.waitingText(e.status))
		}
	}
}
