package health_test

import (
	"testing"

	"sluiceway/backend/health"
)

// What waits for its connector is not counted as failed, although its parts are.
func TestWaiting(t *testing.T) {
	t.Parallel()
	s := status("FAILED: FAILED FAILED")
	s.Parent, s.Waiting = "mysql:warehouse", true
	if got := health.Of(s); got != health.Waiting {
		t.Errorf("%s", got)
	}
	if got := health.Sentence(s); got != "It waits for mysql:warehouse, which is not running." {
		t.Errorf("%q", got)
	}
}
