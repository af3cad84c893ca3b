package live_test

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

// several is a cluster with a second worker, which was killed.
type several struct {
	*workerfake.Fake
	killed string
	checks *atomic.Int64
}

func (s several) Answered() string { return "" }

func (s several) Silent() []string {
	if s.checks.Load() == 0 {
		return []string{}
	}
	return []string{s.killed}
}

func (s several) CheckAddresses(context.Context) { s.checks.Add(1) }

func TestSilentWorkersAreFoundWhileAnotherOneAnswers(t *testing.T) {
	f, checks := workerfake.New("a"), &atomic.Int64{}
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.OnDial = func(p connect.Profile, _ connect.Secrets) (worker.Worker, error) {
			if len(p.MoreURLs) == 0 {
				return f, nil
			}
			return several{f, p.MoreURLs[0], checks}, nil
		}
		more := []string{"http://w2:8083"}
		w.Edit(func(p *connect.Profile) { p.MoreURLs = more })
		w.Opened(t)
		livetest.After(time.Second)
		k, err := w.Known(livetest.Home, "a")
		if err != nil || !slices.Equal(k.Silent, more) || k.Problem != nil {
			t.Errorf("silent %v, %v, %v", k.Silent, k.Problem, err)
		}
		livetest.After(20 * time.Second)
		if n := checks.Load(); n != 1 {
			t.Errorf("%d checks within half a minute", n)
		}
		livetest.After(20 * time.Second)
		if n := checks.Load(); n != 2 {
			t.Errorf("%d checks after half a minute", n)
		}
	})
}
