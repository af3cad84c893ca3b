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

// format is a textual form of a config: how to tell it, read it and write it.
// Adding one is a file with these three and a line in table.
type format struct {
	name string
	// is reports whether a text, without blanks around it, is in the format.
	is     func(text string) bool
	parse  func(source string) (Document, error)
	render func(out *Rendered, c Connector, o Options) error
}

// table is every format, in the order in which they are offered and tried.
// Properties are the last guess, because nearly every text can be read so.
func table() []format {
	return []format{
		{Curl, isCurl, parseCurl, renderCurl},
		{JSON, isJSON, parseJSON, renderJSON},
		{Properties, func(string) bool { return true }, parseProperties, renderProperties},
	}
}

// Names lists the formats that [Print] writes and [Parse] reads.
func Names() []string {
	var out []string
	for _, f := range table() {
		out = append(out, f.name)
	}
	return out
}

// named returns the format of a name.
func named(name string) (format, bool) {
	all := table()
	i := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if i < 0 {
		return format{}, false
	}
	return all[i], true
}

// recognise returns the format of a text; ok is false for an empty one.
func recognise(source string) (f format, ok bool) {
	text := strings.TrimSpace(source)
	for _, f := range table() {
		if text != "" && f.is(text) {
			return f, true
		}
	}
	return format{}, false
}
