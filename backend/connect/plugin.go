package connect

// PluginKind is the worker's word for what a plugin is.
type PluginKind string

// The plugin kinds of GET /connector-plugins.
const (
	KindSource          PluginKind = "source"
	KindSink            PluginKind = "sink"
	KindTransformation  PluginKind = "transformation"
	KindPredicate       PluginKind = "predicate"
	KindConverter       PluginKind = "converter"
	KindHeaderConverter PluginKind = "header_converter"
)

// Plugin is a class on the workers. Version is empty where the plugin reports
// none; some report junk. From 4.1 one class can occur in several versions.
type Plugin struct {
	Class   string     `json:"class"`
	Type    PluginKind `json:"type"`
	Version string     `json:"version,omitempty"`
}
