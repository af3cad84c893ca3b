package form

import "sluiceway/backend/connect"

// Kind chooses the control of a field.
type Kind string

// The kinds. A choice has recommended values and takes free text as well.
const (
	KindBoolean  Kind = "boolean"
	KindNumber   Kind = "number"
	KindText     Kind = "text"
	KindLongText Kind = "long_text"
	KindList     Kind = "list"
	KindChoice   Kind = "choice"
	KindSecret   Kind = "secret"
)

// Unit is what a number counts, where its key tells; it gives the human
// reading beside the field.
type Unit string

// The units.
const (
	UnitNone         Unit = ""
	UnitMilliseconds Unit = "ms"
	UnitSeconds      Unit = "s"
	UnitBytes        Unit = "bytes"
)

// RequiredBy says who requires a setting.
type RequiredBy string

// Who requires a setting. The worker is believed as long as the form is open.
const (
	RequiredByNobody     RequiredBy = ""
	RequiredByDefinition RequiredBy = "definition"
	RequiredByWorker     RequiredBy = "worker"
)

// Field is one setting of a form. Group is the ID of its Group. Default is
// what holds while the key is absent; it is empty for secrets. Title is empty
// where it would repeat the key. Needed marks what a large new form opens on:
// what is required or important. Folded says why the setting is folded away
// while it is not set; Hidden that the worker hides it. Unknown marks a key
// without a definition, Family the beginning of keys that it belongs to, Fixed
// one that cannot be changed here. Docs is untrusted markup.
type Field struct {
	Key         string
	Title       string
	Group       string
	Type        connect.FieldType
	Kind        Kind
	Importance  string
	Required    bool
	RequiredBy  RequiredBy
	Needed      bool
	HasDefault  bool
	Default     string
	Docs        string
	Recommended []string
	Secret      bool
	Unit        Unit
	Hidden      bool
	Folded      Fold
	Unknown     bool
	Family      string
	Fixed       bool
	Dependents  []string
	Width       string
}

// Group is a group of settings. Own tells the plugin's groups from Connect's.
// Other marks the one of keys without a definition, which is always there and
// always last. Sections are there where it is large or holds what is folded.
type Group struct {
	ID        string
	Title     string
	Keys      []string
	Own       bool
	Other     bool
	Sections  []Section
	Families  []Family
	Templates []Template
}
