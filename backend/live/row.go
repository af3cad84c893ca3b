package live

import (
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
	Name       string                `json:"name"`
	Verdict    health.Verdict        `json:"verdict"`
	Place      health.Verdict        `json:"place"`
	Type       connect.ConnectorType `json:"type"`
	Class      string                `json:"class"`
	Running    int                   `json:"running"`
	Failed     int                   `json:"failed"`
	Paused     int                   `json:"paused"`
	Total      int                   `json:"total"`
	TopicCount int                   `json:"topicCount"`
	Topics     string                `json:"topics"`
	Worker     string                `json:"worker"`
	Workers    string                `json:"workers"` // of the tasks, separated by spaces, in order, each once
	Since      float64               `json:"since"`
	Before     bool                  `json:"before"`
	CauseClass string                `json:"causeClass"`
	CauseText  string                `json:"causeText"` // one line, secrets masked
	Activity   Activity              `json:"activity"`
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
	Kind      ActivityKind  `json:"kind"`
	Action    worker.Action `json:"action"`
	Text      string        `json:"text"`
	At        float64       `json:"at"`
	NextTryAt float64       `json:"nextTryAt"`
	Try       int           `json:"try"`
	Tries     int           `json:"tries"`
}

// Pending tells that something is still to come.
func (a Activity) Pending() bool {
	return a.Kind == ActivityQueued || a.Kind == ActivitySending || a.Kind == ActivityWaiting || a.Kind == ActivitySettling
}

// RowPage is what changed since a version. Full means: forget what you have.
// Where More is set, ask again with since = Next.
type RowPage struct {
	Full    bool     `json:"full"`
	Rows    []Row    `json:"rows"`
	Removed []string `json:"removed"`
	Next    float64  `json:"next"`
	More    bool     `json:"more"`
}
