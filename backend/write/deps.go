package write

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
)

// Deps are what the service needs. Live must be set. Callbacks may be called
// from any goroutine, must return quickly and must not call the service back.
type Deps struct {
	Live *live.Service
	// Records stores the config of a connector that is about to be deleted.
	// Nil: it is not stored, and the delete says so.
	Records Records

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // the wall clock; nil: time.Now
	// Wait waits between the reads that verify a change, and tells whether there
	// is time left; nil: for real.
	Wait func(ctx context.Context, d time.Duration) bool

	OnBulk    func(id string)                 // a bulk run went on
	OnNotice  func(Notice)                    // something ended, maybe while the person is elsewhere
	OnSettled func(draft connect.DraftID)     // the connector made from a draft runs
	OnUnlock  func(profile connect.ProfileID) // a production profile was unlocked or locked
}

// Records stores the last configs of deleted connectors.
type Records interface {
	// StoreDeleted stores a config. how is "sealed", or "session" where its
	// secrets live only until the app closes. An error means that nothing was
	// stored.
	StoreDeleted(ctx context.Context, profile connect.ProfileID, name string, kind connect.ConnectorType, config connect.Config) (id string, how connect.StoredHow, err error)
	// Forget drops a stored config.
	Forget(ctx context.Context, id string) error
}

// Notice is one line about something that has ended. Tone is good, bad or plain.
type Notice struct {
	Text, Tone, Action string
	Profile            connect.ProfileID
	Name               string
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
