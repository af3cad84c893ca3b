package cluster

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
)

func (b *bulk) run(ctx context.Context, l *live) {
	g := errgroup.Group{}
	g.SetLimit(bulkAtOnce)
	for i := range b.Lines {
		g.Go(func() error { b.one(ctx, l, i); return nil })
	}
	_ = g.Wait()
	b.change(func(now time.Time) { b.EndedAt = now })
}

// one acts on one connector and waits until it is known how that went.
func (b *bulk) one(ctx context.Context, l *live, i int) {
	b.mu.Lock()
	name, queued := b.Lines[i].Name, b.Lines[i].State == LineQueued
	b.mu.Unlock()
	if !queued || ctx.Err() != nil {
		return
	}
	f, err := l.act(ctx, name, b.Action, 0, func(a Activity) { b.hear(i, a) })
	if err != nil {
		b.refuse(l, i, name, err)
		return
	}
	select {
	case <-f.first:
	case <-ctx.Done():
	}
}

func (b *bulk) refuse(l *live, i int, name string, err error) {
	problem := problemOf(err)
	b.change(func(now time.Time) {
		b.Lines[i].State, b.Lines[i].At = LineRefused, now
		if problem.Code == connect.CodeCanceled {
			b.Lines[i].State = LineCanceled
		}
		if b.Lines[i].Text == "" || problem.Worker == "" {
			b.Lines[i].Text = problem.Text
		}
	})
	if a := l.activity(name); a.Kind == ActivityQueued {
		l.setActivity(name, Activity{}, nil)
	}
}

// hear takes over what the row tells about the action.
func (b *bulk) hear(i int, a Activity) {
	b.change(func(now time.Time) {
		line := &b.Lines[i]
		line.Text, line.At = a.Text, now
		switch a.Kind {
		case ActivitySending:
			line.State = LineSending
		case ActivityWaiting:
			line.State = LineWaiting
		case ActivitySettling:
			line.State = LineSettling
		case ActivitySettled:
			line.State = LineDone
		case ActivityFailedAgain:
			line.State = LineFailedAgain
		case ActivityFailed:
			line.State = LineRefused
		case ActivityCanceled:
			line.State = LineCanceled
		case ActivityNone, ActivityQueued:
		}
	})
}

func (b *bulk) change(fn func(now time.Time)) {
	b.mu.Lock()
	fn(b.s.now())
	b.mu.Unlock()
	b.s.deps.OnBulk(b.ID)
}

func bulkTitle(action Action, n int) string {
	of := count(n, "connector")
	switch action {
	case ActionPause:
		return "Pausing " + of
	case ActionResume:
		return "Resuming " + of
	case ActionStop:
		return "Stopping " + of
	case ActionRestartFailed:
		return "Restarting what has failed of " + of
	case ActionRestartAll:
		if n == 1 {
			return "Restarting 1 connector and all its tasks"
		}
		return fmt.Sprintf("Restarting %d connectors and all their tasks", n)
	default:
		return string(action)
	}
}
