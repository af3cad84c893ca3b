package cluster

import (
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

func (w *world) detail(t *testing.T, name string) Detail {
	t.Helper()
	d, err := w.Detail(home, name)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func stepsOf(v FollowView) string {
	var out []string
	for _, s := range v.Steps {
		out = append(out, s.ID+"="+string(s.State))
	}
	return strings.Join(out, " ")
}

func TestFollowACreation(t *testing.T) {
	f := newFake("old")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		sent := w.now()
		time.Sleep(100 * time.Millisecond)
		if err := w.Follow(home, "new", FollowCreate{Draft: "d1", SentAt: sent, Took: 38 * time.Millisecond, Status: 201}); err != nil {
			t.Fatal(err)
		}
		d := w.detail(t, "new")
		if got := stepsOf(d.Follow); got != "sent=passed listed=running connector=not_reached made=not_reached tasks=not_reached settled=not_reached" {
			t.Fatalf("right after: %s", got)
		}
		go func() {
			time.Sleep(900 * time.Millisecond)
			f.put("new", running, running, connect.StateUnassigned)
			time.Sleep(2 * time.Second)
			f.put("new", running, running, running)
		}()
		after(2 * time.Second)
		d = w.detail(t, "new")
		if got := stepsOf(d.Follow); got != "sent=passed listed=passed connector=passed made=passed tasks=running settled=not_reached" {
			t.Errorf("under way: %s", got)
		}
		if d.Follow.Text != "Created. 1 of 2 tasks run so far." || d.Follow.Percent != 50 || d.Follow.Steps[3].Fact != "2 of at most 4" {
			t.Errorf("under way: %+v", d.Follow)
		}
		if d.Tasks[0].After != 1100*time.Millisecond || d.Follow.Steps[1].Took != 1100 {
			t.Errorf("times: task %v, listed %v", d.Tasks[0].After, d.Follow.Steps[1].Took)
		}
		after(20 * time.Second)
		d = w.detail(t, "new")
		if d.Follow.State != FollowSettled || d.Follow.Text != "Created. Both tasks run." || d.Row.Activity.Kind != ActivityNone {
			t.Errorf("at the end: %+v", d.Follow)
		}
		if len(w.settled) != 1 || w.settled[0] != "d1" || len(w.notices) != 1 || w.notices[0].Tone != "good" {
			t.Errorf("told %v, %v", w.settled, w.notices)
		}
	})
}

func TestAnActionTakesTheDraftOverFromTheFollowItEnds(t *testing.T) {
	f := newFake("old")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.put("new", running, running)
		if err := w.Follow(home, "new", FollowCreate{Draft: "d1", SentAt: w.now(), Status: 200, Saved: true}); err != nil {
			t.Fatal(err)
		}
		after(2 * time.Second)
		if _, err := w.Act(t.Context(), home, "new", ActionRestartAll, 0); err != nil {
			t.Fatal(err)
		}
		after(time.Minute)
		if len(w.settled) != 1 || w.settled[0] != "d1" {
			t.Errorf("told %v: the draft of what runs would stay for ever", w.settled)
		}
	})
}

func TestADeleteLetsTheDraftGoThatItWasMadeFrom(t *testing.T) {
	f := newFake("old")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.put("new", running, running)
		if err := w.Follow(home, "new", FollowCreate{Draft: "d1", SentAt: w.now(), Status: 201}); err != nil {
			t.Fatal(err)
		}
		after(2 * time.Second)
		if _, err := w.Delete(t.Context(), home, "new", ""); err != nil {
			t.Fatal(err)
		}
		if len(w.settled) != 1 || w.settled[0] != "d1" {
			t.Errorf("told %v: the draft of what was deleted would stay beside its kept config", w.settled)
		}
	})
}

func TestFollowACreationThatFails(t *testing.T) {
	f := newFake()
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.put("new", running, failed, failed)
		f.set(func() { f.configs["new"]["connection.username"] = "boom" })
		if err := w.Follow(home, "new", FollowCreate{Draft: "d1", SentAt: w.now(), Status: 201}); err != nil {
			t.Fatal(err)
		}
		after(time.Second)
		d := w.detail(t, "new")
		if d.Follow.State != FollowFailed || d.Follow.Text != "Created, but both tasks failed." {
			t.Errorf("%+v", d.Follow)
		}
		if got := stepsOf(d.Follow); got != "sent=passed listed=passed connector=passed made=passed tasks=failed settled=not_reached" {
			t.Error(got)
		}
		if d.Follow.Steps[4].Fact != "0 of 2, all failed" || d.Follow.Steps[5].Fact != "not reached" {
			t.Errorf("%+v", d.Follow.Steps)
		}
		if len(d.Causes) != 1 || len(d.Causes[0].Settings) != 1 || d.Causes[0].Settings[0].Key != "connection.username" {
			t.Errorf("causes %+v", d.Causes)
		}
		if len(w.settled) != 0 || len(w.notices) != 1 || w.notices[0].Tone != "bad" {
			t.Errorf("told %v, %v", w.settled, w.notices)
		}
	})
}

func TestFollowEndsAfterAMinute(t *testing.T) {
	f := newFake()
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.put("new", running)
		if err := w.Follow(home, "new", FollowCreate{SentAt: w.now(), Status: 201}); err != nil {
			t.Fatal(err)
		}
		after(64 * time.Second)
		if d := w.detail(t, "new"); d.Follow.State != FollowEnded || d.Follow.Text != "Created, but after 60 s it has no tasks." {
			t.Errorf("%+v", d.Follow)
		}
	})
}

func TestFollowACreationStopped(t *testing.T) {
	f := newFake()
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.put("new", connect.StateStopped)
		if err := w.Follow(home, "new", FollowCreate{SentAt: w.now(), Status: 201, State: connect.InitialStopped}); err != nil {
			t.Fatal(err)
		}
		after(time.Second)
		if d := w.detail(t, "new"); d.Follow.State != FollowSettled || stepsOf(d.Follow) != "sent=passed listed=passed connector=passed" {
			t.Errorf("%+v", d.Follow)
		}
	})
}

func TestFollowASave(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.set(func() { f.configs["a"]["topics"] = "a,b,c" })
		if err := w.Follow(home, "a", FollowCreate{Saved: true, SentAt: w.now(), Status: 200}); err != nil {
			t.Fatal(err)
		}
		after(time.Second)
		if r := w.row(t, "a"); r.TopicCount != 3 || f.count("infos") != 1 {
			t.Errorf("the config was not read again: %+v, %v", r, f.calls)
		}
		after(20 * time.Second)
		if d := w.detail(t, "a"); d.Follow.State != FollowSettled || d.Follow.Text != "Saved. Its task runs." {
			t.Errorf("%+v", d.Follow)
		}
	})
}

func TestDetailOfOneThatVanished(t *testing.T) {
	f := newFake("a", "b")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.drop("b")
		after(11 * time.Second)
		d := w.detail(t, "b")
		if !d.Gone || d.GoneAt.IsZero() || d.Row.Verdict != health.Running || len(d.Actions) != 0 {
			t.Errorf("%+v", d)
		}
		if _, err := w.Detail(home, "never"); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("one that never was: %v", err)
		}
		f.put("b", running, running)
		after(5 * time.Second)
		if d := w.detail(t, "b"); d.Gone {
			t.Error("still gone after it came back")
		}
	})
}
