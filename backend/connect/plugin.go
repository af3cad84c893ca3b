package connect

import (
	"cmp"
	"strconv"
	"strings"
)

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

// ComparePluginVersions orders the versions that plugins report as Kafka does
// by Maven's rules, as far as numbers go: "3.10.0" is newer than "3.9.1", and
// "3.9.1" newer than "3.9.1-SNAPSHOT".
func ComparePluginVersions(a, b string) int {
	x, okX := leadingNumbers(a)
	y, okY := leadingNumbers(b)
	if !okX || !okY {
		return strings.Compare(a, b)
	}
	return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), cmp.Compare(x[2], y[2]), -strings.Compare(a, b))
}

// leadingNumbers reads up to three numbers that a version begins with; one of
// fewer than two is none.
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
