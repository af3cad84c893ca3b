package live

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Connection returns the live connection of a profile. It may wait for the
// keyring.
func (s *Service) Connection(ctx context.Context, id connect.ProfileID) (worker.Connection, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return worker.Connection{}, err
	}
	return c.dialer.Connection(ctx)
}

// Peek returns what there is of the connection, without waiting.
func (s *Service) Peek(id connect.ProfileID) (worker.Connection, bool) {
	c, err := s.clusters.get(id)
	if err != nil {
		return worker.Connection{}, false
	}
	return c.dialer.Current(), true
}
