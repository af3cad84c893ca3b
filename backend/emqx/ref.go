package emqx

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// kind is one of the three collections of the API.
type kind string

const (
	connectors kind = "connectors"
	actions    kind = "actions"
	sources    kind = "sources"
)

func kinds() []kind { return []kind{connectors, actions, sources} }

// word is the kind in the singular.
func (k kind) word() string { return strings.TrimSuffix(string(k), "s") }

// direction is the type of a row: actions send data out, sources receive it, and a
// connector has no direction.
func (k kind) direction() connect.ConnectorType {
	switch k {
	case actions:
		return connect.TypeSink
	case sources:
		return connect.TypeSource
	case connectors:
	}
	return connect.TypeShared
}

// ref addresses a connector, an action or a source.
type ref struct {
	kind      kind
	typ, name string
}

// id is the name of an item in the API.
func (r ref) id() string { return r.typ + ":" + r.name }

// row is the name of its row.
func (r ref) row() string {
	if r.kind == connectors {
		return r.id()
	}
	return r.kind.word() + "/" + r.id()
}

func (r ref) class() string { return classOf(r.kind, r.typ) }

func classOf(k kind, typ string) string { return k.word() + "/" + typ }

// parseRow is the reverse of row.
func parseRow(row string) (ref, bool) {
	r, id := ref{kind: connectors}, row
	for _, k := range []kind{actions, sources} {
		if rest, ok := strings.CutPrefix(row, k.word()+"/"); ok {
			r.kind, id = k, rest
		}
	}
	var ok bool
	r.typ, r.name, ok = strings.Cut(id, ":")
	return r, ok && r.typ != "" && r.name != "" && !strings.Contains(r.typ, "/")
}

// parseClass returns the kind and the type of a class.
func parseClass(class string) (kind, string, bool) {
	word, typ, ok := strings.Cut(class, "/")
	for _, k := range kinds() {
		if k.word() == word {
			return k, typ, ok && typ != ""
		}
	}
	return "", "", false
}

// rowName makes the name of a row from a class and the name that a person gave.
func rowName(class, name string) string {
	k, typ, ok := parseClass(class)
	if !ok || name == "" || strings.Contains(name, ":") {
		return name
	}
	return ref{k, typ, name}.row()
}

var names = regexp.MustCompile(`^[0-9a-zA-Z][-0-9a-zA-Z_]*$`)

// longestName is the length that EMQX allows, in bytes.
const longestName = 255

// checkNewName refuses what EMQX refuses. name is that of a row, or the part after the
// colon.
func checkNewName(name string) error {
	own := name[strings.LastIndexByte(name, ':')+1:]
	switch {
	case strings.TrimSpace(own) == "":
		return connect.Errorf(connect.CodeInvalid, "It needs a name.")
	case len(own) > longestName:
		return connect.Errorf(connect.CodeInvalid, "The name is longer than %d characters, which EMQX refuses.", longestName)
	case !names.MatchString(own):
		return connect.Errorf(connect.CodeInvalid, "A name of EMQX has only the letters a to z and A to Z, digits, “-” and “_”, and starts with a letter or a digit.")
	}
	return nil
}

// about returns what a sentence calls an item.
func (r ref) about() string {
	return "The " + r.kind.word() + " “" + r.name + "” of type " + r.typ
}

func unknownRow(row string) error {
	return connect.Errorf(connect.CodeNotFound, "There is no connector, action or source “%s”. Names look like mysql:orders, action/mysql:orders or source/mqtt:orders.", row)
}
