// Package workertest is the conformance suite for worker.Worker. It needs a cluster that it
// may change. Most checks apply to every kind of cluster that has the features. The checks
// for Apache workers describe how real ones from 2.8 to 4.3 behave; the sandbox must pass
// them too.
package workertest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Specimen is a connector to create: its class, and the settings that it needs besides name
// and connector.class.
type Specimen struct {
	Class  string
	Config connect.Config
}

// Target is the Worker to check, and what is available on its cluster.
type Target struct {
	Worker worker.Worker
	// WrongLogin is a Worker for the same cluster with a wrong password. Nil if the
	// cluster needs no login.
	WrongLogin worker.Worker
	// Source runs with one task and sends some records to the topic in its setting
	// TopicKey, which is a required STRING without a default.
	Source   Specimen
	TopicKey string
	// SecretKey is a setting of the source that holds a password; empty if it has none.
	SecretKey string
	// Sink runs with one task. The suite sets its "topics".
	Sink Specimen
	// Failing is a sink whose task soon fails with a chain of causes.
	Failing Specimen
	// Apache is set for clusters with the API of Apache workers.
	Apache *Apache
	// Parts is the number of tasks of a running connector; 0 means one. Where tasks are
	// nodes, it is the number of nodes.
	Parts int
	// Strict is set for clusters that refuse keys that they do not know.
	Strict *Strict
	// Prefix is the prefix of the names of all connectors and topics of this run.
	Prefix string
}

// Strict has keys for clusters that refuse keys that they do not know.
type Strict struct {
	Text   string         // a STRING setting of source and sink that may hold any text
	Number string         // a number of the source
	Other  string         // another setting of the source
	Value  string         // a value of Other that is not its default
	Paused connect.Config // what a config has that must leave the source paused
}

// Apache is what is available on an Apache worker only.
type Apache struct {
	// Transformation is the class of a transformation with a required setting.
	Transformation string
	// JSONConverter is the class of a converter with the BOOLEAN setting
	// schemas.enable.
	JSONConverter string
	// Placeholder is a text that a config provider resolves to Resolved.
	Placeholder, Resolved string
	// AtLeast reports whether a version returned by Identity is Kafka major.minor or
	// later.
	AtLeast func(version string, major, minor int) bool
}

// Run runs the suite. It deletes the connectors that it created.
func Run(t *testing.T, target Target) {
	t.Helper()
	if target.Worker.Features().Known() {
		t.Error("features are known before Identity was called")
	}
	info, err := target.Worker.Identity(t.Context())
	if err != nil {
		t.Fatalf("the worker cannot be used at all: %v", err)
	}
	t.Logf("worker %s", info.Version)
	s := &suite{Target: target, w: roles{target.Worker}, info: info, can: target.Worker.Features(), serial: new(atomic.Int64)}
	groups := [][]check{roots(), plugins(), definitions(), checks(), creations(), configs(), lives(), failures(), absences(), names(), traffic(), offsetChanges(), logins(), extras()}
	if target.Apache != nil {
		groups = append(groups, apachePlugins(), validations(), apacheFailures(), apacheNames())
	}
	for _, group := range groups {
		for _, c := range group {
			if !s.fits(c) {
				continue
			}
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				c.judge(t, s)
			})
		}
	}
}

// check is a check of clusters that have the features that it needs.
type check struct {
	name  string
	judge func(*testing.T, *suite)
	needs []worker.Feature
}

func (s *suite) fits(c check) bool {
	return !slices.ContainsFunc(c.needs, func(f worker.Feature) bool { return !s.can.Can(f) })
}

// suite has what the checks share. It does not change while they run.
type suite struct {
	Target
	w      roles
	info   connect.WorkerInfo
	can    worker.Features
	serial *atomic.Int64
}

// kafka reports whether the worker is major.minor or later, for differences without a
// feature.
func (s *suite) kafka(major, minor int) bool { return s.Apache.AtLeast(s.info.Version, major, minor) }

// settleLimit is the time within which a state must be reached. Real workers need a few
// seconds, and more after several rebalances.
const (
	settleLimit = 60 * time.Second
	pollEvery   = 150 * time.Millisecond
)

// name returns a new name for a source.
func (s *suite) name(what string) string { return s.nameOf(s.Source, what) }

func (s *suite) nameOf(of Specimen, what string) string {
	return s.w.Traits().RowNameOf(of.Class, fmt.Sprintf("%s-%s-%d", s.Prefix, what, s.serial.Add(1)))
}

// source returns a config of the source that writes to a topic.
func (s *suite) source(topic string) connect.Config {
	c := s.Source.Config.Clone()
	c[connect.KeyClass], c[s.TopicKey] = s.Source.Class, topic
	return c
}

func (s *suite) sink(of Specimen, topic string) connect.Config {
	c := of.Config.Clone()
	key := "topics"
	if s.Strict != nil {
		key = s.Strict.Text
	}
	c[connect.KeyClass], c[key] = of.Class, topic
	return c
}

// create creates a connector that is deleted at the end of the test.
func (s *suite) create(t *testing.T, name string, config connect.Config) connect.Connector {
	t.Helper()
	s.forget(t, name)
	made, err := s.w.create(t.Context(), name, config, "")
	if err != nil || !made.Created {
		t.Fatalf("create %s: %+v, %v", name, made, err)
	}
	s.follow(t, name, made)
	return made.Connector
}

// follow waits until an operation is done.
func (s *suite) follow(t *testing.T, name string, receipt worker.Receipt) {
	t.Helper()
	if receipt.Operation == "" {
		return
	}
	eventually(t, "the change of "+name+" is done", func(ctx context.Context) (string, bool) {
		o, err := s.w.operation(ctx, name, receipt.Operation)
		return fmt.Sprintf("%+v %v", o, err), err == nil && o.State == worker.OperationDone
	})
}

// remove deletes a connector and waits for the end of the operation.
func (s *suite) remove(t *testing.T, name string) {
	t.Helper()
	receipt, err := s.w.delete(t.Context(), name)
	if err != nil {
		t.Fatalf("delete %s: %v", name, err)
	}
	s.follow(t, name, receipt)
}

// forget deletes a connector at the end of the test, if it exists.
func (s *suite) forget(t *testing.T, name string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	t.Cleanup(func() {
		if _, err := s.w.delete(ctx, name); err != nil && connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("clean up %s: %v", name, err)
		}
	})
}

// running creates a source and waits until its task is running.
func (s *suite) running(t *testing.T, what string) string {
	t.Helper()
	name := s.name(what)
	s.create(t, name, s.source(name))
	s.settle(t, name, "running", s.runs)
	return name
}

// runs reports whether a connector and its only task, if there are tasks, are running.
func (s *suite) runs(status connect.Status) bool { return s.allIn(status, connect.StateRunning) }

// allIn reports whether a connector and its only task, if there are tasks, are in a state.
func (s *suite) allIn(status connect.Status, state connect.State) bool {
	tasks := 0
	if s.can.Can(worker.Tasks) {
		tasks = max(s.Parts, 1)
	}
	return allIn(status, state) && len(status.Tasks) == tasks
}

func allIn(status connect.Status, state connect.State) bool {
	return status.Connector.State == state && !slices.ContainsFunc(status.Tasks, func(t connect.TaskStatus) bool { return t.State != state })
}

// own returns a config without the keys that the service adds.
func (s *suite) own(config connect.Config) connect.Config { return s.w.Traits().Own(config) }

// settle polls a status until wanted returns true.
func (s *suite) settle(t *testing.T, name, what string, wanted func(connect.Status) bool) connect.Status {
	t.Helper()
	var last connect.Status
	eventually(t, fmt.Sprintf("%s is %s", name, what), func(ctx context.Context) (string, bool) {
		status, err := s.w.Status(ctx, name)
		if err != nil {
			return err.Error(), false
		}
		last = status
		return fmt.Sprintf("%+v", status), wanted(status)
	})
	return last
}

// eventually polls until done is true. After settleLimit it fails with what was last seen.
func eventually(t *testing.T, what string, poll func(context.Context) (seen string, done bool)) {
	t.Helper()
	limit := time.NewTimer(settleLimit)
	defer limit.Stop()
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		seen, done := poll(t.Context())
		if done {
			return
		}
		select {
		case <-limit.C:
			t.Fatalf("timed out waiting until %s; last seen: %s", what, seen)
		case <-t.Context().Done():
			t.Fatalf("cancelled while waiting until %s; last seen: %s", what, seen)
		case <-tick.C:
		}
	}
}

// wantCode checks that err is an Error with one of the codes, a sentence, and no Java class
// name before the worker's message.
func wantCode(t *testing.T, what string, err error, codes ...connect.Code) {
	t.Helper()
	e, isError := errors.AsType[*connect.Error](err)
	switch {
	case err == nil:
		t.Errorf("%s: no error, want %v", what, codes)
	case !isError:
		t.Errorf("%s: %T, want *connect.Error: %v", what, err, err)
	case !slices.Contains(codes, e.Code):
		t.Errorf("%s: code %q, want %v: %v", what, e.Code, codes, err)
	case !strings.HasSuffix(e.Text, "."):
		t.Errorf("%s: not a sentence: %q", what, e.Text)
	case strings.Contains(strings.SplitN(e.Worker, " ", 2)[0], "Exception:"):
		t.Errorf("%s: a class name precedes the worker's message: %q", what, e.Worker)
	}
}

func must[T any](t *testing.T, what string) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		return v
	}
}
