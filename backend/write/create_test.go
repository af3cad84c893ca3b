package write

import (
	"context"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func stepsOf(v FollowView) string {
	var out []string
	for _, s := range v.Steps {
		out = append(out, s.ID+"="+string(s.State))
	}
	return strings.Join(out, " ")
}

func TestFollowACreation(t *testing.T) {
	f := workerfake.New("old")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		sent := w.Now()
		time.Sleep(100 * time.Millisecond)
		w.made(t, worker.Change{Name: "new", Action: worker.ActionCreate, Draft: "d1"}, sent, 38*time.Millisecond)
		d := w.page(t, "new")
		if got := stepsOf(d.Follow); got != "sent=passed listed=running connector=not_reached made=not_reached tasks=not_reached settled=not_reached" {
			t.Fatalf("right after: %s", got)
		}
		go func() {
			time.Sleep(900 * time.Millisecond)
			f.Put("new", running, running, connect.StateUnassigned)
			time.Sleep(2 * time.Second)
			f.Put("new", running, running, running)
		}()
		livetest.After(2 * time.Second)
		d = w.page(t, "new")
		if got := stepsOf(d.Follow); got != "sent=passed listed=passed connector=passed made=passed tasks=running settled=not_reached" {
			t.Errorf("under way: %s", got)
		}
		if d.Follow.Text != "Created. 1 of 2 tasks is running so far." || d.Follow.Steps[3].Fact != "2 of at most 4" {
			t.Errorf("under way: %+v", d.Follow)
		}
		if d.After[0] != 1100*time.Millisecond || d.Follow.Steps[1].Took != 1100 {
			t.Errorf("times: task %v, listed %v", d.After[0], d.Follow.Steps[1].Took)
		}
		livetest.After(20 * time.Second)
		d = w.page(t, "new")
		if d.Follow.State != FollowSettled || d.Follow.Text != "Created. Both tasks are running." || d.Row.Activity.Kind != live.ActivityNone {
			t.Errorf("at the end: %+v", d.Follow)
		}
		if len(w.settled) != 1 || w.settled[0] != "d1" || len(w.notices) != 1 || w.notices[0].Tone != "good" {
			t.Errorf("notified %v, %v", w.settled, w.notices)
		}
	})
}

func TestAnActionTakesTheDraftOverFromTheFollowItEnds(t *testing.T) {
	f := workerfake.New("old")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Put("new", running, running)
		w.made(t, worker.Change{Name: "new", Action: worker.ActionSave, Draft: "d1"}, w.Now(), 0)
		livetest.After(2 * time.Second)
		if _, err := w.act(t, "new", worker.ActionRestartAll, 0); err != nil {
			t.Fatal(err)
		}
		livetest.After(time.Minute)
		if len(w.settled) != 1 || w.settled[0] != "d1" {
			t.Errorf("notified %v: the draft of what runs would stay for ever", w.settled)
		}
	})
}

func TestADeleteLetsTheDraftGoThatItWasMadeFrom(t *testing.T) {
	f := workerfake.New("old")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Put("new", running, running)
		w.made(t, worker.Change{Name: "new", Action: worker.ActionCreate, Draft: "d1"}, w.Now(), 0)
		livetest.After(2 * time.Second)
		if _, err := w.remove(t, "new", ""); err != nil {
			t.Fatal(err)
		}
		if len(w.settled) != 1 || w.settled[0] != "d1" {
			t.Errorf("notified %v: the draft of what was deleted would stay beside its stored config", w.settled)
		}
	})
}

func TestFollowACreationThatFails(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Put("new", running, failed, failed)
		w.made(t, worker.Change{Name: "new", Action: worker.ActionCreate, Draft: "d1"}, w.Now(), 0)
		livetest.After(time.Second)
		d := w.page(t, "new")
		if d.Follow.State != FollowFailed || d.Follow.Text != "Created, but both tasks failed." {
			t.Errorf("%+v", d.Follow)
		}
		if got := stepsOf(d.Follow); got != "sent=passed listed=passed connector=passed made=passed tasks=failed settled=not_reached" {
			t.Error(got)
		}
		if d.Follow.Steps[4].Fact != "0 of 2, all failed" || d.Follow.Steps[5].Fact != "not reached" {
			t.Errorf("%+v", d.Follow.Steps)
		}
		if len(w.settled) != 0 || len(w.notices) != 1 || w.notices[0].Tone != "bad" {
			t.Errorf("notified %v, %v", w.settled, w.notices)
		}
	})
}

func TestFollowEndsAfterAMinute(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Put("new", running)
		w.made(t, worker.Change{Name: "new", Action: worker.ActionCreate}, w.Now(), 0)
		livetest.After(64 * time.Second)
		if d := w.page(t, "new"); d.Follow.State != FollowEnded || d.Follow.Text != "Created, but after 60 s it has no tasks." {
			t.Errorf("%+v", d.Follow)
		}
	})
}

func TestFollowACreationStopped(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Put("new", connect.StateStopped)
		w.made(t, worker.Change{Name: "new", Action: worker.ActionCreate, State: connect.InitialStopped}, w.Now(), 0)
		livetest.After(time.Second)
		if d := w.page(t, "new"); d.Follow.State != FollowSettled || stepsOf(d.Follow) != "sent=passed listed=passed connector=passed" {
			t.Errorf("%+v", d.Follow)
		}
	})
}

func TestFollowASave(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		config := f.Config("a")
		config["topics"] = "a,b,c"
		f.SetConfig("a", config)
		w.made(t, worker.Change{Name: "a", Action: worker.ActionSave}, w.Now(), 0)
		livetest.After(time.Second)
		if r := w.Row(t, "a"); r.TopicCount != 3 || f.Count("infos") != 1 {
			t.Errorf("the config was not read again: %+v, %v", r, f.Calls())
		}
		livetest.After(20 * time.Second)
		if d := w.page(t, "a"); d.Follow.State != FollowSettled || d.Follow.Text != "Saved. Its task is running." {
			t.Errorf("%+v", d.Follow)
		}
	})
}

// The worker goes on showing the old failure until it has restarted the tasks.
func TestASaveIsNotJudgedByTheFailureBeforeIt(t *testing.T) {
	f := workerfake.New()
	f.Put("a", running, running, failed, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		w.made(t, worker.Change{Name: "a", Action: worker.ActionSave}, w.Now(), 0)
		// What is known now is from before the save.
		for _, step := range w.page(t, "a").Follow.Steps[2:4] {
			if step.State != connect.StepNotReached || step.Fact != "" {
				t.Errorf("a step before the first poll: %+v", step)
			}
		}
		livetest.After(time.Second)
		if d := w.page(t, "a"); d.Follow.State != FollowFollowing || !maps.Equal(w.old(t, "a"), map[int]bool{1: true, 2: true}) {
			t.Fatalf("%+v, old: %v", d.Follow, w.old(t, "a"))
		}
		f.Put("a", running, running, connect.StateUnassigned, running)
		livetest.After(time.Second)
		f.Put("a", running, running, failed, running)
		livetest.After(time.Second)
		if d := w.page(t, "a"); d.Follow.State != FollowFailed || len(w.old(t, "a")) > 0 {
			t.Errorf("%+v, old: %v", d.Follow, w.old(t, "a"))
		}
	})
}

func TestAFailureThatASaveDoesNotEndIsOneOfTheSave(t *testing.T) {
	f := workerfake.New()
	f.Put("a", running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		w.made(t, worker.Change{Name: "a", Action: worker.ActionSave}, w.Now(), 0)
		livetest.After(5 * time.Second)
		if d := w.page(t, "a"); d.Follow.State != FollowFailed || d.Follow.Text != "Saved, but its task failed." || len(w.old(t, "a")) > 0 {
			t.Errorf("%+v, old: %v", d.Follow, w.old(t, "a"))
		}
	})
}

func (w *world) old(t *testing.T, name string) map[int]bool {
	t.Helper()
	k, err := w.Known(livetest.Home, name)
	if err != nil {
		t.Fatal(err)
	}
	return w.OldFailures(k)
}

// The headline, the steps and the offers count the same failed tasks, also when
// another one fails after the follow has ended.
func TestOneCountOfFailedTasks(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Put("new", running, failed, failed, running)
		w.made(t, worker.Change{Name: "new", Action: worker.ActionCreate, Draft: "d1"}, w.Now(), 0)
		livetest.After(time.Second)
		if d := w.page(t, "new"); d.Follow.State != FollowFailed || d.Follow.Text != "Created, but 2 of 3 tasks failed." {
			t.Fatalf("%+v", d.Follow)
		}
		f.Put("new", running, failed, failed, failed)
		livetest.After(6 * time.Second)
		d := w.page(t, "new")
		k, err := w.Known(livetest.Home, "new")
		if err != nil {
			t.Fatal(err)
		}
		offers, _ := w.Offers(k)
		if d.Follow.Text != "Created, but all 3 tasks failed." || d.Follow.Steps[4].Fact != "0 of 3, all failed" || offers[0].Label != "Restart 3 failed tasks" {
			t.Errorf("headline %q, step %q, offer %q", d.Follow.Text, d.Follow.Steps[4].Fact, offers[0].Label)
		}
	})
}

// The first step of a follow has the status that the cluster answered, and says so where
// there was none.
func TestTheFirstStepHasTheStatusOfTheAnswer(t *testing.T) {
	noAnswer := func(context.Context, string) error { return connect.Errorf(connect.CodeTimeout, "No answer.") }
	for _, c := range []struct {
		name   string
		change worker.Change
		before func(ctx context.Context, f *workerfake.Fake, call string) error
		after  func(context.Context, string) error
		fact   string
	}{
		{name: "created", change: worker.Change{Name: "new", Action: worker.ActionCreate, Config: sinkConfig()}, fact: "201"},
		{name: "saved", change: worker.Change{Name: "a", Action: worker.ActionSave, Config: sinkConfig()}, fact: "200"},
		{
			name: "saved, but deleted meanwhile", change: worker.Change{Name: "a", Action: worker.ActionSave, Config: sinkConfig()}, fact: "201",
			before: func(_ context.Context, f *workerfake.Fake, _ string) error { f.Drop("a"); return nil },
		},
		{name: "created without an answer", change: worker.Change{Name: "new", Action: worker.ActionCreate, Config: sinkConfig()}, after: noAnswer, fact: "no clear answer, but it is there"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := workerfake.New("a")
			within(t, f, func(t *testing.T, w *world) {
				w.Opened(t)
				if c.before != nil {
					onWrite(f, func(ctx context.Context, call string) error { return c.before(ctx, f, call) })
				}
				f.OnDone(c.after)
				c.change.Profile = livetest.Home
				if out, err := w.Do(t.Context(), c.change); err != nil || out.Landed != worker.LandedYes {
					t.Fatalf("%+v, %v", out, err)
				}
				f.OnDone(nil)
				livetest.After(time.Second)
				if steps := w.page(t, c.change.Name).Follow.Steps; len(steps) == 0 || steps[0].ID != "sent" || steps[0].Fact != c.fact {
					t.Errorf("%+v", steps)
				}
			})
		})
	}
}

// The page may ask about a follow at the moment in which its draft is dropped. The race
// detector checks this test.
func TestAFollowIsReadWhileItEnds(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		w.made(t, worker.Change{Name: "a", Action: worker.ActionSave, Draft: "d1"}, w.Now(), 0)
		var wait sync.WaitGroup
		wait.Go(func() {
			for range 100 {
				w.page(t, "a")
			}
		})
		wait.Go(func() { w.stopFollow(livetest.Home, "a") })
		wait.Wait()
		if d := w.page(t, "a"); d.Follow.State != FollowStopped {
			t.Errorf("%+v", d.Follow)
		}
	})
}
