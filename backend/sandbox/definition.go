package sandbox

import "sluiceway/backend/connect"

// key is one setting of a plugin or of the framework: its definition, and the
// rules behind it that a definition does not show. Tables of plugins are made
// of these; the small methods keep a table at one line a setting.
type key struct {
	name, doc  string
	kind       connect.FieldType
	required   bool // no default
	initial    *string
	importance string
	width      string
	title      string
	group      *string
	order      int
	dependents []string

	checks    []check                 // what the type alone does not say
	suggest   func(settings) []string // recommended values
	visible   func(settings) bool
	noValue   bool // validate answers "value": null, as for deprecated keys
	noDefined bool // validate answers "definition": null
}

// Widths of ConfigDef.
const (
	narrow  = "SHORT"
	medium  = "MEDIUM"
	wide    = "LONG"
	noWidth = "NONE"
)

// Importances, at the length that a table needs.
const (
	high = connect.ImportanceHigh
	mid  = connect.ImportanceMedium
	low  = connect.ImportanceLow
)

// must makes a setting without a default.
func must(kind connect.FieldType, name, importance, doc string) key {
	return key{name: name, doc: doc, kind: kind, required: true, importance: importance, title: name, order: -1}
}

// opt makes a setting with a default.
func opt(kind connect.FieldType, name, initial, importance, doc string) key {
	k := must(kind, name, importance, doc)
	k.required, k.initial = false, &initial
	return k
}

// null makes a setting whose default is null.
func null(kind connect.FieldType, name, importance, doc string) key {
	k := must(kind, name, importance, doc)
	k.required = false
	return k
}

func (k key) sized(width string) key { k.width = width; return k }

func (k key) titled(title string) key { k.title = title; return k }

func (k key) checked(checks ...check) key { k.checks = checks; return k }

// reaches names the settings whose choices or visibility hang on this one.
func (k key) reaches(names ...string) key { k.dependents = names; return k }

func (k key) suggests(values ...string) key {
	k.suggest = func(settings) []string { return values }
	return k
}

func (k key) suggestsBy(choose func(settings) []string) key { k.suggest = choose; return k }

func (k key) shownIf(visible func(settings) bool) key { k.visible = visible; return k }

func (k key) at(order int) key { k.order = order; return k }

// hidden is never visible.
func (k key) hidden() key { return k.shownIf(func(settings) bool { return false }) }

// oneOf restricts a text to the given ones, which are recommended as well.
func (k key) oneOf(values ...string) key {
	return k.checked(isOneOf(values...)).suggests(values...)
}

// group gives settings their group and their places in it, from 1 on.
func group(name string, keys ...key) []key {
	for i := range keys {
		keys[i].group = &name
		if keys[i].order < 0 {
			keys[i].order = i + 1
		}
		if keys[i].width == "" {
			keys[i].width = medium
		}
	}
	return keys
}

// join puts tables together.
func join(parts ...[]key) []key {
	var out []key
	for _, part := range parts {
		out = append(out, part...)
	}
	return out
}

// keyInfo is a definition on the wire (ConfigKeyInfo of 4.3).
type keyInfo struct {
	Name          string            `json:"name"`
	Type          connect.FieldType `json:"type"`
	Required      bool              `json:"required"`
	Default       *string           `json:"default_value"`
	Importance    string            `json:"importance"`
	Documentation *string           `json:"documentation"`
	Group         *string           `json:"group"`
	OrderInGroup  int               `json:"order_in_group"`
	Width         string            `json:"width"`
	DisplayName   string            `json:"display_name"`
	Dependents    []string          `json:"dependents"`
}

// info is the wire form. A default of type PASSWORD is hidden, and a key
// without a text has null.
func (k key) info() *keyInfo {
	out := &keyInfo{
		Name: k.name, Type: k.kind, Required: k.required, Default: k.initial, Importance: k.importance,
		Group: k.group, OrderInGroup: k.order, Width: k.width, DisplayName: k.title, Dependents: k.dependents,
	}
	if k.doc != "" {
		out.Documentation = &k.doc
	}
	if out.Width == "" {
		out.Width = noWidth
	}
	if out.Dependents == nil {
		out.Dependents = []string{}
	}
	if k.kind == connect.FieldPassword && k.initial != nil {
		hidden := hiddenText
		out.Default = &hidden
	}
	return out
}

// hiddenText stands for every PASSWORD value that a worker prints.
const hiddenText = "[hidden]"
