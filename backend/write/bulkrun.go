package write

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

func (b *bulk) run(ctx context.Context) {
	g := errgroup.Group{}
	g.SetLimit(bulkAtOnce)
	for i := range b.Lines {
		g.Go(func() error { b.one(ctx, i); return nil })
	}
	_ = g.Wait()
	b.update(func(now float64) { b.EndedAt = now })
}

// take starts a line, unless it was removed from the queue.
func (b *bulk) take(i int) (name string, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	line := &b.Lines[i]
	if line.State != LineQueued {
		return "", false
	}
	line.State = LineSending
	return line.Name, true
}

// one changes a connector and waits for the result. The permissions are checked for each
// line. If the profile was deleted or has another address by now, nothing is sent.
func (b *bulk) one(ctx context.Context, i int) {
	if ctx.Err() != nil {
		return
	}
	name, ok := b.take(i)
	if !ok {
		return
	}
	if p, err := b.s.live.Profile(b.Profile); err != nil || p.URL != b.conn.Profile.URL {
		b.refuse(i, name, connect.Errorf(connect.CodeCanceled, "The cluster's profile was deleted or has another address by now. Nothing was sent."))
		return
	}
	change := worker.Change{Profile: b.Profile, Name: name, Action: worker.Action(b.Action), Typed: name}
	out, f, err := b.s.do(ctx, change, true, func(a live.Activity) { b.note(i, a) })
	switch {
	case err != nil:
		b.refuse(i, name, err)
	case f != nil:
		select {
		case <-f.first:
		case <-ctx.Done():
		}
	default:
		b.conclude(i, out)
	}
}

// conclude ends a line whose change is not followed.
func (b *bulk) conclude(i int, out worker.Outcome) {
	b.update(func(now float64) {
		line := &b.Lines[i]
		line.State, line.Text, line.At = LineDone, out.Text, now
		switch {
		case out.Problem != nil && out.Problem.Code == connect.CodeCanceled:
			line.State = LineCanceled
		case out.Landed != worker.LandedYes:
			line.State = LineRefused
		}
	})
}

func (b *bulk) refuse(i int, name string, err error) {
	problem := connect.AsError(err)
	b.update(func(now float64) {
		b.Lines[i].State, b.Lines[i].At = LineRefused, now
		if problem.Code == connect.CodeCanceled {
			b.Lines[i].State = LineCanceled
		}
		if b.Lines[i].Text == "" || problem.Worker == "" {
			b.Lines[i].Text = problem.Text
		}
	})
	b.unqueue(name)
}

// note copies the activity that the row shows to the line.
func (b *bulk) note(i int, a live.Activity) {
	b.update(func(now float64) {
		line := &b.Lines[i]
		line.Text, line.At = a.Text, now
		switch a.Kind {
		case live.ActivitySending:
			line.State = LineSending
		case live.ActivityWaiting:
			line.State = LineWaiting
		case live.ActivitySettling:
			line.State = LineSettling
		case live.ActivitySettled, live.ActivityNone:
			line.State = LineDone
		case live.ActivityFailedAgain:
			line.State = LineFailedAgain
		case live.ActivityFailed:
			line.State = LineRefused
		case live.ActivityCanceled:
			line.State = LineCanceled
		case live.ActivityQueued:
		}
	})
}

func (b *bulk) update(fn func(now float64)) {
	b.mu.Lock()
	fn(connect.UnixMilli(b.s.now()))
	b.mu.Unlock()
	b.s.deps.OnBulk(b.ID)
}

// bulkTitle returns the title of a run, such as "Pausing 3 connectors".
func bulkTitle(action worker.Action, n int) string {
	of := plan.Count(n, "connector")
	switch action {
	case worker.ActionPause:
		return "Pausing " + of
	case worker.ActionResume:
		return "Resuming " + of
	case worker.ActionStop:
		return "Stopping " + of
	case worker.ActionDelete:
		return "Deleting " + of
	case worker.ActionRestartFailed:
		return "Restarting what has failed of " + of
	default:
		return "Restarting " + bothOf(n)
	}
}

// bulkWords describes a run, such as "pause 3 connectors".
func bulkWords(action worker.Action, n int) string {
	switch action {
	case worker.ActionRestartFailed:
		return "restart what has failed of " + plan.Count(n, "connector")
	case worker.ActionRestartAll:
		return "restart " + bothOf(n)
	default:
		return string(action) + " " + plan.Count(n, "connector")
	}
}

func bothOf(n int) string {
	if n == 1 {
		return "1 connector and all its tasks"
	}
	return fmt.Sprintf("%d connectors and all their tasks", n)
}

// someOf returns up to three names, and the number of further ones.
func someOf(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), len(names)-3)
}
