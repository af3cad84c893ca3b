package cluster

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Deps are what the service needs of the world. Profiles, Dial and Secret must
// be set. Callbacks may be called from any goroutine and must return quickly;
// OnBulk must not call the service back before it returns.
type Deps struct {
	// Profiles returns every profile in the order of the sidebar.
	Profiles func(ctx context.Context) ([]connect.Profile, error)
	// Dial makes the worker of a profile; it sends nothing yet.
	Dial func(p connect.Profile, secret connect.Secret) (worker.Worker, error)
	// Secret returns the password of a profile, the empty one where it needs
	// none. It may wait long for a keyring that asks the person.
	Secret func(ctx context.Context, id connect.ProfileID) (connect.Secret, error)
	// NeedsKeyring tells, without asking the keyring, whether only the keyring
	// has the password. Nil: never.
	NeedsKeyring func(ctx context.Context, id connect.ProfileID) (bool, error)
	// SessionOnly tells that a password is kept until the app closes. Nil: never.
	SessionOnly func(ctx context.Context, id connect.ProfileID) bool
	// Probe finds out which step of reaching a cluster fails. Nil: not known.
	Probe func(ctx context.Context, p connect.Profile, secret connect.Secret) []connect.Step
	// Keep keeps the config of a connector that is about to be deleted. Nil: it
	// is not kept, and the delete says so.
	Keep Keeper
	// KeepsWhere says how it would be kept: "sealed" or "session". Nil: sealed.
	KeepsWhere func() string

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // the wall clock, nil: time.Now; a jump of it means that the machine slept

	OnCluster  func(id connect.ProfileID, version uint64) // a cluster has news
	OnClusters func()                                     // the sidebar has news
	OnBulk     func(id string)                            // a bulk run went on
	OnNotice   func(Notice)                               // something ended, maybe while the person is elsewhere
	OnSettled  func(draft connect.DraftID)                // the connector made from a draft runs
}

// Keeper keeps the last config of a deleted connector. kept is "sealed", or
// "session" where its secrets live only until the app closes.
type Keeper interface {
	StoreDeleted(ctx context.Context, profile connect.ProfileID, name string, kind connect.ConnectorType, config connect.Config) (id, kept string, err error)
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
	if d.NeedsKeyring == nil {
		d.NeedsKeyring = func(context.Context, connect.ProfileID) (bool, error) { return false, nil }
	}
	if d.SessionOnly == nil {
		d.SessionOnly = func(context.Context, connect.ProfileID) bool { return false }
	}
	if d.Probe == nil {
		d.Probe = func(context.Context, connect.Profile, connect.Secret) []connect.Step { return nil }
	}
	if d.KeepsWhere == nil {
		d.KeepsWhere = func() string { return "sealed" }
	}
	return d.withSilentCallbacks()
}

func (d Deps) withSilentCallbacks() Deps {
	if d.OnCluster == nil {
		d.OnCluster = func(connect.ProfileID, uint64) {}
	}
	if d.OnClusters == nil {
		d.OnClusters = func() {}
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
	return d
}
