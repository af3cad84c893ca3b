package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Connection is the live connection of a profile. Do not store it: get it from
// [Connections] immediately before each use, so that address, login, permissions and
// version are up to date.
type Connection struct {
	Profile connect.Profile
	// Generation increases whenever the profile's address, login or password changes,
	// or its workers report another version. Do not use what was learned under another
	// generation.
	Generation uint64
	Worker     Worker
}

// Is reports whether two connections have the same worker and generation. The names of their
// profiles may differ.
func (c Connection) Is(other Connection) bool {
	return c.Generation == other.Generation && c.Worker == other.Worker
}

// Connections returns live connections.
type Connections interface {
	// Connection returns the connection of a profile. It may wait for the keyring. It
	// returns an error with CodeNotFound if the profile was deleted.
	Connection(ctx context.Context, id connect.ProfileID) (Connection, error)
	// Peek returns the connection without waiting, for display. Worker is nil if there
	// is no connection yet. ok is false if the profile was deleted.
	Peek(id connect.ProfileID) (conn Connection, ok bool)
}

// Features returns what the cluster can do, as far as known.
func (c Connection) Features() Features {
	if c.Worker == nil {
		return Unknown()
	}
	return c.Worker.Features()
}
