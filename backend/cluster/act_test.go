package cluster

import (
	"context"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/worker"
)

const (
	running = connect.StateRunning
	failed  = connect.StateFailed
)

func TestRestartSettles(t *testing.T) {
	f := newFake("ok")
	f.put("a", running, failed, running, failed)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(context.Context, string) error {
			go func() {
				time.Sleep(2 * time.Second)
				f.put("a", running, running, running, running)
			}()
			f.put("a", running, connect.StateRestarting, running, connect.StateRestarting)
			return nil
		}
		a, err := w.Act(t.Context(), home, "a", ActionRestartFailed, 0)
		if err != nil || a.Kind != ActivitySettling || a.Text != "Restart accepted, waiting for 2 tasks to run" {
			t.Fatalf("%+v, %v", a, err)
		}
		if got := f.count("restart a tasks=true failed=true"); got != 1 {
			t.Errorf("asked %v", f.calls)
		}
		if r := w.row(t, "a"); r.Verdict != health.Restarting || r.Place != health.Degraded {
			t.Errorf("while it restarts: %+v", r)
		}
		after(4 * time.Second)
		r := w.row(t, "a")
		if r.Verdict != health.Running || r.Place != health.Running || r.Activity.Kind != ActivitySettled || r.Before {
			t.Errorf("running again: %+v", r)
		}
		after(15 * time.Second)
		if r := w.row(t, "a"); r.Activity != (Activity{}) {
			t.Errorf("the activity stays: %+v", r.Activity)
		}
		looks := f.count("status")
		after(time.Minute)
		if f.count("status") != looks {
			t.Error("followed for ever")
		}
	})
}

func TestRestartFailsAgain(t *testing.T) {
	for _, c := range []struct {
		name, trace, want string
	}{
		{"same cause", traceText("org.example.BoomException", "boom in a"), "with the same cause: boom in a"},
		// A worker starts a connector from other methods after a restart than after a rebalance.
		{"same cause, reached from elsewhere", traceText("org.example.BoomException", "boom in a") + "\tat org.example.Restart.run(Restart.java:7)\n", "with the same cause: boom in a"},
		{"another cause", traceText("java.io.IOException", "disk full"), "with another cause: disk full"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFake()
			f.put("a", running, failed)
			within(t, one(f), func(t *testing.T, w *world) {
				w.opened(t)
				f.write = func(context.Context, string) error {
					f.put("a", running, running)
					go func() {
						time.Sleep(2 * time.Second)
						f.put("a", running, failed)
						f.set(func() { f.statuses["a"].Tasks[0].Trace = c.trace })
					}()
					return nil
				}
				if _, err := w.Act(t.Context(), home, "a", ActionRestartFailed, 0); err != nil {
					t.Fatal(err)
				}
				after(8 * time.Second)
				r := w.row(t, "a")
				if r.Verdict != health.Failed || r.Activity.Kind != ActivityFailedAgain {
					t.Fatalf("%+v", r)
				}
				if !strings.HasSuffix(r.Activity.Text, c.want) || !strings.Contains(r.Activity.Text, "failed again after") {
					t.Errorf("text %q", r.Activity.Text)
				}
				f.put("a", running, running)
				after(5 * time.Second)
				if r := w.row(t, "a"); r.Activity.Kind != ActivityNone {
					t.Errorf("well again, but %+v", r.Activity)
				}
			})
		})
	}
}

func TestFailureThatNeverMovedCountsAfterAWhile(t *testing.T) {
	f := newFake()
	f.put("a", running, failed)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		if _, err := w.Act(t.Context(), home, "a", ActionRestartTask, 0); err != nil {
			t.Fatal(err)
		}
		after(2 * time.Second)
		if r := w.row(t, "a"); r.Activity.Kind != ActivitySettling {
			t.Errorf("after 2 s: %+v", r.Activity)
		}
		after(3 * time.Second)
		if r := w.row(t, "a"); r.Activity.Kind != ActivityFailedAgain {
			t.Errorf("after 5 s: %+v", r.Activity)
		}
	})
}

func TestRebalanceIsTold(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(ctx context.Context, _ string) error {
			connect.OnRetryOf(ctx)(connect.Retry{Repeat: 1, Of: 5, Wait: 4 * time.Second, At: time.Now().Add(4 * time.Second)})
			select {
			case <-time.After(4 * time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
			f.put("a", connect.StatePaused, connect.StatePaused)
			return nil
		}
		go func() {
			if _, err := w.Act(t.Context(), home, "a", ActionPause, 0); err != nil {
				t.Error(err)
			}
		}()
		after(time.Second)
		a := w.row(t, "a").Activity
		if a.Kind != ActivityWaiting || a.Try != 1 || a.Tries != 5 || a.NextTryAt.Sub(w.now()) != 3*time.Second {
			t.Fatalf("%+v", a)
		}
		if _, err := w.Act(t.Context(), home, "a", ActionResume, 0); connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("a second action meanwhile: %v", err)
		}
		after(4 * time.Second)
		if r := w.row(t, "a"); r.Verdict != health.Paused || r.Activity.Kind != ActivityNone && r.Activity.Kind != ActivitySettled {
			t.Errorf("%+v", r)
		}
	})
}

func TestCancelWhileWaiting(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(ctx context.Context, _ string) error {
			connect.OnRetryOf(ctx)(connect.Retry{Repeat: 1, Of: 5, At: time.Now()})
			<-ctx.Done()
			return ctx.Err()
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		go func() { time.Sleep(500 * time.Millisecond); cancel() }()
		if _, err := w.Act(ctx, home, "a", ActionStop, 0); connect.CodeOf(err) != connect.CodeCanceled {
			t.Fatal(err)
		}
		a := w.row(t, "a").Activity
		if a.Kind != ActivityCanceled || !strings.Contains(a.Text, "Nothing was changed") {
			t.Errorf("%+v", a)
		}
	})
}

func TestFailedToStartMayHaveWorked(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(context.Context, string) error {
			return &connect.Error{Code: connect.CodeWorker, Status: 500, Text: "The worker failed.", Worker: "Failed to start connector: a"}
		}
		if _, err := w.Act(t.Context(), home, "a", ActionRestart, 0); err != nil {
			t.Fatalf("said before looking: %v", err)
		}
		after(2 * time.Second)
		if r := w.row(t, "a"); r.Activity.Kind != ActivitySettled || r.Verdict != health.Running {
			t.Errorf("%+v", r)
		}
	})
}

func TestTimeOutLooksFirst(t *testing.T) {
	f := newFake("a", "b")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(_ context.Context, call string) error {
			if call == "pause a" {
				f.put("a", connect.StatePaused, connect.StatePaused)
			}
			return connect.Errorf(connect.CodeTimeout, "The worker did not answer within 100 s.")
		}
		for _, name := range []string{"a", "b"} {
			if _, err := w.Act(t.Context(), home, name, ActionPause, 0); err != nil {
				t.Fatal(err)
			}
		}
		after(time.Second)
		if r := w.row(t, "a"); r.Verdict != health.Paused || r.Activity.Kind == ActivityFailed {
			t.Errorf("it landed: %+v", r)
		}
		after(70 * time.Second)
		if r := w.row(t, "b"); r.Activity.Kind != ActivityFailed || r.Activity.Text != "The worker did not answer within 100 s." {
			t.Errorf("it did not: %+v", r.Activity)
		}
	})
}

func TestRefusals(t *testing.T) {
	f := newFake("a", "x;y")
	for _, c := range []struct {
		name   string
		change func(*connect.Profile)
		on     string
		action Action
		want   connect.Code
	}{
		{"read-only", func(p *connect.Profile) { p.ReadOnly = true }, "a", ActionPause, connect.CodeReadOnly},
		{"unsafe name", nil, "x;y", ActionRestart, connect.CodeUnsafeName},
		{"unsafe name, one worker", func(p *connect.Profile) { p.SingleWorker = true }, "x;y", ActionRestart, ""},
		{"unsafe name, pause", nil, "x;y", ActionPause, ""},
		{"nothing failed", nil, "a", ActionRestartFailed, connect.CodeInvalid},
		{"no such task", nil, "a", ActionRestartTask, connect.CodeNotFound},
		{"no such connector", nil, "zz", ActionPause, connect.CodeNotFound},
		{"no such action", nil, "a", "explode", connect.CodeInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			within(t, one(f), func(t *testing.T, w *world) {
				if c.change != nil {
					c.change(&w.profiles[0])
				}
				w.opened(t)
				writes := 0
				f.write = func(context.Context, string) error { writes++; return nil }
				_, err := w.Act(t.Context(), home, c.on, c.action, 5)
				if connect.CodeOf(err) != c.want {
					t.Errorf("got %v", err)
				}
				if sent := writes > 0; sent != (c.want == "") {
					t.Errorf("%d requests", writes)
				}
			})
		})
	}
}

func TestOldWorkersRestartOneByOne(t *testing.T) {
	f := newFake()
	f.lacks = []worker.Feature{worker.RestartFailed}
	f.put("a", failed, failed, running, failed)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		if _, err := w.Act(t.Context(), home, "a", ActionRestartFailed, 0); err != nil {
			t.Fatal(err)
		}
		if f.count("restart a tasks=false failed=false") != 1 || f.count("restart a/0") != 1 || f.count("restart a/1") != 0 || f.count("restart a/2") != 1 {
			t.Errorf("asked %v", f.calls)
		}
	})
}

func TestStopFollowing(t *testing.T) {
	f := newFake()
	f.put("a", running, failed)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		if _, err := w.Act(t.Context(), home, "a", ActionRestartFailed, 0); err != nil {
			t.Fatal(err)
		}
		if err := w.StopFollowing(home, "a"); err != nil {
			t.Fatal(err)
		}
		r := w.row(t, "a")
		if r.Activity.Kind != ActivityNone || r.Verdict != health.Failed {
			t.Errorf("%+v", r)
		}
		after(10 * time.Second)
		if f.count("status") != 0 {
			t.Error("looked on")
		}
	})
}

func TestBulkTwoAtATime(t *testing.T) {
	f := newFake("a", "b", "c", "d", "e")
	f.put("ok", running, running)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(_ context.Context, call string) error {
			name := strings.TrimPrefix(call, "pause ")
			if name == "b" {
				return connect.Errorf(connect.CodeForbidden, "Not allowed.")
			}
			go func() {
				time.Sleep(3 * time.Second)
				f.put(name, connect.StatePaused, connect.StatePaused)
			}()
			return nil
		}
		id, err := w.Bulk(home, ActionPause, []string{"a", "b", "c", "d", "e"})
		if err != nil {
			t.Fatal(err)
		}
		after(time.Second)
		b, err := w.BulkState(id)
		if err != nil || b.Title != "Pausing 5 connectors" || !b.EndedAt.IsZero() {
			t.Fatalf("%+v, %v", b, err)
		}
		got := statesOfLines(b)
		if got != "settling refused settling queued queued" {
			t.Errorf("after 1 s: %s", got)
		}
		if r := w.row(t, "e"); r.Activity.Kind != ActivityQueued {
			t.Errorf("row of a queued one: %+v", r.Activity)
		}
		if b.Lines[1].Text != "Not allowed." {
			t.Errorf("line %+v", b.Lines[1])
		}
		if err := w.CancelBulk(id); err != nil {
			t.Fatal(err)
		}
		after(20 * time.Second)
		b, err = w.BulkState(id)
		if err != nil || !b.Canceled || b.EndedAt.IsZero() {
			t.Errorf("%+v, %v", b, err)
		}
		if got := statesOfLines(b); got != "done refused done canceled canceled" {
			t.Errorf("at the end: %s", got)
		}
		if r := w.row(t, "e"); r.Activity.Kind != ActivityNone || r.Verdict != health.Running {
			t.Errorf("a cancelled one: %+v", r)
		}
	})
}

func statesOfLines(b BulkState) string {
	var out []string
	for _, l := range b.Lines {
		out = append(out, string(l.State))
	}
	return strings.Join(out, " ")
}

func TestFollowEndsWithoutAnswers(t *testing.T) {
	f := newFake()
	f.put("a", running, failed)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		if _, err := w.Act(t.Context(), home, "a", ActionRestartFailed, 0); err != nil {
			t.Fatal(err)
		}
		f.set(func() { f.fail = refused() })
		after(70 * time.Second)
		r := w.row(t, "a")
		if r.Verdict != health.Failed || r.Activity.Kind != ActivityFailed || !strings.HasSuffix(r.Activity.Text, "0 of 1 task run.") {
			t.Errorf("%+v", r)
		}
		looks := f.count("status")
		after(time.Minute)
		if f.count("status") != looks {
			t.Error("followed for ever")
		}
	})
}
