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
}
