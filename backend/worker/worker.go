package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Stored is a connector with its config as its owner wrote it, without keys that the service
// adds. Unshown are the keys whose values the cluster masks, sorted.
type Stored struct {
	connect.Connector

	Unshown []string
}

// Read reads a connector with its config as its owner wrote it.
func Read(ctx context.Context, w Worker, name string) (Stored, error) {
	c, err := w.Connector(ctx, name)
	if err != nil {
		return Stored{}, err
	}
	traits := w.Traits()
	c.Config = traits.Own(c.Config)
	return Stored{Connector: c, Unshown: traits.Unshown(c.Config)}, nil
}

// Worker is the core that every kind of cluster supports. Its methods are safe for
// concurrent use and return a *connect.Error or the error of the context. Reads are retried
// unless the context forbids that (see connect.WithoutRetry).
type Worker interface {
	// Identity returns the version of the worker and checks that it can be reached and
	// accepts the login. After it the features are known.
	Identity(ctx context.Context) (connect.WorkerInfo, error)
	// Features returns what the cluster can do, without waiting. Before the first
	// Identity that is [Unknown].
	Features() Features
	// Traits returns how this kind of cluster differs from others.
	Traits() Traits

	// Plugins returns the connector classes, or the plugins of all kinds if the cluster
	// lists them.
	Plugins(ctx context.Context, connectorsOnly bool) ([]connect.Plugin, error)
	// Names returns the names of all connectors, sorted.
	Names(ctx context.Context) ([]string, error)
	// Statuses returns the statuses of all connectors by name. Connectors without a
	// status are missing, so join it with Names.
	Statuses(ctx context.Context) (map[string]connect.Status, error)
	// Infos returns the types and, with the feature [ListConfigs], the stored configs of
	// all connectors by name.
	Infos(ctx context.Context) (map[string]connect.Connector, error)
	// Connector returns a connector with its stored config, unmasked unless the trait
	// Secrets says otherwise.
	Connector(ctx context.Context, name string) (connect.Connector, error)
	// Status returns the status of a connector.
	Status(ctx context.Context, name string) (connect.Status, error)
}
