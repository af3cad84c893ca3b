package live_test

import (
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker/workerfake"
)

// After a laptop slept for an hour, what failed before is shown for as long as it
// would have been without the sleep.
func TestAFailedActionIsNotForgottenByTheClockAlone(t *testing.T) {
	livetest.Within(t, livetest.One(workerfake.New("a")), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		w.Marks().Mark(livetest.Home, "a", func(m *live.Mark) {
			m.Activity = live.Activity{Kind: live.ActivityFailed, Text: "The worker refused it.", At: connect.UnixMilli(w.Now())}
		})
		w.Skew.Store(int64(time.Hour))
		livetest.After(20 * time.Second)
		if got := w.Row(t, "a").Activity; got.Kind != live.ActivityFailed {
			t.Errorf("after an hour of sleep: %+v", got)
		}
		livetest.After(5 * time.Minute)
		if got := w.Row(t, "a").Activity; got.Kind != live.ActivityNone {
			t.Errorf("after five minutes: %+v", got)
		}
	})
}

// Workers may list a deleted connector for some seconds more. A clock that is set
// back meanwhile must not hide a connector of that name that is created later.
func TestAConnectorIsShownAgainAlthoughTheClockWentBack(t *testing.T) {
	livetest.Within(t, livetest.One(workerfake.New("a")), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		conn := connection(t, w)
		w.Marks().Erased(conn, "a", "record")
		w.Skew.Store(int64(-time.Hour))
		livetest.After(10 * time.Second)
		if st := w.Head(t, livetest.Home); st.Total != 0 {
			t.Errorf("%d connectors right after the delete", st.Total)
		}
		livetest.After(20 * time.Second)
		if st := w.Head(t, livetest.Home); st.Total != 1 || len(st.Deleted) != 1 {
			t.Errorf("%d connectors, notices %+v", st.Total, st.Deleted)
		}
	})
}
