package sandbox

import (
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

const base = "io.sluiceway.sandbox."

// plugin is one class on the simulated workers, in one version.
type plugin struct {
	class   string
	kind    connect.PluginKind
	version string // empty where the plugin reports none
	keys    []key

	// What follows is for connectors only; nil means the plain behaviour.

	// inspect is the plugin's own look at the whole config after its settings
	// were checked one by one; it may add errors by key.
	inspect func(settings) map[string][]string
	// delay is how long validate takes, for plugins that dial out.
	delay func(settings) time.Duration
	// throws is the exception of a validate that breaks.
	throws func(settings) error
	// fate is what becomes of a connector with this config.
	fate func(settings) fate
	// tasks is how many tasks the plugin can use; tasks.max caps it.
	tasks func(settings) int
	// topics are those that the connector writes; sinks have theirs by config.
	topics func(settings) []string
	// partitions are the places whose offsets a source keeps.
	partitions func(settings) []position
	// checkOffset looks at an entry that somebody wants to store.
	checkOffset func(entry offsetEntry) string
}

// connectorKeys are the plugin's own keys, then those of the framework that
// the plugin does not define itself: the order of GET …/config.
func (p plugin) connectorKeys() []key {
	if !p.isConnector() {
		return p.keys
	}
	out := slices.Clone(p.keys)
	for _, k := range framework(p.kind, p.version) {
		if !slices.ContainsFunc(p.keys, func(own key) bool { return own.name == k.name }) {
			out = append(out, k)
		}
	}
	return out
}

func (p plugin) isConnector() bool {
	return p.kind == connect.KindSource || p.kind == connect.KindSink
}

// registry holds all plugins, in the order in which a worker lists them.
type registry struct{ all []plugin }

func newRegistry() *registry {
	return &registry{all: slices.Concat(
		[]plugin{
			kitchenSink(), fileSink(), httpSink("1.9.3"), httpSink("2.1.0"), searchSink(), warehouseSink(),
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

// find looks a class up by its full name or, for all but transformations and
// predicates with a "$", by its simple name with or without the word for its
// kind. Of several versions the wanted one, or the newest.
func (r *registry) find(name, version string, kinds ...connect.PluginKind) (plugin, bool) {
	var found plugin
	known := false
	for _, p := range r.all {
		if !slices.Contains(kinds, p.kind) || !p.answersTo(name) {
			continue
		}
		if version != "" && version != "latest" && p.version != version {
			continue
		}
		if !known || p.version > found.version {
			found, known = p, true
		}
	}
	return found, known
}

func (p plugin) answersTo(name string) bool {
	if p.class == name {
		return true
	}
	simple := p.class[strings.LastIndexByte(p.class, '.')+1:]
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
func (p plugin) suffix() string {
	switch p.kind {
	case connect.KindConverter:
		return "Converter"
	case connect.KindHeaderConverter:
		return "HeaderConverter"
	case connect.KindSource, connect.KindSink:
		return "Connector"
	case connect.KindTransformation, connect.KindPredicate:
	}
	return "\x00"
}

func connectorKinds() []connect.PluginKind {
	return []connect.PluginKind{connect.KindSource, connect.KindSink}
}

func allKinds() []connect.PluginKind {
	return []connect.PluginKind{
		connect.KindSink, connect.KindSource, connect.KindTransformation, connect.KindPredicate,
		connect.KindConverter, connect.KindHeaderConverter,
	}
}

// versions are all versions of a class, newest last.
func (r *registry) versions(class string, kinds ...connect.PluginKind) []string {
	out := []string{}
	for _, p := range r.all {
		if slices.Contains(kinds, p.kind) && p.answersTo(class) && p.version != "" {
			out = append(out, p.version)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// classes are the names of all classes of a kind.
func (r *registry) classes(kind connect.PluginKind) []string {
	var out []string
	for _, p := range r.all {
		if p.kind == kind {
			out = append(out, p.class)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
