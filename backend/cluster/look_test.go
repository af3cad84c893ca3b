package cluster

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

func TestFirstPictureComesInParts(t *testing.T) {
	f := newFake("a", "b")
	within(t, one(f), func(t *testing.T, w *world) {
		hold := make(chan struct{})
		f.names = func() ([]string, error) { return []string{"a", "b", "new"}, nil }
		f.infos = func() error { <-hold; return nil }
		w.opened(t)
		st := w.state(t, home)
		if st.Phase != PhaseReady || st.Total != 3 || st.Configs != 0 || st.Version == 0 {
			t.Fatalf("without configs: %+v", st)
		}
		if r := w.row(t, "new"); r.Verdict != "" {
			t.Errorf("a connector without a status has the verdict %q", r.Verdict)
		}
		close(hold)
		synctest.Wait()
		if st := w.state(t, home); st.Configs != 2 || st.Plugins != 17 || st.Summary.Version != "4.3.1" {
			t.Errorf("with configs: %+v", st)
		}
		r := w.row(t, "a")
		if r.Verdict != health.Running || r.TopicCount != 2 || r.Class != "org.example.Sink" || !r.Before || r.Workers != "w1:8083" {
			t.Errorf("row %+v", r)
		}
	})
}

func TestNothingIsToldWhenNothingChanged(t *testing.T) {
	f := newFake("a", "b", "c")
	f.put("idle", connect.StateRunning)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		after(20 * time.Second) // "no tasks" has been said by then
		before, version, looks := w.told(home), w.state(t, home).Version, f.count("statuses")
		after(30 * time.Second)
		if got := w.told(home); got != before {
			t.Errorf("told %d times about nothing", got-before)
		}
		if got := w.state(t, home).Version; got != version {
			t.Errorf("version went from %d to %d", version, got)
		}
		if got := f.count("statuses") - looks; got != 6 {
			t.Errorf("%d looks in 30 s", got)
		}
		f.put("b", connect.StateRunning, connect.StateFailed, connect.StateRunning)
		after(5 * time.Second)
		page, err := w.Rows(home, version, 0)
		if err != nil || page.Full || len(page.Rows) != 1 || page.Rows[0].Name != "b" || page.Rows[0].Verdict != health.Degraded {
			t.Errorf("page %+v, %v", page, err)
		}
		if page.Rows[0].Before || page.Rows[0].CauseText != "boom in b" {
			t.Errorf("row %+v", page.Rows[0])
		}
	})
}

func TestConfigsAreAskedSeldom(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		after(60 * time.Second)
		if got := f.count("infos"); got != 1 {
			t.Fatalf("%d times in the first minute", got)
		}
		f.put("b", connect.StateRunning, connect.StateRunning)
		after(10 * time.Second)
		if got := f.count("infos"); got != 2 {
			t.Fatalf("%d times after a new name", got)
		}
		after(5*time.Minute + 10*time.Second)
		if got := f.count("infos"); got != 3 {
			t.Fatalf("%d times after five minutes", got)
		}
	})
}

func TestLooksAdaptToTheAnswerTime(t *testing.T) {
	f := newFake("a")
	f.delay = 3 * time.Second
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		after(5 * time.Minute)
		// a look takes 3 s, the rest after it 12 s
		if got := f.count("statuses"); got < 18 || got > 21 {
			t.Errorf("%d looks in five minutes", got)
		}
	})
}

func TestVanishedRowsWaitOneLook(t *testing.T) {
	f := newFake("a", "b")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		version := w.state(t, home).Version
		f.drop("b")
		after(5 * time.Second)
		if st := w.state(t, home); st.Total != 2 {
			t.Fatal("gone after the first look without it")
		}
		after(5 * time.Second)
		page, err := w.Rows(home, version, 0)
		if err != nil || len(page.Removed) != 1 || page.Removed[0] != "b" || len(page.Rows) != 0 {
			t.Errorf("page %+v, %v", page, err)
		}
	})
}

func TestNoTasksTakesAWhile(t *testing.T) {
	f := newFake()
	f.put("idle", connect.StateRunning)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		after(6 * time.Second)
		if r := w.row(t, "idle"); r.Verdict != health.Running {
			t.Fatalf("after two looks and 6 s: %s", r.Verdict)
		}
		after(5 * time.Second)
		if r := w.row(t, "idle"); r.Verdict != health.NoTasks || !r.Before {
			t.Fatalf("after 11 s: %+v", r)
		}
	})
}

func TestDownThenRecovers(t *testing.T) {
	f := newFake("a")
	f.fail = refused()
	within(t, one(f), func(t *testing.T, w *world) {
		w.steps = []connect.Step{{ID: "connected", State: "failed"}}
		w.opened(t)
		st := w.state(t, home)
		if st.Phase != PhaseDown || st.Problem == nil || st.Problem.Code != connect.CodeUnreachable || len(st.Steps) != 1 || st.FailedAt.IsZero() {
			t.Fatalf("%+v", st)
		}
		if st.Summary.Health != HealthUnreachable || !st.Summary.DownSince.Equal(st.FailedAt) {
			t.Errorf("summary %+v", st.Summary)
		}
		since := st.FailedAt
		after(14 * time.Second) // looks at 0, 2, 6, 14 s
		if got := f.count("statuses"); got != 4 {
			t.Errorf("%d looks", got)
		}
		if st := w.state(t, home); !st.FailedAt.Equal(since) || st.NextTryAt.Sub(w.now()) != 16*time.Second {
			t.Errorf("failed at %v, next try at %v", st.FailedAt, st.NextTryAt)
		}
		f.set(func() { f.fail = nil })
		after(16 * time.Second)
		if st := w.state(t, home); st.Phase != PhaseReady || st.Problem != nil || st.Steps != nil || !st.NextTryAt.IsZero() || st.Total != 1 {
			t.Errorf("%+v", st)
		}
	})
}

func TestStaleKeepsTheRows(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		seen := w.state(t, home).UpdatedAt
		f.set(func() { f.fail = connect.Errorf(connect.CodeTimeout, "No answer.") })
		after(5 * time.Second)
		st := w.state(t, home)
		if st.Phase != PhaseStale || st.Total != 1 || !st.UpdatedAt.Equal(seen) {
			t.Errorf("%+v", st)
		}
		f.set(func() { f.fail = nil })
		if err := w.Refresh(t.Context(), home); err != nil {
			t.Fatal(err)
		}
		if st := w.state(t, home); st.Phase != PhaseReady {
			t.Errorf("after a refresh: %s", st.Phase)
		}
	})
}

func TestRefusedLoginIsNotRepeatedOften(t *testing.T) {
	f := newFake("a")
	f.fail = connect.Errorf(connect.CodeUnauthorized, "The login was refused.")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		after(59 * time.Second)
		if got := f.count("statuses"); got != 1 {
			t.Errorf("%d tries in a minute", got)
		}
	})
}

func TestOthersAreLookedAtWithOneRequest(t *testing.T) {
	f, other := newFake("a"), newFake("x", "y")
	other.put("x", connect.StateRunning, connect.StateFailed)
	within(t, map[connect.ProfileID]*fake{home: f, "other": other}, func(t *testing.T, w *world) {
		w.opened(t)
		after(time.Second)
		if got := other.count("statuses"); got != 0 {
			t.Fatalf("looked at before the open one was drawn")
		}
		after(10 * time.Second)
		sum := w.Summaries()[1]
		if sum.Health != HealthFailed || sum.Failing != 1 || sum.Version != "4.3.1" {
			t.Errorf("summary %+v", sum)
		}
		roots := other.count("root")
		after(time.Minute)
		if other.count("statuses") != 2 || other.count("names") != 0 || other.count("root") != roots || other.count("infos") != 0 {
			t.Errorf("asked %v", other.calls)
		}
	})
}

func TestADeadClusterDelaysNobody(t *testing.T) {
	f, dead := newFake("a"), newFake()
	dead.delay = time.Hour
	within(t, map[connect.ProfileID]*fake{home: f, "dead": dead}, func(t *testing.T, w *world) {
		w.opened(t)
		after(time.Minute)
		if got := f.count("statuses"); got != 13 {
			t.Errorf("%d looks at the open cluster in a minute", got)
		}
	})
}

func TestLockedKeyring(t *testing.T) {
	f, other := newFake("a"), newFake("x")
	within(t, map[connect.ProfileID]*fake{home: f, "other": other}, func(t *testing.T, w *world) {
		w.locked = true
		w.opened(t)
		after(5 * time.Minute)
		if sum := w.Summaries()[1]; sum.Health != HealthNotLooked || w.asked != 1 || other.count("statuses") != 0 {
			t.Fatalf("summary %+v, asked %d times", sum, w.asked)
		}
		w.Unlocked()
		synctest.Wait()
		if sum := w.Summaries()[1]; sum.Health != HealthRunning {
			t.Errorf("after the keyring answered: %+v", sum)
		}
	})
}

func TestSleepLooksAtOnce(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.SetPolling(0, 0)
		w.opened(t)
		after(time.Minute)
		if got := f.count("statuses"); got != 1 {
			t.Fatalf("%d looks although only on demand", got)
		}
		w.skew.Store(int64(time.Hour))
		after(3 * time.Second)
		if got := f.count("statuses"); got != 2 {
			t.Errorf("%d looks after waking up", got)
		}
	})
}

func TestHiddenWindowLooksLess(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		w.SetVisible(false)
		after(time.Minute)
		if got := f.count("statuses"); got > 4 {
			t.Errorf("%d looks while hidden", got)
		}
		before := f.count("statuses")
		w.SetVisible(true)
		synctest.Wait()
		if got := f.count("statuses"); got != before+1 {
			t.Errorf("%d looks when it came back", got-before)
		}
	})
}

func TestBigClusterFetchesWantedConfigsFirst(t *testing.T) {
	f := newFake()
	for i := range wholeUpTo + 500 {
		f.put(fmt.Sprintf("c%04d", i), connect.StateRunning, connect.StateRunning)
	}
	f.put("c1234", connect.StateRunning, connect.StateFailed)
	f.delay = 10 * time.Millisecond
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		if err := w.Wanted(home, []string{"c2001", "c2002"}); err != nil {
			t.Fatal(err)
		}
		after(200 * time.Millisecond)
		for _, name := range []string{"c2001", "c2002", "c1234"} {
			if r := w.row(t, name); r.Class == "" {
				t.Errorf("%s has no config yet", name)
			}
		}
		if st := w.state(t, home); st.Configs > 100 {
			t.Errorf("%d configs after 0.2 s: more than 4 in flight?", st.Configs)
		}
		after(10 * time.Second)
		if st := w.state(t, home); st.Configs != wholeUpTo+500 || f.count("infos") != 0 {
			t.Errorf("%d configs, %d whole requests", st.Configs, f.count("infos"))
		}
	})
}

func TestCausesWaitForTheConfig(t *testing.T) {
	f := newFake()
	f.put("a", connect.StateRunning, connect.StateFailed)
	within(t, one(f), func(t *testing.T, w *world) {
		hold := make(chan error)
		f.infos = func() error { return <-hold }
		w.opened(t)
		if r := w.row(t, "a"); r.CauseText != "" || r.CauseClass == "" {
			t.Errorf("shown before it is known what is secret: %+v", r)
		}
		hold <- connect.Errorf(connect.CodeForbidden, "no")
		synctest.Wait()
		if r := w.row(t, "a"); r.CauseText == "" {
			t.Errorf("not shown without configs: %+v", r)
		}
	})
}

func TestAChangedAddressBeginsAnew(t *testing.T) {
	f := newFake("a")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		version := w.state(t, home).Version
		w.profiles[0].URL = "http://elsewhere:8083"
		f.drop("a")
		f.put("b", connect.StateRunning, connect.StateRunning)
		if err := w.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		page, err := w.Rows(home, version, 0)
		if err != nil || !page.Full || len(page.Rows) != 1 || page.Rows[0].Name != "b" || w.dials != 2 {
			t.Errorf("page %+v, %v, %d dials", page, err, w.dials)
		}
		w.profiles = nil
		if err := w.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := w.State(t.Context(), home); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("a deleted profile: %v", err)
		}
	})
}
