package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/write"
)

// ConnectorDetail is the page of one connector. Gone is set when it vanished
// while it was open. Actions holds what the worker can do now, each with the
// exact words.
type ConnectorDetail struct {
	Row           Row          `json:"row"`
	Gone          bool         `json:"gone"`
	GoneAt        float64      `json:"goneAt"`
	Sentence      string       `json:"sentence"`
	Support       string       `json:"support"`
	PluginVersion string       `json:"pluginVersion"`
	Worker        string       `json:"worker"`
	Tasks         []TaskView   `json:"tasks"`
	Causes        []CauseView  `json:"causes"`
	Actions       []ActionView `json:"actions"`
	Refused       string       `json:"refused"` // why writes are not offered: read-only, unsafe name
	ConfigCount   int          `json:"configCount"`
	UpdatedAt     float64      `json:"updatedAt"`
	Stale         bool         `json:"stale"`
	Follow        FollowView   `json:"follow"`
	Secret        bool         `json:"secret"` // texts were masked
	Tabs          []TabView    `json:"tabs"`
}

// TabView is a tab of the connector's page. Why says why the cluster has
// nothing to show there; empty where it has.
type TabView struct {
	ID    ConnectorTab `json:"id"`
	Label string       `json:"label"`
	Why   string       `json:"why"`
}

// TaskView is one task. SameAs is the first task with an equal trace, or -1.
// Lost is set where its worker is known not to answer.
type TaskView struct {
	ID         int     `json:"id"`
	State      string  `json:"state"`
	Worker     string  `json:"worker"`
	CauseClass string  `json:"causeClass"`
	CauseText  string  `json:"causeText"`
	HasTrace   bool    `json:"hasTrace"`
	SameAs     int     `json:"sameAs"`
	Since      float64 `json:"since"`
	Before     bool    `json:"before"`
	Lost       bool    `json:"lost"`
	After      float64 `json:"after"` // ms since Create or the action, while followed; 0: none
}

// CauseView is one root cause and who has it; Connector means the connector
// itself failed with it. Settings are keys whose value is in the message.
type CauseView struct {
	Class     string    `json:"class"`
	Short     string    `json:"short"`
	Text      string    `json:"text"`
	Connector bool      `json:"connector"`
	Tasks     []int     `json:"tasks"`
	Settings  []Setting `json:"settings"`
}

// Setting is a key with its shown (masked) text.
type Setting struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// ActionView is an action: ID is pause, resume, stop, restart, restart_failed,
// restart_all, edit, delete. Asks is a question to put first, if any.
type ActionView struct {
	ID      ActionID `json:"id"`
	Label   string   `json:"label"`
	Explain string   `json:"explain"`
	Asks    string   `json:"asks"`
	Primary bool     `json:"primary"`
	Why     string   `json:"why"` // why the cluster cannot do it; empty where it can
}

// FollowView tells how a connector is followed after Create or an action.
// State: "" not followed, following, settled, failed, ended (60 s), stopped.
type FollowView struct {
	State  write.FollowState `json:"state"`
	Action string            `json:"action"` // create, save, restart…
	Since  float64           `json:"since"`
	Text   string            `json:"text"`
	Steps  []Step            `json:"steps"`
	Draft  connect.DraftID   `json:"draft"` // the draft it came from
}

// TraceView is a trace turned over: root cause first. Task is -1 for the
// connector's own. Raw is the worker's text with secrets masked.
type TraceView struct {
	Causes []TraceCause `json:"causes"`
	Frames int          `json:"frames"`
	Folded int          `json:"folded"`
	Raw    string       `json:"raw"`
}

// TraceCause is one exception of the chain. Top is the first frame worth
// reading; Groups are the rest, folded by package.
type TraceCause struct {
	Class   string       `json:"class"`
	Message string       `json:"message"`
	Root    bool         `json:"root"`
	Top     string       `json:"top"`
	Groups  []FrameGroup `json:"groups"`
}

// FrameGroup is a run of frames of the packages in Title.
type FrameGroup struct {
	Title  string   `json:"title"`
	Frames []string `json:"frames"`
}

// TopicsView is the Topics tab. State: known, disabled (tracking is off on the
// worker), unsupported.
type TopicsView struct {
	State  TopicsState `json:"state"`
	Topics []TopicView `json:"topics"`
	Unused []Setting   `json:"unused"` // named in the config, not used so far
	ReadAt float64     `json:"readAt"`
	Text   string      `json:"text"`
}

// TopicView is one topic in use. Key is the setting that names it, or empty;
// AlsoBy are other connectors of this cluster that use it by config.
type TopicView struct {
	Name   string   `json:"name"`
	Key    string   `json:"key"`
	AlsoBy []string `json:"alsoBy"`
}

// OffsetsView is the Offsets tab. State: known, unsupported. Cells are texts;
// a missing key is Missing.
type OffsetsView struct {
	State         OffsetsState `json:"state"`
	Sink          bool         `json:"sink"`
	Group         string       `json:"group"`
	PartitionKeys []string     `json:"partitionKeys"`
	OffsetKeys    []string     `json:"offsetKeys"`
	Rows          []OffsetRow  `json:"rows"`
	JSON          string       `json:"json"`
	ReadAt        float64      `json:"readAt"`
	Text          string       `json:"text"`
	Command       string       `json:"command"`
}

// OffsetRow is one partition; cells are in the order of the view's keys.
type OffsetRow struct {
	Partition []Cell `json:"partition"`
	Offset    []Cell `json:"offset"`
	JSON      string `json:"json"`
}

// Cell is one value of a free map: missing, null, or its text.
type Cell struct {
	Text    string `json:"text"`
	Missing bool   `json:"missing"`
	Number  bool   `json:"number"`
}

// DeleteFacts is what stays behind when a connector is deleted.
type DeleteFacts struct {
	Tasks      int           `json:"tasks"`
	Type       ConnectorType `json:"type"`
	Topics     []string      `json:"topics"`
	Group      string        `json:"group"`
	Offsets    string        `json:"offsets"`
	KeepDays   int           `json:"keepDays"`
	KeepsWhere KeptWhere     `json:"keepsWhere"` // "sealed", "session" where there is no keyring
}
