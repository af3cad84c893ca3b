package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/write"
)

// ClusterSummary is one entry of the sidebar. Health is one of failed,
// degraded, attention, running, empty, unreachable, connecting, not_looked_at.
// Note is the short second line where there is one ("down since 12:03",
// "password needed"). UnlockedUntil is when a production profile asks again
// before every change, 0 while it does; UnlockedChanges counts what was changed
// since it was unlocked.
type ClusterSummary struct {
	ID              connect.ProfileID `json:"id"`
	Name            string            `json:"name"`
	URL             string            `json:"url"`
	Environment     string            `json:"environment"`
	Color           int               `json:"color"`
	Sandbox         bool              `json:"sandbox"`
	ReadOnly        bool              `json:"readOnly"`
	SkipVerify      bool              `json:"skipVerify"`
	Health          Health            `json:"health"`
	Failing         int               `json:"failing"`
	Version         string            `json:"version"`
	DownSince       float64           `json:"downSince"`
	Note            string            `json:"note"`
	UnlockedUntil   float64           `json:"unlockedUntil"`
	UnlockedChanges int               `json:"unlockedChanges"`
}

// ClusterState is the head of the open cluster. Phase: connecting (nothing
// known), names (names known, states awaited), ready, stale (rows kept, the
// last look failed), down (never answered). Version grows with every change of
// the rows; Configs counts rows whose config is known.
type ClusterState struct {
	Summary      ClusterSummary    `json:"summary"`
	Phase        live.Phase        `json:"phase"`
	Version      float64           `json:"version"`
	Total        int               `json:"total"`
	Configs      int               `json:"configs"`
	Workers      []string          `json:"workers"`
	PluginCount  int               `json:"pluginCount"` // -1: not asked yet
	UpdatedAt    float64           `json:"updatedAt"`
	StartedAt    float64           `json:"startedAt"` // of the look under way, 0: none
	FailedAt     float64           `json:"failedAt"`  // first failure of the present series
	NextTryAt    float64           `json:"nextTryAt"`
	Problem      Problem           `json:"problem"`
	Steps        []Step            `json:"steps"`
	Actions      []ActionView      `json:"actions"`      // what can be done to several connectors
	KafkaVersion string            `json:"kafkaVersion"` // "4.3.1"
	Keyring      live.KeyringState `json:"keyring"`      // "", waiting, needed, session
	Deleted      []DeletedNotice   `json:"deleted"`
}

// DeletedNotice is the line above the list after a delete made here.
type DeletedNotice struct {
	ID   string  `json:"id"` // of the kept config; empty: could not be kept
	Name string  `json:"name"`
	At   float64 `json:"at"`
}

// Row is one connector of the list. Verdict is failed, degraded, unassigned,
// no_tasks, restarting, unknown, paused, stopped, running, or empty while its
// status is awaited. Place is the verdict that the row is sorted by.
// TopicCount is -1 where not known from the config.
type Row struct {
	Name       string        `json:"name"`
	Verdict    Verdict       `json:"verdict"`
	Place      Verdict       `json:"place"`
	Type       ConnectorType `json:"type"`
	Class      string        `json:"class"`
	Running    int           `json:"running"`
	Failed     int           `json:"failed"`
	Paused     int           `json:"paused"`
	Total      int           `json:"total"`
	TopicCount int           `json:"topicCount"`
	Topics     string        `json:"topics"`
	Worker     string        `json:"worker"`
	Workers    []string      `json:"workers"`
	Since      float64       `json:"since"`
	Before     bool          `json:"before"` // it was so before the app first looked
	CauseClass string        `json:"causeClass"`
	CauseText  string        `json:"causeText"`
	Activity   Activity      `json:"activity"`
}

// Activity is what an action made here is doing to a connector. Kind: "" none,
// queued, sending, waiting (for a rebalance), settling, settled, failed,
// failed_again, canceled.
type Activity struct {
	Kind      ActivityKind `json:"kind"`
	Action    string       `json:"action"`
	Text      string       `json:"text"`
	At        float64      `json:"at"`
	NextTryAt float64      `json:"nextTryAt"`
	Try       int          `json:"try"`
	Tries     int          `json:"tries"`
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

// BulkState is a bulk run. Lines has one entry per connector, in order.
type BulkState struct {
	ID        string            `json:"id"`
	Profile   connect.ProfileID `json:"profile"`
	Action    BulkAction        `json:"action"`
	Title     string            `json:"title"`
	Lines     []BulkLine        `json:"lines"`
	StartedAt float64           `json:"startedAt"`
	EndedAt   float64           `json:"endedAt"`
	AtATime   int               `json:"atATime"`
}

// BulkLine is the report line of one connector. State: queued, sending,
// waiting, settling, done, failed_again, refused, canceled.
type BulkLine struct {
	Name  string              `json:"name"`
	State write.BulkLineState `json:"state"`
	Text  string              `json:"text"`
	At    float64             `json:"at"`
}

// BulkDeleteFacts is what deleting several connectors ends, and what stays
// behind. Unread are connectors whose config cannot be read: they will not be
// deleted. With ConfirmByCount their number must be typed.
type BulkDeleteFacts struct {
	Connectors     int       `json:"connectors"`
	Running        int       `json:"running"` // tasks
	Topics         []string  `json:"topics"`
	Groups         []string  `json:"groups"` // consumer groups of the sinks
	Unread         []string  `json:"unread"`
	ConfirmByCount bool      `json:"confirmByCount"`
	StoredDays     int       `json:"storedDays"`
	StoresWhere    KeptWhere `json:"storesWhere"`
}
