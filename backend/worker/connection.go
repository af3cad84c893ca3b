package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Connection is the live connection of a profile: as it is now. Nobody stores
// one. Whoever is about to ask a cluster asks [Connections] first, and so gets
// today's address, login, permissions and version.
type Connection struct {
	Profile connect.Profile
	// Generation grows whenever the profile's address, login or password
	// changes, or its workers report another version. What was learned under
	// another generation is not to be used.
	Generation uint64
	Worker     Worker
}

// Connections hands out live connections.
type Connections interface {
	// Connection returns the connection of a profile. It may wait for the
	// keyring. CodeNotFound: the profile was deleted.
	Connection(ctx context.Context, id connect.ProfileID) (Connection, error)
	// Peek returns what is known without waiting for anything, for what is only
	// shown: Worker is nil where nothing has connected yet. ok is false where
	// the profile was deleted.
	Peek(id connect.ProfileID) (conn Connection, ok bool)
}

// Features is what the cluster can do, as far as it is known.
func (c Connection) Features() Features {
	if c.Worker == nil {
		return Unknown()
	}
	return c.Worker.Features()
}
