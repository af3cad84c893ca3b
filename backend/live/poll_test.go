package live_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func TestFirstPictureComesInParts(t *testing.T) {
	f := workerfake.New("a", "b")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		hold := make(chan struct{})
		w.OnDial = func(connect.Profile, connect.Secrets) (worker.Worker, error) { return named{f, "new"}, nil }
		holdInfos(f, func(ctx context.Context) error {
			select {
			case <-hold:
			case <-ctx.Done():
			}
			return nil
		})
		w.Opened(t)
		st := w.Head(t, livetest.Home)
		if st.Phase != live.PhaseReady || st.Total != 3 || st.Configs != 0 || st.Version == 0 {
			t.Fatalf("without configs: %+v", st)
		}
		if r := w.Row(t, "new"); r.Verdict != "" {
			t.Errorf("a connector without a status has the verdict %q", r.Verdict)
		}
		close(hold)
		synctest.Wait()
		if st := w.Head(t, livetest.Home); st.Configs != 2 || st.PluginCount != 3 || st.KafkaVersion != "4.3.1" {
			t.Errorf("with configs: %+v", st)
		}
		r := w.Row(t, "a")
		if r.Verdict != health.Running || r.TopicCount != 2 || r.Class != workerfake.Sink || !r.Before || r.Workers != "w1:8083" {
			t.Errorf("row %+v", r)
		}
	})
}

func TestAQuietPollNotifiesNobody(t *testing.T) {
	f := workerfake.New("a", "b", "c")
	f.Put("idle", connect.StateRunning)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(20 * time.Second) // "no tasks" has been said by then
		before, version, polls := w.Events(livetest.Home), w.Head(t, livetest.Home).Version, f.Count("statuses")
		livetest.After(30 * time.Second)
		if got := w.Events(livetest.Home); got != before {
			t.Errorf("notified %d times of nothing", got-before)
		}
		if got := w.Head(t, livetest.Home).Version; got != version {
			t.Errorf("version went from %v to %v", version, got)
		}
		if got := f.Count("statuses") - polls; got != 6 {
			t.Errorf("%d polls in 30 s", got)
		}
		f.Put("b", connect.StateRunning, connect.StateFailed, connect.StateRunning)
		livetest.After(5 * time.Second)
		page, err := w.Rows(livetest.Home, version, 0)
		if err != nil || page.Full || len(page.Rows) != 1 || page.Rows[0].Name != "b" || page.Rows[0].Verdict != health.Degraded {
			t.Errorf("page %+v, %v", page, err)
		}
		if page.Rows[0].Before || page.Rows[0].CauseText != "boom in b" {
			t.Errorf("row %+v", page.Rows[0])
		}
	})
}

func TestConfigsAreFetchedSeldom(t *testing.T) {
	f := workerfake.New("a")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(60 * time.Second)
		if got := f.Count("infos"); got != 1 {
			t.Fatalf("%d times in the first minute", got)
		}
		f.Put("b", connect.StateRunning, connect.StateRunning)
		livetest.After(10 * time.Second)
		if got := f.Count("infos"); got != 2 {
			t.Fatalf("%d times after a new name", got)
		}
		livetest.After(5*time.Minute + 10*time.Second)
		if got := f.Count("infos"); got != 3 {
			t.Fatalf("%d times after five minutes", got)
		}
	})
}

func TestPollsAdaptToTheAnswerTime(t *testing.T) {
	f := workerfake.New("a")
	slow(f, 3*time.Second)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(5 * time.Minute)
		// a poll takes 3 s, the rest after it 12 s
		if got := f.Count("statuses"); got < 18 || got > 21 {
			t.Errorf("%d polls in five minutes", got)
		}
	})
}

func TestVanishedRowsWaitForOneMorePoll(t *testing.T) {
	f := workerfake.New("a", "b")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		version := w.Head(t, livetest.Home).Version
		f.Drop("b")
		livetest.After(5 * time.Second)
		if st := w.Head(t, livetest.Home); st.Total != 2 {
			t.Fatal("gone after the first poll without it")
		}
		livetest.After(5 * time.Second)
		page, err := w.Rows(livetest.Home, version, 0)
		if err != nil || len(page.Removed) != 1 || page.Removed[0] != "b" || len(page.Rows) != 0 {
			t.Errorf("page %+v, %v", page, err)
		}
	})
}

func TestNoTasksTakesAWhile(t *testing.T) {
	f := workerfake.New()
	f.Put("idle", connect.StateRunning)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(6 * time.Second)
		if r := w.Row(t, "idle"); r.Verdict != health.Running {
			t.Fatalf("after two polls and 6 s: %s", r.Verdict)
		}
		livetest.After(5 * time.Second)
		if r := w.Row(t, "idle"); r.Verdict != health.NoTasks || !r.Before {
			t.Fatalf("after 11 s: %+v", r)
		}
	})
}

func TestDownThenRecovers(t *testing.T) {
	f := workerfake.New("a")
	failing(f, livetest.Refused())
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Steps = []connect.Step{{ID: "connected", State: "failed"}}
		w.Opened(t)
		st := w.Head(t, livetest.Home)
		if st.Phase != live.PhaseDown || st.Problem.Code != connect.CodeUnreachable || len(st.Steps) != 1 || st.FailedAt == 0 {
			t.Fatalf("%+v", st)
		}
		if sum := w.Summaries()[0]; sum.Health != live.HealthUnreachable || sum.DownSince != st.FailedAt {
			t.Errorf("summary %+v", sum)
		}
		since := st.FailedAt
		livetest.After(14 * time.Second) // polls at 0, 2, 6, 14 s
		if got := f.Count("statuses"); got != 4 {
			t.Errorf("%d polls", got)
		}
		if st := w.Head(t, livetest.Home); st.FailedAt != since || connect.FromUnixMilli(st.NextTryAt).Sub(w.Now()) != 16*time.Second {
			t.Errorf("failed at %v, next try at %v", st.FailedAt, st.NextTryAt)
		}
		f.OnCall(nil)
		livetest.After(16 * time.Second)
		if st := w.Head(t, livetest.Home); st.Phase != live.PhaseReady || st.Problem.Code != "" || len(st.Steps) != 0 || st.NextTryAt != 0 || st.Total != 1 {
			t.Errorf("%+v", st)
		}
	})
}

func TestStaleKeepsTheRows(t *testing.T) {
	f := workerfake.New("a")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		seen := w.Head(t, livetest.Home).UpdatedAt
		failing(f, connect.Errorf(connect.CodeTimeout, "No answer."))
		livetest.After(5 * time.Second)
		st := w.Head(t, livetest.Home)
		if st.Phase != live.PhaseStale || st.Total != 1 || st.UpdatedAt != seen {
			t.Errorf("%+v", st)
		}
		f.OnCall(nil)
		if err := w.Refresh(t.Context(), livetest.Home); err != nil {
			t.Fatal(err)
		}
		if st := w.Head(t, livetest.Home); st.Phase != live.PhaseReady {
			t.Errorf("after a refresh: %s", st.Phase)
		}
	})
}

func TestRefusedLoginIsNotRepeatedOften(t *testing.T) {
	f := workerfake.New("a")
	failing(f, connect.Errorf(connect.CodeUnauthorized, "The login was refused."))
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(59 * time.Second)
		if got := f.Count("statuses"); got != 1 {
			t.Errorf("%d tries in a minute", got)
		}
	})
}

func TestOthersArePolledWithOneRequest(t *testing.T) {
	f, other := workerfake.New("a"), workerfake.New("x", "y")
	other.Put("x", connect.StateRunning, connect.StateFailed)
	livetest.Within(t, map[connect.ProfileID]*workerfake.Fake{livetest.Home: f, "other": other}, func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(time.Second)
		if got := other.Count("statuses"); got != 0 {
			t.Fatalf("polled before the open one was drawn")
		}
		livetest.After(10 * time.Second)
		sum := w.Summaries()[1]
		if sum.Health != live.HealthFailed || sum.Failing != 1 || sum.Version != "4.3.1" {
			t.Errorf("summary %+v", sum)
		}
		roots := other.Count("identity")
		livetest.After(time.Minute)
		if other.Count("statuses") != 2 || other.Count("names") != 0 || other.Count("identity") != roots || other.Count("infos") != 0 {
			t.Errorf("asked %v", other.Calls())
		}
	})
}

func TestADeadClusterDelaysNobody(t *testing.T) {
	f, dead := workerfake.New("a"), workerfake.New()
	slow(dead, time.Hour)
	livetest.Within(t, map[connect.ProfileID]*workerfake.Fake{livetest.Home: f, "dead": dead}, func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(time.Minute)
		if got := f.Count("statuses"); got != 13 {
			t.Errorf("%d polls at the open cluster in a minute", got)
		}
	})
}

func TestLockedKeyring(t *testing.T) {
	f, other := workerfake.New("a"), workerfake.New("x")
	livetest.Within(t, map[connect.ProfileID]*workerfake.Fake{livetest.Home: f, "other": other}, func(t *testing.T, w *livetest.World) {
		w.LockKeyring()
		w.Opened(t)
		livetest.After(5 * time.Minute)
		if sum := w.Summaries()[1]; sum.Health != live.HealthNotPolled || w.Asked() != 1 || other.Count("statuses") != 0 {
			t.Fatalf("summary %+v, asked %d times", sum, w.Asked())
		}
		w.Unlocked()
		synctest.Wait()
		if sum := w.Summaries()[1]; sum.Health != live.HealthRunning {
			t.Errorf("after the keyring answered: %+v", sum)
		}
	})
}

func TestSleepPollsAtOnce(t *testing.T) {
	f := workerfake.New("a")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.SetPolling(0, 0)
		w.Opened(t)
		livetest.After(time.Minute)
		if got := f.Count("statuses"); got != 1 {
			t.Fatalf("%d polls although only on demand", got)
		}
		w.Skew.Store(int64(time.Hour))
		livetest.After(3 * time.Second)
		if got := f.Count("statuses"); got != 2 {
			t.Errorf("%d polls after waking up", got)
		}
	})
}

func TestAHiddenWindowPollsLess(t *testing.T) {
	f := workerfake.New("a")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		w.SetVisible(false)
		livetest.After(time.Minute)
		if got := f.Count("statuses"); got > 4 {
			t.Errorf("%d polls while hidden", got)
		}
		before := f.Count("statuses")
		w.SetVisible(true)
		synctest.Wait()
		if got := f.Count("statuses"); got != before+1 {
			t.Errorf("%d polls when it came back", got-before)
		}
	})
}

// crowded is a cluster with too many connectors for one request at each turn, each
// with a config of about that many bytes.
func crowded(bytes int) *workerfake.Fake {
	f := workerfake.New()
	value := strings.Repeat("x", bytes)
	for i := range crowdSize {
		name := fmt.Sprintf("c%04d", i)
		f.Put(name, connect.StateRunning, connect.StateRunning)
		f.SetConfig(name, connect.Config{"name": name, "connector.class": "org.example.Sink", "query": value})
	}
	return f
}

const crowdSize = 2000 + 500

func TestBigClusterFetchesWantedConfigsFirst(t *testing.T) {
	f := crowded(1000)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		hold := make(chan struct{})
		holdInfos(f, func(context.Context) error { <-hold; return nil })
		w.Opened(t)
		if err := w.Wanted(livetest.Home, []string{"c2001", "c2002"}); err != nil {
			t.Fatal(err)
		}
		livetest.After(200 * time.Millisecond)
		for _, name := range []string{"c2001", "c2002"} {
			if r := w.Row(t, name); r.Class == "" {
				t.Errorf("%s has no config while the others are fetched", name)
			}
		}
		if st := w.Head(t, livetest.Home); st.Configs > 100 {
			t.Errorf("%d configs before the answer with all", st.Configs)
		}
		close(hold)
		livetest.After(200 * time.Millisecond)
		if st := w.Head(t, livetest.Home); st.Configs != crowdSize {
			t.Errorf("%d configs", st.Configs)
		}
		if whole, single := f.Count("infos"), f.CountPrefix("connector "); whole != 1 || single > 100 {
			t.Errorf("%d requests for all configs, %d for one", whole, single)
		}
	})
}

// A few new connectors are not a reason to read everything again.
func TestAFewNewConfigsOfABigClusterAreFetchedAlone(t *testing.T) {
	f := crowded(1000)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(time.Second)
		for i := range 20 {
			f.Put(fmt.Sprintf("new%02d", i), connect.StateRunning, connect.StateRunning)
		}
		livetest.After(time.Minute)
		if st := w.Head(t, livetest.Home); st.Configs != crowdSize+20 || f.Count("infos") != 1 {
			t.Errorf("%d configs, %d requests for all", st.Configs, f.Count("infos"))
		}
	})
}

// Together they would be more than one answer may be: 2,500 of 30 kB.
func TestHugeConfigsAreFetchedAlone(t *testing.T) {
	f := crowded(30_000)
	slow(f, 10*time.Millisecond)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(200 * time.Millisecond)
		if st := w.Head(t, livetest.Home); st.Configs > 100 {
			t.Errorf("%d configs after 0.2 s: more than 4 in flight?", st.Configs)
		}
		livetest.After(10 * time.Second)
		if st := w.Head(t, livetest.Home); st.Configs != crowdSize || f.Count("infos") != 0 {
			t.Errorf("%d configs, %d requests for all", st.Configs, f.Count("infos"))
		}
	})
}

// If they cannot be read in one request they are read one by one, and that request
// is not tried again soon.
func TestConfigsAreFetchedAloneWhereAllAtOnceFail(t *testing.T) {
	f := crowded(1000)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		holdInfos(f, func(context.Context) error { return connect.Errorf(connect.CodeTimeout, "too slow") })
		w.Opened(t)
		livetest.After(time.Minute)
		if st := w.Head(t, livetest.Home); st.Configs != crowdSize || f.Count("infos") != 1 {
			t.Errorf("%d configs, %d requests for all", st.Configs, f.Count("infos"))
		}
	})
}

// An answer about the cluster at the old address says nothing about what is due at
// the new one.
func TestConfigsAreDueAtANewAddressWhateverTheOldOneAnswers(t *testing.T) {
	old, other := crowded(1000), workerfake.New("a")
	livetest.Within(t, livetest.One(old), func(t *testing.T, w *livetest.World) {
		answer, identify := make(chan struct{}), make(chan struct{})
		holdInfos(old, func(context.Context) error { <-answer; return nil })
		other.OnCall(func(_ context.Context, call string) error {
			if call == "identity" {
				<-identify
			}
			return nil
		})
		w.Opened(t)
		livetest.After(200 * time.Millisecond)
		w.Fakes[livetest.Home] = other
		w.Save(t, func(p *connect.Profile) { p.URL = "http://elsewhere:8083" })
		synctest.Wait() // its connectors are known, its version is not
		close(answer)
		synctest.Wait()
		close(identify)
		livetest.After(20 * time.Second)
		if st := w.Head(t, livetest.Home); st.Total != 1 || st.Configs != 1 || old.Count("infos") != 1 {
			t.Errorf("%d configs of %d connectors, after %d requests for all at the old address", st.Configs, st.Total, old.Count("infos"))
		}
	})
}

// A fetch that ends because the password changed has not failed: the configs are
// fetched with the new one, and no cause is shown before.
func TestACancelledFetchOfConfigsIsNotAFailure(t *testing.T) {
	f := workerfake.New()
	f.Put("a", connect.StateRunning, connect.StateFailed)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		answer := make(chan struct{})
		holdInfos(f, func(ctx context.Context) error {
			select {
			case <-answer:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		w.Opened(t)
		w.SetPassword(t, "another")
		synctest.Wait()
		if r := w.Row(t, "a"); r.CauseText != "" {
			t.Errorf("shown before it is known what is secret: %+v", r)
		}
		close(answer)
		synctest.Wait()
		if st := w.Head(t, livetest.Home); st.Configs != 1 {
			t.Errorf("%d configs", st.Configs)
		}
	})
}

func TestCausesWaitForTheConfig(t *testing.T) {
	f := workerfake.New()
	f.Put("a", connect.StateRunning, connect.StateFailed)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		hold := make(chan error)
		holdInfos(f, func(ctx context.Context) error {
			select {
			case err := <-hold:
				return err
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		w.Opened(t)
		if r := w.Row(t, "a"); r.CauseText != "" || r.CauseClass == "" {
			t.Errorf("shown before it is known what is secret: %+v", r)
		}
		hold <- connect.Errorf(connect.CodeForbidden, "no")
		synctest.Wait()
		if r := w.Row(t, "a"); r.CauseText == "" {
			t.Errorf("not shown without configs: %+v", r)
		}
	})
}

func TestAChangedAddressBeginsAnew(t *testing.T) {
	f := workerfake.New("a")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		version := w.Head(t, livetest.Home).Version
		w.Edit(func(p *connect.Profile) { p.URL = "http://elsewhere:8083" })
		f.Drop("a")
		f.Put("b", connect.StateRunning, connect.StateRunning)
		if err := w.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		page, err := w.Rows(livetest.Home, version, 0)
		if err != nil || !page.Full || len(page.Rows) != 1 || page.Rows[0].Name != "b" || w.Dials() != 2 {
			t.Errorf("page %+v, %v, %d dials", page, err, w.Dials())
		}
		w.Forget(t)
		if _, err := w.State(livetest.Home); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("a deleted profile: %v", err)
		}
	})
}

// named is a cluster that lists a connector without a status.
type named struct {
	*workerfake.Fake
	more string
}

func (n named) Names(ctx context.Context) ([]string, error) {
	names, err := n.Fake.Names(ctx)
	return append(names, n.more), err
}

// slow makes every call take a while.
func slow(f *workerfake.Fake, d time.Duration) {
	f.OnCall(func(ctx context.Context, _ string) error {
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
}

func failing(f *workerfake.Fake, err error) {
	f.OnCall(func(context.Context, string) error { return err })
}

func holdInfos(f *workerfake.Fake, hold func(ctx context.Context) error) {
	f.OnCall(func(ctx context.Context, call string) error {
		if call == "infos" {
			return hold(ctx)
		}
		return nil
	})
}
