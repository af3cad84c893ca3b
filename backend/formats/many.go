package formats

import (
	"fmt"
	"strings"

	"sluiceway/backend/connect"
)

// Item is one of several connectors that are exported together. Definitions help to
// recognise its secret keys.
type Item struct {
	Connector
	Definitions []connect.Definition
	Requests    map[string]*Request // by the method of Options; nil: as for Apache workers
}

// RenderMany renders several connectors as one text with the title name: curl as one
// script, JSON as an array. It follows the rules of [Render], with the definitions of
// each item. It returns a [connect.Error] with CodeInvalid also for a format that
// cannot contain several connectors.
func RenderMany(format, name string, items []Item, o Options) (Rendered, error) {
	f, ok := named(format)
	if !ok || f.many == nil {
		return Rendered{}, connect.Errorf(connect.CodeInvalid, "Several connectors cannot be written as one text in the format “%s”. Nothing was exported; choose a file for each, or another format.", format)
	}
	out := Rendered{FileName: fileName(name, f.extension), Variables: []Variable{}, Secrets: []string{}, Spans: []Span{}}
	for _, item := range items {
		if err := printable(item.Connector); err != nil {
			return Rendered{}, err
		}
		out.Settings += len(item.Config)
	}
	err := f.many(&out, items, o)
	return out, err
}

// File is one of several texts.
type File struct {
	Name string
	Text string
}

// RenderFiles renders one file per connector. File names are unique even on a file
// system that ignores case.
func RenderFiles(format string, items []Item, o Options) ([]File, error) {
	out := make([]File, 0, len(items))
	taken := map[string]bool{}
	for _, item := range items {
		o.Definitions, o.Request = item.Definitions, item.Requests[o.Method]
		one, err := Render(format, item.Connector, o)
		if err != nil {
			return nil, err
		}
		out = append(out, File{unusedName(one.FileName, taken), one.Text})
	}
	return out, nil
}

// unusedName adds a number to a file name that is already used.
func unusedName(name string, taken map[string]bool) string {
	dot := strings.LastIndex(name, ".")
	free := name
	for n := 2; taken[strings.ToLower(free)]; n++ {
		free = fmt.Sprintf("%s-%d%s", name[:dot], n, name[dot:])
	}
	taken[strings.ToLower(free)] = true
	return free
}

// SecretKeys returns the keys of a connector whose values an export omits by default,
// sorted.
func SecretKeys(c Connector, definitions ...connect.Definition) []string {
	return secretKeys(c, Options{Definitions: definitions})
}
