package editing

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// connect returns a profile's connection as it is now. What it can do is asked
// for where that is not known; whoever then uses it hears why it does not
// answer.
func (s *Service) connect(ctx context.Context, id connect.ProfileID) (worker.Connection, error) {
	conn, err := s.deps.Clusters.Connection(ctx, id)
	if err != nil {
		return worker.Connection{}, err
	}
	_, _ = worker.Known(connect.WithoutRetry(ctx), conn.Worker)
	return conn, nil
}

// connect asks for the cluster of the form; mu must not be held.
func (o *opened) connect(ctx context.Context) (worker.Connection, error) {
	return o.s.connect(ctx, o.profile)
}

// peek is what is known of the cluster without waiting. Where the profile was
// deleted, nothing can be done there.
func (o *opened) peek() worker.Connection {
	conn, ok := o.s.deps.Clusters.Peek(o.profile)
	if !ok {
		return worker.Connection{Profile: connect.Profile{ID: o.profile, ReadOnly: true}}
	}
	return conn
}
