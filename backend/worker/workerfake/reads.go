package workerfake

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Plugins returns the connector classes and, unless connectorsOnly is set, a plugin of
// each other kind.
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

// plugins returns the connector classes. m.mu must be held.
func (m *memory) plugins() []connect.Plugin {
	var out []connect.Plugin
	for _, class := range slices.Sorted(maps.Keys(m.classes)) {
		out = append(out, connect.Plugin{Class: class, Type: connect.PluginKind(m.classes[class].Type), Version: "1.0"})
	}
	return out
}

// Names returns the names of all connectors.
func (m *memory) Names(ctx context.Context) ([]string, error) {
	if err := m.begin(ctx, "names"); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.names(), nil
}

// Statuses returns the statuses of all connectors.
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

// Infos returns the types and configs of all connectors.
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

// Connector returns a connector with its config.
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

// show returns a connector as the cluster answers it. m.mu must be held.
func (m *memory) show(name string) connect.Connector {
	c := m.connectors[name]
	out := connect.Connector{Name: name, Config: c.config.Clone(), Type: c.kind}
	for _, t := range c.status.Tasks {
		out.Tasks = append(out.Tasks, connect.TaskID{Connector: name, Task: t.ID})
	}
	return out
}

// Status returns the status of a connector.
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

// Definitions returns the definitions of a class.
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

// Validate validates a config against the definitions.
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

// Topics returns the topics of SetTopics, or those that the config names.
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

// Offsets returns the offsets of SetOffsets, or those after the first record of the
// first topic.
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
