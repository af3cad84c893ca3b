package cluster

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Act does something to a connector and returns when the worker has taken it,
// or not. What comes of it is followed, and told on the connector's row. task
// counts for restart_task only.
func (s *Service) Act(ctx context.Context, id connect.ProfileID, name string, action Action, task int) (Activity, error) {
	l, err := s.live(id)
	if err != nil {
		return Activity{}, err
	}
	_, err = l.act(ctx, name, action, task, nil)
	return l.activity(name), err
}

func (l *live) activity(name string) Activity {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.entries[name]; ok {
		return e.act
	}
	return Activity{}
}

// act sends one action and begins to follow it. report, if any, hears of every
// step; it is called with the lock of the live view held.
func (l *live) act(ctx context.Context, name string, action Action, task int, report func(Activity)) (*follow, error) {
	w, profile, err := l.reach(ctx)
	if err != nil {
		return nil, err
	}
	if err := mayAct(profile, w.Traits(), name, action); err != nil {
		return nil, err
	}
	p, err := l.prepare(name, action, task)
	if err != nil {
		return nil, err
	}
	set := func(a Activity) { l.setActivity(name, a, report) }
	started := l.s.now()
	sending := Activity{Kind: ActivitySending, Action: action, At: started, Text: "Sending: " + p.words()}
	set(sending)
	sendCtx := connect.WithPurpose(ctx, connect.Purpose{You: true, Text: p.words()})
	sendCtx = connect.WithOnRetry(sendCtx, func(r connect.Retry) { set(waiting(sending, r)) })
	err = p.send(sendCtx, w)
	if err == nil || mayHaveLanded(p, err) {
		f := l.followAction(p, started, err, report) //nolint:contextcheck // the follow outlives the call
		return f, nil
	}
	l.s.deps.Log.Info("an action was refused", slog.String("profile", string(l.id)), slog.String("action", string(action)), slog.Any("cause", err))
	set(l.failedActivity(name, sending, err))
	l.lookSoon()
	return nil, err
}

// mayAct refuses what must not be sent.
func mayAct(p connect.Profile, traits worker.Traits, name string, action Action) error {
	if !action.known() {
		return connect.Errorf(connect.CodeInvalid, "There is no action “%s”. Nothing was sent.", action)
	}
	if p.ReadOnly {
		return errReadOnly()
	}
	return traits.WriteProblem(name, action.forwards())
}

func errReadOnly() error {
	return connect.Errorf(connect.CodeReadOnly, "This profile is read-only, so nothing was sent. To change something here, turn read-only off in the profile.")
}

func (l *live) prepare(name string, action Action, task int) (plan, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.entries[name]
	if !ok {
		return plan{}, connect.Errorf(connect.CodeNotFound, "There is no connector %s on this cluster any more. Nothing was sent.", name)
	}
	if e.act.Kind == ActivitySending || e.act.Kind == ActivityWaiting {
		return plan{}, connect.Errorf(connect.CodeInvalid, "Another action on %s is still being sent. Nothing more was sent.", name)
	}
	p := l.newPlan(e, name, action, task)
	return p, p.refused()
}

// waiting is the activity of a call that a rebalance holds up.
func waiting(a Activity, r connect.Retry) Activity {
	a.Kind, a.NextTryAt, a.Try, a.Tries = ActivityWaiting, r.At.Round(0), r.Repeat, r.Of
	a.Text = "The cluster is rebalancing. Nothing was changed so far."
	return a
}

// mayHaveLanded tells errors after which the connector must be looked at
// before anything is said: no answer in time, and the 500 that a worker gives
// for a restart although the connector comes up.
func mayHaveLanded(p plan, err error) bool {
	switch connect.CodeOf(err) {
	case connect.CodeTimeout, connect.CodeBusy, connect.CodeUnclear:
		return true
	case connect.CodeWorker:
		problem := problemOf(err)
		return p.action.restarts() && problem.Status >= 500 && strings.Contains(problem.Worker, "Failed to start connector")
	default:
		return false
	}
}

func (l *live) failedActivity(name string, sending Activity, err error) Activity {
	before := l.activity(name)
	failed := Activity{Kind: ActivityFailed, Action: sending.Action, At: l.s.now()}
	problem := problemOf(err)
	failed.Text = problem.Error()
	if problem.Code == connect.CodeCanceled {
		failed.Kind = ActivityCanceled
		failed.Text = "Cancelled. The worker may have taken it before that."
		if before.Kind == ActivityWaiting {
			failed.Text = "Cancelled while the cluster was rebalancing. Nothing was changed."
		}
	}
	return failed
}

func (l *live) setActivity(name string, a Activity, report func(Activity)) {
	l.update(func(now time.Time) {
		e, ok := l.entries[name]
		if !ok {
			return
		}
		a.Text = firstLine(l.mask(e, a.Text))
		e.act = a
		if a.under() && e.place == "" {
			e.place = e.row.Verdict
		}
		if !a.under() {
			e.place, e.overlay = "", false
		}
		l.refresh(e, now)
		if report != nil {
			report(a)
		}
	})
}

// StopFollowing ends the quick looks at a connector; nothing else is stopped.
func (s *Service) StopFollowing(id connect.ProfileID, name string) error {
	l, err := s.live(id)
	if err != nil {
		return err
	}
	l.update(func(now time.Time) {
		if f, ok := l.follows[name]; ok && f.state == FollowFollowing {
			f.finish(FollowStopped, now)
		}
	})
	return nil
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
