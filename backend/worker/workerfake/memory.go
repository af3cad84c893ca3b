package workerfake

import (
	"context"
	"slices"
	"strings"
	"sync"

	"sluiceway/backend/connect"
)

// memory is a cluster with its connectors and the recorded calls.
type memory struct {
	mu         sync.Mutex
	version    string
	known      bool // Identity was called
	classes    map[string]Class
	connectors map[string]*connector
	calls      []string
	onCall     func(ctx context.Context, call string) error
	onDone     func(ctx context.Context, call string) error
}

// connector is a connector as the cluster stores it.
type connector struct {
	config  connect.Config
	kind    connect.ConnectorType
	status  connect.Status
	topics  []string
	offsets connect.Offsets
}

// Class is a connector plugin of the cluster. If Fails is set, the tasks of its connectors
// fail.
type Class struct {
	Type        connect.ConnectorType
	Definitions []connect.Definition
	Fails       bool
}

// The classes of a new cluster.
const (
	Source  = "org.example.Source"
	Sink    = "org.example.Sink"
	Failing = "org.example.FailingSink"
)

func newMemory() *memory {
	return &memory{
		version: "4.3.1", connectors: map[string]*connector{},
		classes: map[string]Class{
			Source:  {Type: connect.TypeSource, Definitions: definitions("topic")},
			Sink:    {Type: connect.TypeSink, Definitions: definitions("topics")},
			Failing: {Type: connect.TypeSink, Definitions: definitions("topics"), Fails: true},
		},
	}
}

func definitions(topic string) []connect.Definition {
	one := "1"
	return []connect.Definition{
		{Name: connect.KeyName, Type: connect.FieldString, Group: "Common", Order: 1, Required: true, Importance: connect.ImportanceHigh},
		{Name: connect.KeyClass, Type: connect.FieldString, Group: "Common", Order: 2, Required: true, Importance: connect.ImportanceHigh},
		{Name: "tasks.max", Type: connect.FieldInt, Group: "Common", Order: 3, Default: &one, Importance: connect.ImportanceHigh},
		{Name: topic, Type: connect.FieldString, Group: "Own", Order: 1, Required: true, Importance: connect.ImportanceHigh},
		{Name: "pin", Type: connect.FieldPassword, Group: "Own", Order: 2, Importance: connect.ImportanceLow},
	}
}

// begin records a call and returns the error with which it fails before the cluster acts.
func (m *memory) begin(ctx context.Context, call string) error {
	m.mu.Lock()
	m.calls = append(m.calls, call)
	fail := m.onCall
	m.mu.Unlock()
	if fail != nil {
		if err := fail(ctx, call); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// done returns the error with which a call fails after the cluster acted.
func (m *memory) done(ctx context.Context, call string) error {
	m.mu.Lock()
	fail := m.onDone
	m.mu.Unlock()
	if fail == nil {
		return nil
	}
	return fail(ctx, call)
}

// OnCall sets a function whose error makes a call fail before the cluster acts. It may
// block. Nil: no call fails.
func (m *memory) OnCall(fn func(ctx context.Context, call string) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.onCall = fn
}

// OnDone sets a function whose error makes a write fail after the cluster acted.
func (m *memory) OnDone(fn func(ctx context.Context, call string) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.onDone = fn
}

// Calls returns the recorded calls, oldest first.
func (m *memory) Calls() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.calls)
}

// Count returns how often exactly this call was made.
func (m *memory) Count(call string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, c := range m.calls {
		if c == call {
			n++
		}
	}
	return n
}

// CountPrefix returns the number of calls with a prefix.
func (m *memory) CountPrefix(prefix string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, c := range m.calls {
		if strings.HasPrefix(c, prefix) {
			n++
		}
	}
	return n
}

// Define adds a plugin, or changes one.
func (m *memory) Define(name string, c Class) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.classes[name] = c
}

// SetVersion changes the version that the cluster reports.
func (m *memory) SetVersion(version string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.version = version
}

// Put sets the state of a connector and its tasks. A new connector gets the config of a
// sink. A failed connector or task gets a trace with a chain of causes.
func (m *memory) Put(name string, state connect.State, tasks ...connect.State) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.connectors[name]
	if c == nil {
		c = &connector{kind: connect.TypeSink, config: connect.Config{
			connect.KeyName: name, connect.KeyClass: Sink, "topics": "a, b", "tasks.max": "4",
		}}
		m.connectors[name] = c
	}
	c.status = StatusOf(name, state, tasks...)
	c.status.Type = c.kind
}

// PutStatus sets the complete status of a connector that was created with Put.
func (m *memory) PutStatus(s connect.Status) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.connectors[s.Name]
	c.status = s
	if s.Type != "" {
		c.kind = s.Type
	}
}

// SetConfig stores a config, as if another program did.
func (m *memory) SetConfig(name string, config connect.Config) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.store(name, config)
}

// SetTopics sets the topics that a connector has used.
func (m *memory) SetTopics(name string, topics ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.connectors[name].topics = topics
}

// SetOffsets sets the offsets of a connector.
func (m *memory) SetOffsets(name string, offsets connect.Offsets) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.connectors[name].offsets = offsets
}

// Drop deletes a connector, as if another program did.
func (m *memory) Drop(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.connectors, name)
}

// Config returns the stored config of a connector, or nil.
func (m *memory) Config(name string) connect.Config {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c, ok := m.connectors[name]; ok {
		return c.config.Clone()
	}
	return nil
}
