package formats

import (
	"slices"
	"strings"
)

// The names of the formats.
const (
	Curl       = "curl"
	JSON       = "json"
	Properties = "properties"
)

// format is a textual form of a config. To add one, write these functions and add an
// entry to table.
type format struct {
	name      string
	extension string // of its files, with the dot
	// is reports whether a trimmed text is in this format.
	is     func(text string) bool
	parse  func(source string) (Document, error)
	render func(out *Rendered, c Connector, o Options) error
	// many writes several connectors as one text; nil where the format has no
	// such form.
	many func(out *Rendered, items []Item, o Options) error
}

// table returns all formats, in the order in which they are offered and tried. Properties
// come last, because nearly every text can be parsed as properties.
func table() []format {
	return []format{
		{Curl, ".sh", isCurl, parseCurl, renderCurl, renderCurlMany},
		{JSON, ".json", isJSON, parseJSON, renderJSON, renderJSONMany},
		{Properties, ".properties", func(string) bool { return true }, parseProperties, renderProperties, nil},
	}
}

// Names returns the names of all formats.
func Names() []string {
	var out []string
	for _, f := range table() {
		out = append(out, f.name)
	}
	return out
}

// named returns the format with a name.
func named(name string) (format, bool) {
	all := table()
	i := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if i < 0 {
		return format{}, false
	}
	return all[i], true
}

// recognise returns the format of a text; ok is false if the text is empty.
func recognise(source string) (f format, ok bool) {
	text := strings.TrimSpace(source)
	for _, f := range table() {
		if text != "" && f.is(text) {
			return f, true
		}
	}
	return format{}, false
}
