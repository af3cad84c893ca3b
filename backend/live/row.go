package live

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/worker"
)

// Row is one connector of the list. Rows are compared with ==, so that an unchanged
// connector is not sent again.
//
// Verdict is empty until there is a status. Place is the verdict that the row is
// sorted by: while an action is followed, the one before it. Since is when this app
// first found the verdict; Before means that the first poll did. TopicCount is -1
// if the config does not say.
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
	Parent     string                `json:"parent"`    // the row that this one is listed under; empty: none
	Uses       int                   `json:"uses"`      // rules that use it
	Note       string                `json:"note"`      // about a change that failed while the connector kept running, likewise
	Activity   Activity              `json:"activity"`
}

// ActivityKind is the progress of an action from this app.
type ActivityKind string

// The kinds of activities. A settled one is removed when its follow ends, a failed
// one when the connector runs again or with the next action.
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

// Activity is an action from this app on a connector. Try counts from 1. NextTryAt
// is set while it waits.
type Activity struct {
	Kind      ActivityKind  `json:"kind"`
	Action    worker.Action `json:"action"`
	Text      string        `json:"text"`
	At        float64       `json:"at"`
	NextTryAt float64       `json:"nextTryAt"`
	Try       int           `json:"try"`
	Tries     int           `json:"tries"`
}

// Pending reports whether the action is still under way.
func (a Activity) Pending() bool {
	return a.Kind == ActivityQueued || a.Kind == ActivitySending || a.Kind == ActivityWaiting || a.Kind == ActivitySettling
}

// failed reports whether the action ended without success.
func (a Activity) failed() bool {
	return a.Kind == ActivityFailed || a.Kind == ActivityFailedAgain || a.Kind == ActivityCanceled
}

// RowPage is what changed since a version. Full: the page holds everything, so drop
// what you have. More: ask again with since = Next.
type RowPage struct {
	Full    bool     `json:"full"`
	Rows    []Row    `json:"rows"`
	Removed []string `json:"removed"`
	Next    float64  `json:"next"`
	More    bool     `json:"more"`
}
