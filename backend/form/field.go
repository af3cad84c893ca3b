package form

import "sluiceway/backend/connect"

// Kind is the kind of control for a field.
type Kind string

// The kinds. A choice has recommended values and also accepts free text.
const (
	KindBoolean  Kind = "boolean"
	KindNumber   Kind = "number"
	KindText     Kind = "text"
	KindLongText Kind = "long_text"
	KindList     Kind = "list"
	KindChoice   Kind = "choice"
	KindSecret   Kind = "secret"
)

// Unit is what a number counts, if its key says so; the value is shown beside
// the field in words.
type Unit string

// The units.
const (
	UnitNone         Unit = ""
	UnitMilliseconds Unit = "ms"
	UnitSeconds      Unit = "s"
	UnitBytes        Unit = "bytes"
)

// RequiredBy is the source of the rule that a setting is required.
type RequiredBy string

// Who requires a setting. What the worker requires stays required while the form
// is open.
const (
	RequiredByNone       RequiredBy = ""
	RequiredByDefinition RequiredBy = "definition"
	RequiredByWorker     RequiredBy = "worker"
)

// Field is one setting of a form. Group is the ID of its Group. Default applies
// while the key is absent; it is empty for secrets. Title is empty if it would
// repeat the key. Needed marks what a large new form opens on: what is required
// or important. Folded says why the setting is folded while it is not set;
// Hidden that the worker hides it. Unknown marks a key without a definition,
// Fixed one that cannot be changed here. Family is the prefix of the family that
// the key belongs to. The field applies only while OnlyKey has the value OnlyValue; an
// empty OnlyKey: always. Closed means that nothing but Recommended is taken.
type Field struct {
	Key         string            `json:"key"`
	Title       string            `json:"title"`
	Group       string            `json:"group"`
	Type        connect.FieldType `json:"type"`
	Kind        Kind              `json:"kind"`
	Importance  string            `json:"importance"`
	Required    bool              `json:"required"`
	RequiredBy  RequiredBy        `json:"requiredBy"`
	Needed      bool              `json:"needed"`
	HasDefault  bool              `json:"hasDefault"`
	Default     string            `json:"default"`
	Docs        string            `json:"docs"` // untrusted markup
	Recommended []string          `json:"recommended"`
	Secret      bool              `json:"secret"`
	Unit        Unit              `json:"unit"`
	Hidden      bool              `json:"hidden"`
	Folded      Fold              `json:"folded"`
	Family      string            `json:"family"`
	Unknown     bool              `json:"unknown"`
	Fixed       bool              `json:"fixed"`
	Dependents  []string          `json:"dependents"`
	Width       string            `json:"width"`
	OnlyKey     string            `json:"onlyKey"`
	OnlyValue   string            `json:"onlyValue"`
	Closed      bool              `json:"closed"`
}

// Group is a group of settings. Own marks the plugin's groups, as opposed to
// Connect's. Other marks the group of keys without a definition, which always
// exists and is always last. A large group, or one with folded keys, has
// Sections.
type Group struct {
	ID        string     `json:"id"`
	Title     string     `json:"title"`
	Keys      []string   `json:"keys"`
	Own       bool       `json:"own"`
	Other     bool       `json:"other"`
	Sections  []Section  `json:"sections"`
	Families  []Family   `json:"families"`
	Templates []Template `json:"templates"`
}
