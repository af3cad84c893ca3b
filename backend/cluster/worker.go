// Package cluster is the service of the live view: which clusters are looked
// at, when, what they answered, what was done to their connectors and how that
// went. It owns the Worker interface.
package cluster

import (
	"context"

	"sluiceway/backend/connect"
)

// Worker is one Connect cluster as its REST API shows it. Every method may be
// called from any goroutine and returns a *connect.Error or a context error.
// Reads are retried inside; a write is repeated inside only after a 409 that
// means rebalance, at most 5 times, each try announced through OnRetry.
// backend/conformance states what implementations must do, and runs it on the
// sandbox and on real workers.
type Worker interface {
	// Root is GET /. It is the probe for reachability, login and version.
	Root(ctx context.Context) (connect.WorkerInfo, error)
	// Health is GET /health; CodeUnsupported before 3.9.
	Health(ctx context.Context) (connect.Health, error)
	// Capabilities are derived from the version that Root last answered and
	// corrected by every "no such route" since. Before Root: those of 2.8.
	Capabilities() connect.Capabilities

	// Plugins lists connectors only, or all kinds where the worker can.
	Plugins(ctx context.Context, connectorsOnly bool) ([]connect.Plugin, error)
	// Definitions is GET /connector-plugins/{class}/config: milliseconds, no
	// plugin code. version may be empty. CodeUnsupported before 3.2,
	// CodeNotFound for an unknown plugin.
	Definitions(ctx context.Context, class, version string) ([]connect.Definition, error)
	// Validate runs the plugin's own checks and may take 90 s or dial out. A
	// plugin that throws is CodeWorker with the prefixes stripped from Worker.
	Validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error)

	// Names is GET /connectors, sorted.
	Names(ctx context.Context) ([]string, error)
	// Statuses is GET /connectors?expand=status. Connectors without a status
	// yet are missing: join with Names.
	Statuses(ctx context.Context) (map[string]connect.Status, error)
	// Infos is GET /connectors?expand=info. It grows with the square of the
	// number of connectors. Null entries are left out.
	Infos(ctx context.Context) (map[string]connect.Connector, error)

	Connector(ctx context.Context, name string) (connect.Connector, error)
	Config(ctx context.Context, name string) (connect.Config, error)
	Status(ctx context.Context, name string) (connect.Status, error)
	TaskConfigs(ctx context.Context, name string) ([]connect.TaskConfig, error)
	// Topics is CodeForbidden where topic tracking is off. An unknown
	// connector has no topics.
	Topics(ctx context.Context, name string) ([]string, error)
	// Offsets is CodeUnsupported before 3.5.
	Offsets(ctx context.Context, name string) (connect.Offsets, error)

	// Create is POST /connectors. CodeExists is told from CodeRebalancing.
	// After CodeTimeout, CodeBusy or CodeWorker with a 5xx the connector may
	// exist: look. An initial state on a worker before 3.7 is CodeUnsupported.
	Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (connect.Connector, error)
	// PutConfig is PUT /connectors/{name}/config: it replaces the whole
	// config; created is true where there was none.
	PutConfig(ctx context.Context, name string, config connect.Config) (connector connect.Connector, created bool, err error)
	Delete(ctx context.Context, name string) error
	Pause(ctx context.Context, name string) error
	Resume(ctx context.Context, name string) error
	// Stop is CodeUnsupported before 3.5.
	Stop(ctx context.Context, name string) error
	// Restart without options restarts the connector instance alone. With
	// options it answers before the work is done. CodeUnsupported before 3.0
	// when an option is set (those workers ignore the flags).
	Restart(ctx context.Context, name string, o connect.RestartOptions) error
	RestartTask(ctx context.Context, name string, task int) error
}
