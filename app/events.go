package app

import (
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/workbench"
	"sluiceway/backend/write"
)

// Emitter sends an event to the page; the Wails runtime in the window, a
// recorder in tests.
type Emitter func(name string, payload any)

// topic is the name of an event whose payload is a P.
type topic[P any] string

// The events. They are small: they say that something changed, and the page asks for
// what it shows.
const (
	eventClusters topic[struct{}]     = "clusters" // the sidebar changed
	eventCluster  topic[ClusterEvent] = "cluster"
	eventForm     topic[FormEvent]    = "form"
	eventBulk     topic[BulkEvent]    = "bulk"
	eventCalls    topic[CallsEvent]   = "calls"
	eventDrafts   topic[struct{}]     = "drafts"
	eventStep     topic[StepEvent]    = "step"
	eventKeyring  topic[KeyringEvent] = "keyring"
	eventNotice   topic[Notice]       = "notice"
)

// send emits an event. Before there is a window it does nothing.
func send[P any](a *App, event topic[P], payload P) {
	if a.emit != nil {
		a.emit(string(event), payload)
		return
	}
	if ctx := a.window(); ctx != nil {
		runtime.EventsEmit(ctx, string(event), payload)
	}
}

// events sends the events of the workbench to the page.
func (a *App) events() workbench.Events {
	return workbench.Events{
		Clusters: func() { send(a, eventClusters, struct{}{}) },
		Cluster: func(id connect.ProfileID, version uint64) {
			send(a, eventCluster, ClusterEvent{Profile: id, Version: float64(version)})
		},
		Form: func(id connect.DraftID, revision int) {
			send(a, eventForm, FormEvent{Draft: id, Revision: float64(revision)})
		},
		Stored: func(id connect.DraftID, at time.Time) {
			send(a, eventForm, FormEvent{Draft: id, SavedAt: connect.UnixMilli(at)})
		},
		Drafts:  func() { send(a, eventDrafts, struct{}{}) },
		Bulk:    func(id string) { send(a, eventBulk, BulkEvent{ID: id}) },
		Notice:  func(n Notice) { send(a, eventNotice, n) },
		Call:    func(last CallRow) { send(a, eventCalls, CallsEvent{Last: last}) },
		Keyring: func(e KeyringEvent) { send(a, eventKeyring, e) },
	}
}

// ClusterEvent says that a cluster changed.
type ClusterEvent struct {
	Profile connect.ProfileID `json:"profile"`
	Version float64           `json:"version"`
}

// FormEvent says that a form changed, or that its draft was stored.
type FormEvent struct {
	Draft    connect.DraftID `json:"draft"`
	Revision float64         `json:"revision"` // 0: the form did not change
	SavedAt  float64         `json:"savedAt"`  // Unix milliseconds; 0: it was not stored just now
}

// BulkEvent says that a bulk run changed.
type BulkEvent struct {
	ID string `json:"id"`
}

// CallsEvent carries the newest call, for the status bar.
type CallsEvent struct {
	Last CallRow `json:"last"`
}

// StepEvent is one step of a call that reports its steps, by the id of the call.
type StepEvent struct {
	Call string `json:"call"`
	Step Step   `json:"step"`
}

type (
	// KeyringEvent says that a call waits for the system keyring, or no longer does.
	KeyringEvent = keychain.Event
	// Notice is a toast about something that ended, with one link to it.
	Notice = write.Notice
)
