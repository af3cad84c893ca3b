package write

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

// managed is a cluster that restarts a connector only with all its tasks, and is followed for
// 15 minutes.
type managed struct{ *workerfake.Fake }

func (m managed) Traits() worker.Traits {
	traits := m.Fake.Traits()
	traits.RestartsWhole = true
	traits.Follow = worker.FollowTrait{Limit: 15 * time.Minute, Pause: 5 * time.Second}
	return traits
}

func withinManaged(t *testing.T, test func(t *testing.T, w *world, f *workerfake.Fake)) {
	t.Helper()
	f := workerfake.New()
	f.Lack(worker.RestartFailed, worker.RestartTask)
	f.Put("a", running, failed, running)
	within(t, f, func(t *testing.T, w *world) {
		w.OnDial = func(connect.Profile, connect.Secrets) (worker.Worker, error) { return managed{f}, nil }
		w.Opened(t)
		test(t, w, f)
	})
}

func TestAConnectorIsRestartedAsAWholeWhereNothingLessCanBe(t *testing.T) {
	withinManaged(t, func(t *testing.T, w *world, f *workerfake.Fake) {
		k, _ := w.Known(livetest.Home, "a")
		offers, _ := w.Offers(k)
		restarts := slices.DeleteFunc(offers, func(o Offer) bool { return !strings.HasPrefix(o.Label, "Restart") })
		if len(restarts) != 1 || restarts[0].Label != "Restart connector and both tasks" || !restarts[0].Primary || restarts[0].Why != "" {
			t.Fatalf("%+v", restarts)
		}
		for _, o := range w.BulkOffers(livetest.Home) {
			if o.ID == worker.ActionRestartFailed {
				t.Errorf("offered for several: %+v", o)
			}
		}
		for _, less := range []worker.Action{worker.ActionRestart, worker.ActionRestartFailed} {
			_, err := w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: less})
			if connect.CodeOf(err) != connect.CodeUnsupported {
				t.Errorf("%s: %v", less, err)
			}
		}
		out, err := w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: restarts[0].ID})
		if err != nil || out.Landed != worker.LandedYes {
			t.Fatalf("%+v, %v", out, err)
		}
		if n := f.CountPrefix("restart"); n != 1 {
			t.Errorf("restarted with %d calls", n)
		}
	})
}

func TestAChangeIsFollowedForAsLongAsTheKindSays(t *testing.T) {
	withinManaged(t, func(t *testing.T, w *world, f *workerfake.Fake) {
		if _, err := w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionPause}); err != nil {
			t.Fatal(err)
		}
		f.Put("a", connect.StateSettling)
		livetest.After(14 * time.Minute)
		k, _ := w.Known(livetest.Home, "a")
		view, _, _ := w.Follow(k)
		if view.State != FollowFollowing || view.Limit != "Followed for 15 min at most." {
			t.Fatalf("%+v", view)
		}
		if n := f.Count("status a"); n < 150 || n > 200 {
			t.Errorf("its status was read %d times in 14 minutes", n)
		}
		livetest.After(2 * time.Minute)
		k, _ = w.Known(livetest.Home, "a")
		view, _, _ = w.Follow(k)
		if view.State != FollowEnded || !strings.Contains(view.Text, "but after 15 min") || k.Row.Activity.Kind != live.ActivityFailed {
			t.Errorf("%+v, row %+v", view, k.Row.Activity)
		}
	})
}
