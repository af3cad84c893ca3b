package live

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/past"
	"sluiceway/backend/worker"
)

// Deps are the dependencies of the service. Profiles, Dial and Secret must be set.
// Callbacks may be called from any goroutine, must return quickly and must not
// wait for the service.
type Deps struct {
	// Profiles returns every profile in the order of the sidebar.
	Profiles func(ctx context.Context) ([]connect.Profile, error)
	// Dial makes the worker of a profile. It sends nothing.
	Dial func(p connect.Profile, secrets connect.Secrets) (worker.Worker, error)
	// Secrets returns the secrets of a profile, or none if it has no
	// login. It may wait long for a keyring that shows a prompt.
	Secrets func(ctx context.Context, id connect.ProfileID) (connect.Secrets, error)
	// NeedsKeyring reports, without calling the keyring, whether only the keyring
	// has the password. Nil: never.
	NeedsKeyring func(ctx context.Context, id connect.ProfileID) (bool, error)
	// SessionOnly reports whether a password is stored only until the app closes.
	// Nil: never.
	SessionOnly func(ctx context.Context, id connect.ProfileID) bool
	// Probe finds the step at which reaching a cluster fails. Nil: no probe.
	Probe func(ctx context.Context, p connect.Profile, secrets connect.Secrets) []connect.Step

	// Past stores the history of connectors. Nil: nothing is stored.
	Past past.Store

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // the wall clock, nil: time.Now; a jump of it means that the machine slept

	OnCluster  func(id connect.ProfileID, version uint64) // a cluster changed
	OnClusters func()                                     // the sidebar changed
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
		d.Probe = func(context.Context, connect.Profile, connect.Secrets) []connect.Step { return nil }
	}
	if d.OnCluster == nil {
		d.OnCluster = func(connect.ProfileID, uint64) {}
	}
	if d.OnClusters == nil {
		d.OnClusters = func() {}
	}
	return d
}
