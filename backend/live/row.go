package live

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/worker"
)

// Row is one connector of the list. Rows are compared with ==, so that nothing
// is sent about a connector that did not change.
//
// Verdict is empty while its status is awaited. Place is the verdict that the
// row is sorted by: while it is followed after an action, the one it had.
// Since is when this app first saw the verdict; Before means that the first
// poll found it so. TopicCount is -1 where the config does not tell.
type Row struct {
	Name       string
	Verdict    health.Verdict
	Place      health.Verdict
	Type       connect.ConnectorType
	Class      string
	Running    int
	Failed     int
	Paused     int
	Total      int
	TopicCount int
	Topics     string
	Worker     string
	Workers    string // of the tasks, separated by spaces, in order, each once
	Since      time.Time
	Before     bool
	CauseClass string
	CauseText  string // one line, secrets masked
	Activity   Activity
}

// ActivityKind says how far an action made here has come.
type ActivityKind string

// The kinds of activities. Settled ones vanish when they are followed no more,
// failed ones when the connector is well again or acted on again.
const (
	ActivityNone        ActivityKind = ""
	ActivityQueued      ActivityKind = "queued"
	ActivitySending     ActivityKind = "sending"
	ActivityWaiting     ActivityKind = "waiting" // for the end of a rebalance
	ActivitySettling    ActivityKind = "settling"
	ActivitySettled     ActivityKind = "settled"
	ActivityFailed      ActivityKind = "failed"
	ActivityFailedAgain ActivityKind = "failed_again"
	ActivityCanceled    ActivityKind = "canceled"
)

// Activity is what an action made here is doing to a connector. Try counts
// from 1, NextTryAt is set while it waits.
type Activity struct {
	Kind      ActivityKind
	Action    worker.Action
	Text      string
	At        time.Time
	NextTryAt time.Time
	Try       int
	Tries     int
}

// Pending tells that something is still to come.
func (a Activity) Pending() bool {
	return a.Kind == ActivityQueued || a.Kind == ActivitySending || a.Kind == ActivityWaiting || a.Kind == ActivitySettling
}

// RowPage is what changed since a version. Full means: forget what you have.
// Where More is set, ask again with since = Next.
type RowPage struct {
	Full    bool
	Rows    []Row
	Removed []string
	Next    uint64
	More    bool
}
