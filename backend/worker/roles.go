package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Receipt is the answer of a cluster to a write that it accepted. Status is the HTTP
// status, or 0 if there was no answer and the write was verified. Operation is the id of a
// change that continues after the answer; read it with [OperationReader]. Said is the cluster's
// own sentence about what it did, if it gave one.
type Receipt struct {
	Status    int
	Created   bool              // the connector did not exist before
	Connector connect.Connector // after Create and PutConfig; empty otherwise
	Operation string
	Said      string
}

// Definer describes a plugin's settings without running its code. version may be empty. It
// returns an error with CodeNotFound for an unknown plugin.
type Definer interface {
	Definitions(ctx context.Context, class, version string) ([]connect.Definition, error)
}

// Validator runs the plugin's own checks, which may take 90 s or connect to other systems.
// If the plugin throws, it returns an error with CodeWorker and the message in Worker.
type Validator interface {
	Validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error)
}

// Creator creates a connector. It distinguishes CodeExists from CodeRebalancing. After
// CodeTimeout, CodeBusy, CodeUnclear or a 5xx the connector may exist, so verify that. A
// state needs the feature [InitialState].
type Creator interface {
	Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (Receipt, error)
}

// Configurer replaces the whole config of a connector.
type Configurer interface {
	PutConfig(ctx context.Context, name string, config connect.Config) (Receipt, error)
}

// Deleter deletes a connector.
type Deleter interface {
	Delete(ctx context.Context, name string) (Receipt, error)
}

// Pauser pauses and resumes a connector.
type Pauser interface {
	Pause(ctx context.Context, name string) (Receipt, error)
	Resume(ctx context.Context, name string) (Receipt, error)
}

// Stopper stops a connector; Resume of [Pauser] starts it again.
type Stopper interface {
	Stop(ctx context.Context, name string) (Receipt, error)
}

// Restarter restarts a connector. Without options only the connector instance is restarted,
// or everything if the trait RestartsWhole says so. Options need the feature [RestartFailed].
type Restarter interface {
	Restart(ctx context.Context, name string, o connect.RestartOptions) (Receipt, error)
}

// TaskRestarter restarts one task.
type TaskRestarter interface {
	RestartTask(ctx context.Context, name string, task int) (Receipt, error)
}

// TopicReader returns the topics that a connector has used, sorted. It returns an error with
// CodeForbidden if tracking is off. An unknown connector has no topics.
type TopicReader interface {
	Topics(ctx context.Context, name string) ([]string, error)
}

// OffsetReader returns the offsets of a connector.
type OffsetReader interface {
	Offsets(ctx context.Context, name string) (connect.Offsets, error)
}

// OffsetAlterer changes the stored offsets of a connector. AlterOffsets replaces those of the
// partitions in entries; an entry without an offset removes it. ResetOffsets removes all.
// Values are JSON as in [connect.Offsets]: a number must stay a number (see [CheckOffsets]).
// Where the trait Offsets.WhileStopped says so, it returns an error with CodeInvalid while the
// connector is not stopped.
type OffsetAlterer interface {
	AlterOffsets(ctx context.Context, name string, entries []connect.OffsetEntry) (Receipt, error)
	ResetOffsets(ctx context.Context, name string) (Receipt, error)
}

// OperationState is the state of an operation.
type OperationState string

// The states. OperationCanceled means that it was cancelled at the service.
const (
	OperationRunning  OperationState = "running"
	OperationDone     OperationState = "done"
	OperationFailed   OperationState = "failed"
	OperationCanceled OperationState = "canceled"
)

// Operation is a change that continues after its answer. Text is the service's own
// sentence. Steps are its progress, if the service reports any.
type Operation struct {
	ID    string
	State OperationState
	Text  string
	Steps []connect.Step
}

// OperationReader returns the state of an operation of a [Receipt].
type OperationReader interface {
	Operation(ctx context.Context, name, id string) (Operation, error)
}

// Tester tries a config against the other side without storing it. name is that of an existing
// connector, whose masked secrets are then used, or of a new one. If the test fails, it returns
// an error with CodeInvalid and the reason in Worker.
type Tester interface {
	Test(ctx context.Context, name string, config connect.Config) error
}

// Metric is a figure of a connector under the service's own name.
type Metric struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// NodeMetrics are the figures of a connector on a node; an empty Node means all together.
type NodeMetrics struct {
	Node   string   `json:"node"`
	Values []Metric `json:"values"`
}

// MetricReader returns the figures of a connector, those of all nodes together first.
type MetricReader interface {
	Metrics(ctx context.Context, name string) ([]NodeMetrics, error)
}

// User is something that uses a connector, so that it cannot be deleted. Kind is a word such as
// "action" or "rule". Row is its row in the list; empty if it has none.
type User struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	Row  string `json:"row"`
}

// UserReader returns what uses a connector.
type UserReader interface {
	Users(ctx context.Context, name string) ([]User, error)
}

// Addresses is implemented by workers whose profile may have several URLs. They need no
// feature: with one URL, Silent is empty and CheckAddresses does nothing.
type Addresses interface {
	// Answered returns the URL that answered last, or the empty text.
	Answered() string
	// Silent returns the URLs that did not answer when they were last tried.
	Silent() []string
	// CheckAddresses asks the workers at the other URLs, so that Silent is up to date.
	CheckAddresses(ctx context.Context)
}

// Closer is implemented by workers that hold connections.
type Closer interface{ Close() }

// Role returns the worker's role for a feature. If the feature cannot be used, it returns an
// error with CodeUnsupported and the reason. If the features are not known yet, it asks the
// worker for its identity.
func Role[T any](ctx context.Context, w Worker, f Feature) (T, error) {
	role, ok := w.(T)
	if !ok {
		return role, connect.Errorf(connect.CodeUnsupported, "%s", w.Features().Why(f))
	}
	features, err := Known(ctx, w)
	if err != nil {
		return role, err
	}
	if !features.Can(f) {
		return role, connect.Errorf(connect.CodeUnsupported, "%s", features.Why(f))
	}
	return role, nil
}

// Known returns the features of a worker. If they are not known yet, it asks the worker for
// its identity.
func Known(ctx context.Context, w Worker) (Features, error) {
	if f := w.Features(); f.Known() {
		return f, nil
	}
	if _, err := w.Identity(ctx); err != nil {
		return Features{}, err
	}
	return w.Features(), nil
}
