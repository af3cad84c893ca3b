package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Receipt is what a cluster answered to a write that it took. Status is that
// of HTTP; 0 where the write was verified without an answer. Operation names a
// change that goes on after the answer, to be followed by [OperationReader].
type Receipt struct {
	Status    int
	Created   bool              // a config was stored where there was none
	Connector connect.Connector // of create and configure; empty otherwise
	Operation string
}

// Definer describes a plugin's settings without running its code. version may
// be empty. CodeNotFound for an unknown plugin.
type Definer interface {
	Definitions(ctx context.Context, class, version string) ([]connect.Definition, error)
}

// Validator runs the plugin's own checks, which may take 90 s or dial out. A
// plugin that throws is CodeWorker with its words in Worker.
type Validator interface {
	Validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error)
}

// Creator makes a connector. CodeExists is distinguished from CodeRebalancing. After
// CodeTimeout, CodeBusy, CodeUnclear or a 5xx it may exist: verify. A state
// needs the feature [InitialState].
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

// Pauser pauses and resumes.
type Pauser interface {
	Pause(ctx context.Context, name string) (Receipt, error)
	Resume(ctx context.Context, name string) (Receipt, error)
}

// Stopper ends the tasks; Resume of a [Pauser] starts them again.
type Stopper interface {
	Stop(ctx context.Context, name string) (Receipt, error)
}

// Restarter restarts a connector. Without options the instance alone restarts;
// options need the feature [RestartFailed].
type Restarter interface {
	Restart(ctx context.Context, name string, o connect.RestartOptions) (Receipt, error)
}

// TaskRestarter restarts one task.
type TaskRestarter interface {
	RestartTask(ctx context.Context, name string, task int) (Receipt, error)
}

// TopicReader lists the topics that a connector has used, sorted. CodeForbidden
// where tracking is off. An unknown connector has no topics.
type TopicReader interface {
	Topics(ctx context.Context, name string) ([]string, error)
}

// OffsetReader reads where a connector stands.
type OffsetReader interface {
	Offsets(ctx context.Context, name string) (connect.Offsets, error)
}

// OperationState says how a change stands that goes on after its answer.
type OperationState string

// The states of an operation.
const (
	OperationRunning OperationState = "running"
	OperationDone    OperationState = "done"
	OperationFailed  OperationState = "failed"
)

// Operation is a change that goes on after its answer. Text is the service's
// own sentence.
type Operation struct {
	ID    string
	State OperationState
	Text  string
}

// OperationReader reads how an operation of a [Receipt] stands.
type OperationReader interface {
	Operation(ctx context.Context, name, id string) (Operation, error)
}

// Closer is a worker that holds connections.
type Closer interface{ Close() }

// Role returns the worker's methods for a feature, or the sentence that says
// why it cannot be used now: CodeUnsupported. What is not known yet is asked
// for, once: that is what ctx is for.
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

// Known returns the features of a worker, asking who answers where that was
// not asked yet.
func Known(ctx context.Context, w Worker) (Features, error) {
	if f := w.Features(); f.Known() {
		return f, nil
	}
	if _, err := w.Identity(ctx); err != nil {
		return Features{}, err
	}
	return w.Features(), nil
}
