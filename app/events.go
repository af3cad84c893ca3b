package app

import "sluiceway/backend/connect"

// Emitter sends an event to the page; the Wails runtime in the window, a
// recorder in tests.
type Emitter func(name string, payload any)

// Names of the events; frontend/src/bridge/events.ts lists the same.
const (
	eventClusters = "clusters" // the sidebar changed
	eventCluster  = "cluster"
	eventForm     = "form"
	eventBulk     = "bulk"
	eventCalls    = "calls"
	eventDrafts   = "drafts"
	eventStep     = "step"
	eventKeyring  = "keyring"
	eventNotice   = "notice"
)

// ClusterEvent says that a cluster has news; the page asks for what it shows.
type ClusterEvent struct {
	Profile string  `json:"profile"`
	Version float64 `json:"version"`
}

// FormEvent says that the worker had something to say about a draft.
type FormEvent struct {
	Draft    string  `json:"draft"`
	Revision float64 `json:"revision"`
}

// BulkEvent says that a bulk run went on.
type BulkEvent struct {
	ID string `json:"id"`
}

// CallsEvent carries the newest call, for the status bar.
type CallsEvent struct {
	Last CallRow `json:"last"`
	Kept int     `json:"kept"`
}

// StepEvent is one step of a connection test, by the call id of the test.
type StepEvent struct {
	Call string       `json:"call"`
	Step connect.Step `json:"step"`
}

// KeyringEvent says that the system keyring keeps us waiting, or has answered.
type KeyringEvent struct {
	State string `json:"state"` // waiting, answered, gave_up
	For   string `json:"for"`   // what it is needed for
}

// Notice is a toast: something that ended elsewhere, with one way to go there.
type Notice struct {
	Text    string `json:"text"`
	Tone    string `json:"tone"` // good, bad, plain
	Action  string `json:"action"`
	Profile string `json:"profile"`
	Name    string `json:"name"`
}
