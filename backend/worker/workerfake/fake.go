package workerfake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workertest"
)

// Fake is a cluster that can do what a new Apache worker can. It may be used
// from any goroutine.
type Fake struct {
	*memory
	lacks     []worker.Feature
	single    bool
	manual    bool
	wholeUpTo int
	validate  func(ctx context.Context, class string, config connect.Config) (connect.Validation, error)
}

// New makes a cluster with running sinks of one task each.
func New(names ...string) *Fake {
	f := &Fake{memory: newMemory(), wholeUpTo: 2000}
	for _, name := range names {
		f.Put(name, connect.StateRunning, connect.StateRunning)
	}
	return f
}

// Lack takes features away.
func (f *Fake) Lack(features ...worker.Feature) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lacks = append(f.lacks, features...)
}

// Single says that the cluster has one worker only, so that no name is unsafe.
func (f *Fake) Single(single bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.single = single
}

// Manual has the cluster take actions without anything coming of them, until
// the test says so with Put.
func (f *Fake) Manual() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.manual = true
}

// OnValidate answers in place of the cluster's own check.
func (f *Fake) OnValidate(fn func(ctx context.Context, class string, config connect.Config) (connect.Validation, error)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.validate = fn
}

// Identity answers the version; the features are known from then on.
func (f *Fake) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	if err := f.begin(ctx, "identity"); err != nil {
		return connect.WorkerInfo{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.known = true
	return connect.WorkerInfo{Version: f.version, Commit: "fake", KafkaClusterID: "fake"}, nil
}

// Features are all but those taken away; before Identity they are unknown.
func (f *Fake) Features() worker.Features {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.known {
		return worker.Unknown()
	}
	return workertest.Lacking(f.lacks...)
}

// Traits are those of Apache workers.
func (f *Fake) Traits() worker.Traits {
	return worker.Traits{
		Secrets: worker.SecretsInClear, Tasks: worker.TasksAreTasks,
		Words: worker.Words{Version: "Kafka", Resume: "Resume"}, List: worker.ListTrait{WholeUpTo: f.wholeUpTo},
		CheckNewName: newName,
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

// Plugins lists the classes of the cluster and, where asked, a converter of it.
func (f *Fake) Plugins(ctx context.Context, connectorsOnly bool) ([]connect.Plugin, error) {
	if err := f.begin(ctx, "plugins"); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	out := f.plugins()
	if !connectorsOnly && !slices.Contains(f.lacks, worker.PluginKinds) {
		for _, kind := range []connect.PluginKind{connect.KindTransformation, connect.KindPredicate, connect.KindConverter, connect.KindHeaderConverter} {
			out = append(out, connect.Plugin{Class: "org.example." + string(kind), Type: kind})
		}
	}
	return out, nil
}

// plugins lists the connector classes; m.mu is held.
func (m *memory) plugins() []connect.Plugin {
	var out []connect.Plugin
	for _, class := range slices.Sorted(maps.Keys(m.classes)) {
		out = append(out, connect.Plugin{Class: class, Type: connect.PluginKind(m.classes[class].Type), Version: "1.0"})
	}
	return out
}

// Names lists the connectors.
func (m *memory) Names(ctx context.Context) ([]string, error) {
	if err := m.begin(ctx, "names"); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.names(), nil
}

// Statuses is how all connectors are.
func (m *memory) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	if err := m.begin(ctx, "statuses"); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string]connect.Status{}
	for name, c := range m.connectors {
		if c.status.Name != "" {
			out[name] = cloned(c.status)
		}
	}
	return out, nil
}

func cloned(s connect.Status) connect.Status {
	s.Tasks = slices.Clone(s.Tasks)
	return s
}

// Infos is the types and configs of all connectors.
func (f *Fake) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	if err := f.begin(ctx, "infos"); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	out := map[string]connect.Connector{}
	for name := range f.connectors {
		out[name] = f.show(name)
	}
	return out, nil
}

// Connector is one connector with its config.
func (f *Fake) Connector(ctx context.Context, name string) (connect.Connector, error) {
	if err := f.begin(ctx, "connector "+name); err != nil {
		return connect.Connector{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, err := f.find(name); err != nil {
		return connect.Connector{}, err
	}
	return f.show(name), nil
}

// show is a connector as the cluster answers it; m.mu is held.
func (m *memory) show(name string) connect.Connector {
	c := m.connectors[name]
	out := connect.Connector{Name: name, Config: c.config.Clone(), Type: c.kind}
	for _, t := range c.status.Tasks {
		out.Tasks = append(out.Tasks, connect.TaskID{Connector: name, Task: t.ID})
	}
	return out
}

// Status is how one connector is.
func (m *memory) Status(ctx context.Context, name string) (connect.Status, error) {
	if err := m.begin(ctx, "status "+name); err != nil {
		return connect.Status{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	c, err := m.find(name)
	if err == nil && c.status.Name == "" {
		err = &connect.Error{Code: connect.CodeNotFound, Text: "It has no status yet.", Status: 404}
	}
	if err != nil {
		return connect.Status{}, err
	}
	return cloned(c.status), nil
}

// Definitions describes a class.
func (f *Fake) Definitions(ctx context.Context, class, version string) ([]connect.Definition, error) {
	if err := f.begin(ctx, strings.TrimSpace("definitions "+class+" "+version)); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	c, ok := f.classes[class]
	if !ok || version != "" && version != "1.0" {
		return nil, &connect.Error{Code: connect.CodeNotFound, Text: "There is no plugin “" + class + "”.", Status: 404}
	}
	return slices.Clone(c.Definitions), nil
}

// Validate checks a config as the definitions say.
func (f *Fake) Validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error) {
	if err := f.begin(ctx, "validate "+class); err != nil {
		return connect.Validation{}, err
	}
	f.mu.Lock()
	answer := f.validate
	c, ok := f.classes[class]
	f.mu.Unlock()
	if answer != nil {
		return answer(ctx, class, config)
	}
	if !ok || config[connect.KeyClass] != class {
		return connect.Validation{}, refused("The cluster does not know the class “" + config[connect.KeyClass] + "”.")
	}
	return validation(class, c.Definitions, config), nil
}

// Topics lists what SetTopics said, or the topics that the config names.
func (f *Fake) Topics(ctx context.Context, name string) ([]string, error) {
	if err := f.begin(ctx, "topics "+name); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	c, ok := f.connectors[name]
	switch {
	case !ok:
		return nil, nil
	case c.topics != nil:
		return slices.Clone(c.topics), nil
	case c.kind == connect.TypeSource:
		return []string{c.config["topic"]}, nil
	}
	var out []string
	for topic := range strings.SplitSeq(c.config["topics"], ",") {
		out = append(out, strings.TrimSpace(topic))
	}
	slices.Sort(out)
	return out, nil
}

// Offsets are what SetOffsets said, or the first record of the first topic.
func (f *Fake) Offsets(ctx context.Context, name string) (connect.Offsets, error) {
	if err := f.begin(ctx, "offsets "+name); err != nil {
		return connect.Offsets{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	c, err := f.find(name)
	if err != nil || c.offsets.Entries != nil || len(c.status.Tasks) == 0 {
		return offsetsOf(c), err
	}
	if c.kind == connect.TypeSource {
		return one(map[string]string{"file": `"a"`}, map[string]string{"position": "1"}), nil
	}
	first, _, _ := strings.Cut(c.config["topics"], ",")
	return one(map[string]string{"kafka_topic": strconv.Quote(first), "kafka_partition": "0"}, map[string]string{"kafka_offset": "1"}), nil
}

func offsetsOf(c *connector) connect.Offsets {
	if c == nil {
		return connect.Offsets{}
	}
	return c.offsets
}

func one(partition, offset map[string]string) connect.Offsets {
	raw := func(in map[string]string) map[string]json.RawMessage {
		out := map[string]json.RawMessage{}
		for key, text := range in {
			out[key] = json.RawMessage(text)
		}
		return out
	}
	return connect.Offsets{Entries: []connect.OffsetEntry{{Partition: raw(partition), Offset: raw(offset)}}}
}

func taskCall(name string, task int) string { return fmt.Sprintf("restart %s/%d", name, task) }
