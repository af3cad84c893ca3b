package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Worker is the narrow core of a cluster. Every method may be called from any
// goroutine and returns a *connect.Error or a context error. Reads are retried
// inside, unless the context says otherwise (see connect.WithoutRetry).
type Worker interface {
	// Identity asks who answers: the probe for reachability, login and version.
	// Features are known after it.
	Identity(ctx context.Context) (connect.WorkerInfo, error)
	// Features is what the cluster can do, as far as it is known now. It never
	// waits. Before the first Identity it is [Unknown].
	Features() Features
	// Traits is how this kind of cluster differs from others.
	Traits() Traits

	// Plugins lists connector classes, or plugins of all kinds where the
	// cluster lists them.
	Plugins(ctx context.Context, connectorsOnly bool) ([]connect.Plugin, error)
	// Names lists the connectors, sorted.
	Names(ctx context.Context) ([]string, error)
	// Statuses is how all connectors are. Those without a status yet are
	// missing: join with Names.
	Statuses(ctx context.Context) (map[string]connect.Status, error)
	// Infos is the types and stored configs of all connectors, as far as
	// [ListConfigs] says that one request has them.
	Infos(ctx context.Context) (map[string]connect.Connector, error)
	// Connector is one connector with its stored config, unmasked unless the
	// trait Secrets says otherwise.
	Connector(ctx context.Context, name string) (connect.Connector, error)
	// Status is how one connector is.
	Status(ctx context.Context, name string) (connect.Status, error)
}
