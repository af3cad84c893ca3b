package live_test

import (
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker/workerfake"
)

// A managed service explains a failure with a sentence instead of a Java trace.
func TestAFailureWithoutAJavaClassIsShown(t *testing.T) {
	f := workerfake.New("a")
	f.PutStatus(connect.Status{
		Name: "a", Connector: connect.InstanceStatus{State: connect.StateRunning},
		Tasks: []connect.TaskStatus{{State: connect.StateFailed, Trace: "Table RETURNS does not exist."}},
	})
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(10 * time.Second)
		if got := w.Row(t, "a").CauseText; got != "Table RETURNS does not exist." {
			t.Errorf("the row says %q", got)
		}
	})
}
