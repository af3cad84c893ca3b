package write

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
)

// Deps are the dependencies of the service. Live must be set. Callbacks may be called from
// any goroutine, must return quickly and must not call the service.
type Deps struct {
	Live *live.Service
	// Records stores the config of a connector before it is deleted. Nil: configs are
	// not stored, and the outcome of a delete says so.
	Records Records

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // the wall clock; nil: time.Now
	// Wait waits between the reads that verify a change, and reports whether there is
	// time left. Nil: the real clock.
	Wait func(ctx context.Context, d time.Duration) bool

	OnBulk    func(id string)                 // a bulk run has changed
	OnNotice  func(Notice)                    // something has ended, perhaps while the person was on another page
	OnSettled func(draft connect.DraftID)     // the connector created from a draft is running
	OnUnlock  func(profile connect.ProfileID) // a production profile was unlocked or locked
}

// Records stores the last configs of deleted connectors.
type Records interface {
	// Store stores the config of a connector before it is deleted. how is "sealed", or
	// "session" if its secrets are in memory only, until the app closes. On an error
	// nothing is stored.
	Store(ctx context.Context, profile connect.ProfileID, name string, kind connect.ConnectorType, config connect.Config) (id string, how connect.StoredHow, err error)
	// Forget deletes a stored config.
	Forget(ctx context.Context, id string) error
}

// Tone says whether a notice is good or bad news.
type Tone string

// The tones.
const (
	ToneGood  Tone = "good"
	ToneBad   Tone = "bad"
	TonePlain Tone = "plain"
)

// Notice is a line about something that has ended. Action is the label of the link to the
// connector Name; empty if there is none.
type Notice struct {
	Text    string            `json:"text"`
	Tone    Tone              `json:"tone"`
	Action  string            `json:"action"`
	Profile connect.ProfileID `json:"profile"`
	Name    string            `json:"name"`
}

func (d Deps) withDefaults() Deps {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Wait == nil {
		d.Wait = pause
	}
	if d.OnBulk == nil {
		d.OnBulk = func(string) {}
	}
	if d.OnNotice == nil {
		d.OnNotice = func(Notice) {}
	}
	if d.OnSettled == nil {
		d.OnSettled = func(connect.DraftID) {}
	}
	if d.OnUnlock == nil {
		d.OnUnlock = func(connect.ProfileID) {}
	}
	return d
}
