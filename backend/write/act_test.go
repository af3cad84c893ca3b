package write

import (
	"context"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func TestRestartSettles(t *testing.T) {
	f := workerfake.New("ok")
	f.Put("a", running, failed, running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(context.Context, string) error {
			go func() {
				time.Sleep(2 * time.Second)
				f.Put("a", running, running, running, running)
			}()
			f.Put("a", running, connect.StateRestarting, running, connect.StateRestarting)
			return nil
		})
		a, err := w.act(t, "a", worker.ActionRestartFailed, 0)
		if err != nil || a.Kind != live.ActivitySettling || a.Text != "Restart accepted, waiting for 2 tasks to run" {
			t.Fatalf("%+v, %v", a, err)
		}
		if got := f.Count("restart a tasks=true failed=true"); got != 1 {
			t.Errorf("asked %v", f.Calls())
		}
		if r := w.Row(t, "a"); r.Verdict != health.Restarting || r.Place != health.Degraded {
			t.Errorf("while it restarts: %+v", r)
		}
		livetest.After(4 * time.Second)
		r := w.Row(t, "a")
		if r.Verdict != health.Running || r.Place != health.Running || r.Activity.Kind != live.ActivitySettled || r.Before {
			t.Errorf("running again: %+v", r)
		}
		livetest.After(15 * time.Second)
		if r := w.Row(t, "a"); r.Activity != (live.Activity{}) {
			t.Errorf("the activity stays: %+v", r.Activity)
		}
		checks := f.CountPrefix("status ")
		livetest.After(time.Minute)
		if f.CountPrefix("status ") != checks {
			t.Error("followed for ever")
		}
	})
}

func TestRestartFailsAgain(t *testing.T) {
	for _, c := range []struct {
		name, trace, want string
	}{
		{"same cause", workerfake.Trace("org.example.BoomException", "boom in a"), "with the same cause: boom in a"},
		// A worker starts a connector from other methods after a restart than after a rebalance.
		{"same cause, reached from elsewhere", workerfake.Trace("org.example.BoomException", "boom in a") + "\tat org.example.Restart.run(Restart.java:7)\n", "with the same cause: boom in a"},
		{"another cause", workerfake.Trace("java.io.IOException", "disk full"), "with another cause: disk full"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := workerfake.New()
			f.Put("a", running, failed)
			within(t, f, func(t *testing.T, w *world) {
				w.Opened(t)
				onWrite(f, func(context.Context, string) error {
					f.Put("a", running, running)
					go func() {
						time.Sleep(2 * time.Second)
						f.Put("a", running, failed)
						putTrace(f, "a", c.trace)
					}()
					return nil
				})
				if _, err := w.act(t, "a", worker.ActionRestartFailed, 0); err != nil {
					t.Fatal(err)
				}
				livetest.After(8 * time.Second)
				r := w.Row(t, "a")
				if r.Verdict != health.Failed || r.Activity.Kind != live.ActivityFailedAgain {
					t.Fatalf("%+v", r)
				}
				if !strings.HasSuffix(r.Activity.Text, c.want) || !strings.Contains(r.Activity.Text, "failed again after") {
					t.Errorf("text %q", r.Activity.Text)
				}
				f.Put("a", running, running)
				livetest.After(5 * time.Second)
				if r := w.Row(t, "a"); r.Activity.Kind != live.ActivityNone {
					t.Errorf("well again, but %+v", r.Activity)
				}
			})
		})
	}
}

func TestFailureThatNeverMovedCountsAfterAWhile(t *testing.T) {
	f := workerfake.New()
	f.Put("a", running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		if _, err := w.act(t, "a", worker.ActionRestartTask, 0); err != nil {
			t.Fatal(err)
		}
		livetest.After(2 * time.Second)
		if r := w.Row(t, "a"); r.Activity.Kind != live.ActivitySettling {
			t.Errorf("after 2 s: %+v", r.Activity)
		}
		livetest.After(3 * time.Second)
		if r := w.Row(t, "a"); r.Activity.Kind != live.ActivityFailedAgain {
			t.Errorf("after 5 s: %+v", r.Activity)
		}
	})
}

func TestARebalanceIsShown(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(ctx context.Context, _ string) error {
			connect.OnRetryOf(ctx)(connect.Retry{Repeat: 1, Of: 5, Wait: 4 * time.Second, At: time.Now().Add(4 * time.Second)})
			select {
			case <-time.After(4 * time.Second):
			case <-ctx.Done():
				return ctx.Err()
			}
			f.Put("a", connect.StatePaused, connect.StatePaused)
			return nil
		})
		go func() {
			if _, err := w.act(t, "a", worker.ActionPause, 0); err != nil {
				t.Error(err)
			}
		}()
		livetest.After(time.Second)
		a := w.Row(t, "a").Activity
		if a.Kind != live.ActivityWaiting || a.Try != 1 || a.Tries != 5 || connect.FromUnixMilli(a.NextTryAt).Sub(w.Now()) != 3*time.Second {
			t.Fatalf("%+v", a)
		}
		if _, err := w.act(t, "a", worker.ActionResume, 0); connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("a second action meanwhile: %v", err)
		}
		livetest.After(4 * time.Second)
		if r := w.Row(t, "a"); r.Verdict != health.Paused || r.Activity.Kind != live.ActivityNone && r.Activity.Kind != live.ActivitySettled {
			t.Errorf("%+v", r)
		}
	})
}

func TestCancelWhileWaiting(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(ctx context.Context, _ string) error {
			connect.OnRetryOf(ctx)(connect.Retry{Repeat: 1, Of: 5, At: time.Now().Add(4 * time.Second)})
			<-ctx.Done()
			return ctx.Err()
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		go func() { time.Sleep(500 * time.Millisecond); cancel() }()
		if _, err := w.Do(ctx, worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionStop}); connect.CodeOf(err) != connect.CodeCanceled {
			t.Fatal(err)
		}
		a := w.Row(t, "a").Activity
		if a.Kind != live.ActivityCanceled || !strings.Contains(a.Text, "Nothing was changed") {
			t.Errorf("%+v", a)
		}
	})
}

func TestFailedToStartMayHaveWorked(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(context.Context, string) error {
			return &connect.Error{Code: connect.CodeWorker, Status: 500, Text: "The worker failed.", Worker: "Failed to start connector: a"}
		})
		if _, err := w.act(t, "a", worker.ActionRestart, 0); err != nil {
			t.Fatalf("said before it was verified: %v", err)
		}
		livetest.After(2 * time.Second)
		if r := w.Row(t, "a"); r.Activity.Kind != live.ActivitySettled || r.Verdict != health.Running {
			t.Errorf("%+v", r)
		}
	})
}

func TestATimeOutIsVerifiedFirst(t *testing.T) {
	f := workerfake.New("a", "b")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(_ context.Context, call string) error {
			if call == "pause a" {
				f.Put("a", connect.StatePaused, connect.StatePaused)
			}
			return connect.Errorf(connect.CodeTimeout, "The worker did not answer within 100 s.")
		})
		for _, name := range []string{"a", "b"} {
			if _, err := w.act(t, name, worker.ActionPause, 0); err != nil {
				t.Fatal(err)
			}
		}
		livetest.After(time.Second)
		if r := w.Row(t, "a"); r.Verdict != health.Paused || r.Activity.Kind == live.ActivityFailed {
			t.Errorf("it landed: %+v", r)
		}
		livetest.After(70 * time.Second)
		if r := w.Row(t, "b"); r.Activity.Kind != live.ActivityFailed || r.Activity.Text != "The worker did not answer within 100 s." {
			t.Errorf("it did not: %+v", r.Activity)
		}
	})
}

func TestRefusals(t *testing.T) {
	f := workerfake.New("a", "x;y")
	for _, c := range []struct {
		name   string
		change func(*connect.Profile)
		on     string
		action worker.Action
		want   connect.Code
	}{
		{"read-only", func(p *connect.Profile) { p.Denied = connect.DeniedAll() }, "a", worker.ActionPause, connect.CodeReadOnly},
		{"unsafe name", nil, "x;y", worker.ActionRestart, connect.CodeUnsafeName},
		{"unsafe name, one worker", func(p *connect.Profile) { p.SingleWorker = true }, "x;y", worker.ActionRestart, ""},
		{"unsafe name, pause", nil, "x;y", worker.ActionPause, ""},
		{"nothing failed", nil, "a", worker.ActionRestartFailed, connect.CodeInvalid},
		{"no such task", nil, "a", worker.ActionRestartTask, connect.CodeNotFound},
		{"no such connector", nil, "zz", worker.ActionPause, connect.CodeNotFound},
		{"no such action", nil, "a", "explode", connect.CodeInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			within(t, f, func(t *testing.T, w *world) {
				if c.change != nil {
					w.Edit(c.change)
				}
				w.Opened(t)
				writes := 0
				onWrite(f, func(context.Context, string) error { writes++; return nil })
				_, err := w.act(t, c.on, c.action, 5)
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
	f := workerfake.New()
	f.Lack(worker.RestartFailed)
	f.Put("a", failed, failed, running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		if _, err := w.act(t, "a", worker.ActionRestartFailed, 0); err != nil {
			t.Fatal(err)
		}
		if f.Count("restart a tasks=false failed=false") != 1 || f.Count("restart a/0") != 1 || f.Count("restart a/1") != 0 || f.Count("restart a/2") != 1 {
			t.Errorf("asked %v", f.Calls())
		}
	})
}

func TestStopFollowing(t *testing.T) {
	f := workerfake.New()
	f.Put("a", running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		if _, err := w.act(t, "a", worker.ActionRestartFailed, 0); err != nil {
			t.Fatal(err)
		}
		w.StopFollowing(livetest.Home, "a")
		r := w.Row(t, "a")
		if r.Activity.Kind != live.ActivityNone || r.Verdict != health.Failed {
			t.Errorf("%+v", r)
		}
		livetest.After(10 * time.Second)
		if f.CountPrefix("status ") != 0 {
			t.Error("checked on")
		}
	})
}

func TestBulkTwoAtATime(t *testing.T) {
	f := workerfake.New("a", "b", "c", "d", "e")
	f.Put("ok", running, running)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(_ context.Context, call string) error {
			name := strings.TrimPrefix(call, "pause ")
			if name == "b" {
				return connect.Errorf(connect.CodeForbidden, "Not allowed.")
			}
			go func() {
				time.Sleep(3 * time.Second)
				f.Put(name, connect.StatePaused, connect.StatePaused)
			}()
			return nil
		})
		id, err := w.Bulk(t.Context(), Bulk{Profile: livetest.Home, Action: worker.ActionPause, Names: []string{"a", "b", "c", "d", "e"}})
		if err != nil {
			t.Fatal(err)
		}
		livetest.After(time.Second)
		b, err := w.BulkState(id)
		if err != nil || b.Title != "Pausing 5 connectors" || b.EndedAt != 0 {
			t.Fatalf("%+v, %v", b, err)
		}
		got := statesOfLines(b)
		if got != "settling refused settling queued queued" {
			t.Errorf("after 1 s: %s", got)
		}
		if r := w.Row(t, "e"); r.Activity.Kind != live.ActivityQueued {
			t.Errorf("row of a queued one: %+v", r.Activity)
		}
		if b.Lines[1].Text != "Not allowed." {
			t.Errorf("line %+v", b.Lines[1])
		}
		if err := w.CancelBulk(id); err != nil {
			t.Fatal(err)
		}
		livetest.After(20 * time.Second)
		b, err = w.BulkState(id)
		if err != nil || b.EndedAt == 0 {
			t.Errorf("%+v, %v", b, err)
		}
		if got := statesOfLines(b); got != "done refused done canceled canceled" {
			t.Errorf("at the end: %s", got)
		}
		if r := w.Row(t, "e"); r.Activity.Kind != live.ActivityNone || r.Verdict != health.Running {
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
	f := workerfake.New()
	f.Put("a", running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		if _, err := w.act(t, "a", worker.ActionRestartFailed, 0); err != nil {
			t.Fatal(err)
		}
		f.OnCall(func(context.Context, string) error { return livetest.Refused() })
		livetest.After(70 * time.Second)
		r := w.Row(t, "a")
		if r.Verdict != health.Failed || r.Activity.Kind != live.ActivityFailed || !strings.HasSuffix(r.Activity.Text, "0 of 1 task is running.") {
			t.Errorf("%+v", r)
		}
		checks := f.CountPrefix("status ")
		livetest.After(time.Minute)
		if f.CountPrefix("status ") != checks {
			t.Error("followed for ever")
		}
	})
}
