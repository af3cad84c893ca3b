package workerfake

import (
	"context"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workertest"
)

// Fake is a cluster that can do what a new Apache worker can. It is safe for
// concurrent use.
type Fake struct {
	*memory
	lacks     []worker.Feature
	single    bool
	manual    bool
	wholeUpTo int
	validate  func(ctx context.Context, class string, config connect.Config) (connect.Validation, error)
}

// New returns a cluster with running sinks of one task each.
func New(names ...string) *Fake {
	f := &Fake{memory: newMemory(), wholeUpTo: 2000}
	for _, name := range names {
		f.Put(name, connect.StateRunning, connect.StateRunning)
	}
	return f
}

// Lack removes features.
func (f *Fake) Lack(features ...worker.Feature) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lacks = append(f.lacks, features...)
}

// Single sets whether the cluster has only one worker, so that no name is unsafe.
func (f *Fake) Single(single bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.single = single
}

// Manual makes the cluster accept actions that have no effect, until the test sets one
// with Put.
func (f *Fake) Manual() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.manual = true
}

// OnValidate sets a function that validates instead of the cluster.
func (f *Fake) OnValidate(fn func(ctx context.Context, class string, config connect.Config) (connect.Validation, error)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.validate = fn
}

// Identity returns the version. After it the features are known.
func (f *Fake) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	if err := f.begin(ctx, "identity"); err != nil {
		return connect.WorkerInfo{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.known = true
	return connect.WorkerInfo{Version: f.version, Commit: "fake", KafkaClusterID: "fake"}, nil
}

// Features returns all features except the removed ones. Before Identity they are unknown.
func (f *Fake) Features() worker.Features {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.known {
		return worker.Unknown()
	}
	return workertest.Lacking(f.lacks...)
}

// Traits returns the traits of Apache workers.
func (f *Fake) Traits() worker.Traits {
	return worker.Traits{
		Secrets: worker.SecretsInClear, Tasks: worker.TasksAreTasks,
		Words: worker.Words{Version: "Kafka", Resume: "Resume"}, List: worker.ListTrait{WholeUpTo: f.wholeUpTo},
		Offsets: worker.OffsetsTrait{
			Group:  func(name string, _ connect.Config) string { return "connect-" + name },
			Source: "A source stores its offsets in a topic.", WhileStopped: true,
		},
		CheckNewName: newName,
		Request:      requestOf,
		CheckWrite: func(name string, forwarded bool) error {
			f.mu.Lock()
			single := f.single
			f.mu.Unlock()
			if name == "." || name == ".." || forwarded && !single {
				return safeName(name)
			}
			return nil
		},
	}
}

// requestOf returns a text that stands for the request of a change.
func requestOf(c worker.Change) string {
	if c.Action == worker.ActionRestartTask {
		return fmt.Sprintf("%s %s/%d", c.Action, c.Name, c.Task)
	}
	return fmt.Sprintf("%s %s", c.Action, c.Name)
}
