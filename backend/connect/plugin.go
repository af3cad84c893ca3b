package connect

import (
	"cmp"
	"strconv"
	"strings"
)

// PluginKind is the worker's name for the kind of a plugin.
type PluginKind string

// The plugin kinds of GET /connector-plugins.
const (
	KindSource          PluginKind = "source"
	KindSink            PluginKind = "sink"
	KindTransformation  PluginKind = "transformation"
	KindPredicate       PluginKind = "predicate"
	KindConverter       PluginKind = "converter"
	KindHeaderConverter PluginKind = "header_converter"
	// KindShared makes connectors of [TypeShared].
	KindShared PluginKind = "connector"
)

// Plugin is a class installed on the workers. Version is empty if the plugin
// reports none; some report junk. Since 4.1 a class can have several versions.
type Plugin struct {
	Class   string     `json:"class"`
	Type    PluginKind `json:"type"`
	Version string     `json:"version,omitempty"`
}

// ComparePluginVersions compares plugin versions by Maven's rules, as Kafka does,
// but only their numbers: "3.10.0" is newer than "3.9.1", and "3.9.1" is newer than
// "3.9.1-SNAPSHOT".
func ComparePluginVersions(a, b string) int {
	x, okX := leadingNumbers(a)
	y, okY := leadingNumbers(b)
	if !okX || !okY {
		return strings.Compare(a, b)
	}
	return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), cmp.Compare(x[2], y[2]), -strings.Compare(a, b))
}

// leadingNumbers parses up to three leading numbers of a version. It returns
// ok = false if there are fewer than two.
func leadingNumbers(text string) (out [3]int, ok bool) {
	for i := range out {
		end := 0
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		n, err := strconv.Atoi(text[:end])
		if err != nil {
			return out, i > 1
		}
		out[i] = n
		if text = text[end:]; !strings.HasPrefix(text, ".") {
			return out, i > 0
		}
		text = text[1:]
	}
	return out, true
}
