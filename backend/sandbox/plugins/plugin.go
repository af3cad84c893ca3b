package plugins

import (
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// Base is the package that all classes of the sandbox are below.
const Base = "io.sluiceway.sandbox."

// Plugin is one class on the simulated workers, in one version.
type Plugin struct {
	Class   string
	Kind    connect.PluginKind
	Version string // empty where the plugin reports none
	Keys    []Key

	// The following are for connectors only; nil is the default behaviour.

	// Inspect is the plugin's own check of the whole config, after each setting was
	// checked. It returns errors by key.
	Inspect func(Settings) map[string][]string
	// Delay is how long validate takes, for plugins that connect to something.
	Delay func(Settings) time.Duration
	// Throws is the exception that validate throws.
	Throws func(Settings) error
	// Outcome is what becomes of a connector with this config.
	Outcome func(Settings) Outcome
	// Tasks is how many tasks the plugin can use, limited by tasks.max.
	Tasks func(Settings) int
	// Topics are those that a source writes to.
	Topics func(Settings) []string
	// Partitions are those whose offsets a source stores.
	Partitions func(Settings) []Position
	// CheckOffset checks an offset that is to be stored.
	CheckOffset func(entry OffsetEntry) string
}

// ConnectorKeys are the plugin's own keys, then those of the framework that
// the plugin does not define itself: the order of GET …/config.
func (p Plugin) ConnectorKeys() []Key {
	if !p.IsConnector() {
		return p.Keys
	}
	out := slices.Clone(p.Keys)
	for _, k := range Framework(p.Kind, p.Version) {
		if !slices.ContainsFunc(p.Keys, func(own Key) bool { return own.Name == k.Name }) {
			out = append(out, k)
		}
	}
	return out
}

// IsConnector reports whether the plugin is a source or a sink.
func (p Plugin) IsConnector() bool {
	return p.Kind == connect.KindSource || p.Kind == connect.KindSink
}

// Registry holds all plugins, in the order in which a worker lists them.
type Registry struct{ All []Plugin }

// NewRegistry makes the registry of all plugins of the sandbox.
func NewRegistry() *Registry {
	return &Registry{All: slices.Concat(
		[]Plugin{
			KitchenSink(), fileSink(), httpSink("1.9.3"), httpSink("2.1.0"), searchSink(), warehouseSink(),
			moodySource(), wideSource(), fileSource(), heartbeatSource(), mirrorSource(), shopSource(),
		},
		transformations(), predicates(), converters(connect.KindConverter), converters(connect.KindHeaderConverter),
	)}
}

// worldPrefixes are packages of Apache Kafka whose classes stand for ours of
// the same simple name, so that a config from elsewhere also works here.
func worldPrefixes() []string {
	const apache = "org.apache.kafka.connect."
	return []string{
		apache + "transforms.predicates.", apache + "transforms.", apache + "json.", apache + "storage.",
		apache + "converters.", apache + "file.", apache + "mirror.",
	}
}

// Find returns a class by its full name or, for all but transformations and
// predicates with a "$", by its simple name with or without the word for its
// kind. Of several versions the wanted one, or the newest.
func (r *Registry) Find(name, version string, kinds ...connect.PluginKind) (Plugin, bool) {
	var found Plugin
	known := false
	for _, p := range r.All {
		if !slices.Contains(kinds, p.Kind) || !p.answersTo(name) {
			continue
		}
		if version != "" && version != "latest" && p.Version != version {
			continue
		}
		if !known || p.Version > found.Version {
			found, known = p, true
		}
	}
	return found, known
}

func (p Plugin) answersTo(name string) bool {
	if p.Class == name {
		return true
	}
	simple := p.Class[strings.LastIndexByte(p.Class, '.')+1:]
	for _, prefix := range worldPrefixes() {
		if name == prefix+simple {
			return true
		}
	}
	if strings.Contains(simple, "$") {
		return false
	}
	return name == simple || name == strings.TrimSuffix(simple, p.suffix())
}

// suffix is what an alias may leave out.
func (p Plugin) suffix() string {
	switch p.Kind {
	case connect.KindConverter:
		return "Converter"
	case connect.KindHeaderConverter:
		return "HeaderConverter"
	case connect.KindSource, connect.KindSink:
		return "Connector"
	case connect.KindTransformation, connect.KindPredicate, connect.KindShared:
	}
	return "\x00"
}

// ConnectorKinds are source and sink.
func ConnectorKinds() []connect.PluginKind {
	return []connect.PluginKind{connect.KindSource, connect.KindSink}
}

// AllKinds are the kinds of plugins, in the order of a list.
func AllKinds() []connect.PluginKind {
	return []connect.PluginKind{
		connect.KindSink, connect.KindSource, connect.KindTransformation, connect.KindPredicate,
		connect.KindConverter, connect.KindHeaderConverter,
	}
}

// Versions are all versions of a class, newest last.
func (r *Registry) Versions(class string, kinds ...connect.PluginKind) []string {
	out := []string{}
	for _, p := range r.All {
		if slices.Contains(kinds, p.Kind) && p.answersTo(class) && p.Version != "" {
			out = append(out, p.Version)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Classes are the names of all classes of a kind.
func (r *Registry) Classes(kind connect.PluginKind) []string {
	var out []string
	for _, p := range r.All {
		if p.Kind == kind {
			out = append(out, p.Class)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
