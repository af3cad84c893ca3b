package plugins

import "sluiceway/backend/connect"

// Key is one setting of a plugin or of the framework: its definition, and the
// rules behind it that a definition does not show. Tables of plugins are made
// of these; with the small methods each setting takes one line.
type Key struct {
	Name, Doc  string
	Kind       connect.FieldType
	Required   bool // no default
	Initial    *string
	Importance string
	width      string
	title      string
	Group      *string
	Order      int
	Dependents []string

	Checks    []check                 // what the type alone does not say
	Suggest   func(Settings) []string // recommended values
	Visible   func(Settings) bool
	NoValue   bool // validate answers "value": null, as for deprecated keys
	NoDefined bool // validate answers "definition": null
}

// Widths of ConfigDef.
const (
	Narrow  = "SHORT"
	Medium  = "MEDIUM"
	Wide    = "LONG"
	NoWidth = "NONE"
)

// Importances, at the length that a table needs.
const (
	High = connect.ImportanceHigh
	Mid  = connect.ImportanceMedium
	Low  = connect.ImportanceLow
)

// Must makes a setting without a default.
func Must(kind connect.FieldType, name, importance, doc string) Key {
	return Key{Name: name, Doc: doc, Kind: kind, Required: true, Importance: importance, title: name, Order: -1}
}

// Opt makes a setting with a default.
func Opt(kind connect.FieldType, name, initial, importance, doc string) Key {
	k := Must(kind, name, importance, doc)
	k.Required, k.Initial = false, &initial
	return k
}

// Null makes a setting whose default is null.
func Null(kind connect.FieldType, name, importance, doc string) Key {
	k := Must(kind, name, importance, doc)
	k.Required = false
	return k
}

// Sized gives a setting its width.
func (k Key) Sized(width string) Key { k.width = width; return k }

// Titled gives a setting its display name.
func (k Key) Titled(title string) Key { k.title = title; return k }

// Checked adds what the type alone does not say.
func (k Key) Checked(checks ...check) Key { k.Checks = checks; return k }

// reaches names the settings whose choices or visibility hang on this one.
func (k Key) reaches(names ...string) Key { k.Dependents = names; return k }

// Suggests recommends fixed values.
func (k Key) Suggests(values ...string) Key {
	k.Suggest = func(Settings) []string { return values }
	return k
}

func (k Key) suggestsBy(choose func(Settings) []string) Key { k.Suggest = choose; return k }

func (k Key) shownIf(visible func(Settings) bool) Key { k.Visible = visible; return k }

// At gives a setting its place in the group.
func (k Key) At(order int) Key { k.Order = order; return k }

// Hidden is never visible.
func (k Key) Hidden() Key { return k.shownIf(func(Settings) bool { return false }) }

// oneOf restricts a text to the given ones, which are recommended as well.
func (k Key) oneOf(values ...string) Key {
	return k.Checked(isOneOf(values...)).Suggests(values...)
}

// Group gives settings their group and their places in it, from 1 on.
func Group(name string, keys ...Key) []Key {
	for i := range keys {
		keys[i].Group = &name
		if keys[i].Order < 0 {
			keys[i].Order = i + 1
		}
		if keys[i].width == "" {
			keys[i].width = Medium
		}
	}
	return keys
}

// Join puts tables together.
func Join(parts ...[]Key) []Key {
	var out []Key
	for _, part := range parts {
		out = append(out, part...)
	}
	return out
}

// KeyInfo is a definition on the wire (ConfigKeyInfo of 4.3).
type KeyInfo struct {
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

// Info is the wire form. A default of type PASSWORD is hidden, and a key
// without a text has null.
func (k Key) Info() *KeyInfo {
	out := &KeyInfo{
		Name: k.Name, Type: k.Kind, Required: k.Required, Default: k.Initial, Importance: k.Importance,
		Group: k.Group, OrderInGroup: k.Order, Width: k.width, DisplayName: k.title, Dependents: k.Dependents,
	}
	if k.Doc != "" {
		out.Documentation = &k.Doc
	}
	if out.Width == "" {
		out.Width = NoWidth
	}
	if out.Dependents == nil {
		out.Dependents = []string{}
	}
	if k.Kind == connect.FieldPassword && k.Initial != nil {
		hidden := HiddenText
		out.Default = &hidden
	}
	return out
}

// HiddenText stands for every PASSWORD value that a worker prints.
const HiddenText = "[hidden]"
