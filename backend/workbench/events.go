package workbench

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/write"
)

// Events are called when something has changed, from any goroutine. They must not
// block. Nil ones are not called.
type Events struct {
	Clusters func() // the list of clusters changed, or a summary in it
	Cluster  func(id connect.ProfileID, version uint64)
	Form     func(id connect.DraftID, revision int)
	Stored   func(id connect.DraftID, at time.Time) // a draft is on disk
	Drafts   func()
	Bulk     func(id string)
	Notice   func(n write.Notice)
	Call     func(last CallRow)
	Keyring  func(e keychain.Event)
}

func (e *Events) fill() {
	ignored := func() {}
	if e.Clusters == nil {
		e.Clusters = ignored
	}
	if e.Cluster == nil {
		e.Cluster = func(connect.ProfileID, uint64) {}
	}
	if e.Form == nil {
		e.Form = func(connect.DraftID, int) {}
	}
	if e.Stored == nil {
		e.Stored = func(connect.DraftID, time.Time) {}
	}
	if e.Drafts == nil {
		e.Drafts = ignored
	}
	if e.Bulk == nil {
		e.Bulk = func(string) {}
	}
	if e.Notice == nil {
		e.Notice = func(write.Notice) {}
	}
	if e.Call == nil {
		e.Call = func(CallRow) {}
	}
	if e.Keyring == nil {
		e.Keyring = func(keychain.Event) {}
	}
}

// Notice is a notice about the start: damage that was set aside, a newer data folder,
// no log.
type Notice struct {
	Code connect.Code `json:"code"`
	Text string       `json:"text"`
	Path string       `json:"path"`
}
