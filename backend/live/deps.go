package live

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Deps are what the service needs of the world. Profiles, Dial and Secret must
// be set. Callbacks may be called from any goroutine, must return quickly and
// must not wait for the service.
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
	// SessionOnly tells that a password is stored until the app closes. Nil: never.
	SessionOnly func(ctx context.Context, id connect.ProfileID) bool
	// Probe finds out which step of reaching a cluster fails. Nil: not known.
	Probe func(ctx context.Context, p connect.Profile, secret connect.Secret) []connect.Step

	// Past remembers how connectors were. Nil: nothing is remembered.
	Past Past

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // the wall clock, nil: time.Now; a jump of it means that the machine slept

	OnCluster  func(id connect.ProfileID, version uint64) // a cluster has news
	OnClusters func()                                     // the sidebar has news
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
	if d.OnCluster == nil {
		d.OnCluster = func(connect.ProfileID, uint64) {}
	}
	if d.OnClusters == nil {
		d.OnClusters = func() {}
	}
	return d
}
