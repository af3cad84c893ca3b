package write

import (
	"strings"
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
