package connect

import "encoding/json"

// FieldType is the type of a definition (ConfigDef.Type). Other values may occur.
type FieldType string

// The types of ConfigDef.
const (
	FieldBoolean  FieldType = "BOOLEAN"
	FieldInt      FieldType = "INT"
	FieldShort    FieldType = "SHORT"
	FieldLong     FieldType = "LONG"
	FieldDouble   FieldType = "DOUBLE"
	FieldString   FieldType = "STRING"
	FieldList     FieldType = "LIST"
	FieldClass    FieldType = "CLASS"
	FieldPassword FieldType = "PASSWORD"
)

// The importance levels of ConfigDef.
const (
	ImportanceHigh   = "HIGH"
	ImportanceMedium = "MEDIUM"
	ImportanceLow    = "LOW"
)

// Definition is the worker's description of one key (ConfigKeyInfo). Default is
// nil if the key has no default (then Required is true) or a null default. Group
// is empty if it is null. Documentation is untrusted markup.
type Definition struct {
	Name          string    `json:"name"`
	Type          FieldType `json:"type"`
	Required      bool      `json:"required"`
	Default       *string   `json:"default_value"`
	Importance    string    `json:"importance"`
	Documentation string    `json:"documentation"`
	Group         string    `json:"group"`
	Order         int       `json:"order"`
	Width         string    `json:"width"`
	DisplayName   string    `json:"display_name"`
	Dependents    []string  `json:"dependents"`

	// The rest is from kinds that describe more than ConfigDef does. Choices are the
	// possible values; with Open others are possible, too. Format says what a text is:
	// "sql", "file", "json", "duration", "byteSize" and others. Template means that it may
	// hold ${…} of the service's own, which is no placeholder. Parent is the group of a
	// dotted key.
	Choices  []string `json:"-"`
	Open     bool     `json:"-"`
	Format   string   `json:"-"`
	Template bool     `json:"-"`
	Parent   string   `json:"-"`
	Only     Only     `json:"-"`
}

// Only is the condition under which a key matters: another key has a value. Member means that
// the key exists only then. The zero value: always.
type Only struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Member bool   `json:"member"`
}

// UnmarshalJSON accepts both names of the order field: "order" up to 4.1 and
// "order_in_group" since 4.2.
func (d *Definition) UnmarshalJSON(data []byte) error {
	type plain Definition
	wire := struct {
		*plain
		OrderInGroup *int `json:"order_in_group"`
	}{plain: (*plain)(d)}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	if wire.OrderInGroup != nil {
		d.Order = *wire.OrderInGroup
	}
	return nil
}

// Validation is the answer of PUT /connector-plugins/{plugin}/config/validate
// (ConfigInfos).
type Validation struct {
	Name       string         `json:"name"`
	ErrorCount int            `json:"error_count"`
	Groups     []string       `json:"groups"`
	Configs    []ValidatedKey `json:"configs"`
}

// ValidatedKey pairs a definition with the worker's findings. Unknown override
// keys have no Definition and deprecated ones no Value.
type ValidatedKey struct {
	Definition *Definition     `json:"definition"`
	Value      *ValidatedValue `json:"value"`
}

// Key returns the name of the key, from Definition or else from Value.
func (k ValidatedKey) Key() string {
	switch {
	case k.Definition != nil:
		return k.Definition.Name
	case k.Value != nil:
		return k.Value.Name
	}
	return ""
}

// ValidatedValue is the worker's view of a value (ConfigValueInfo). Value must
// never be copied into a draft or a request: it has placeholders resolved and
// passwords replaced by "[hidden]".
type ValidatedValue struct {
	Name        string   `json:"name"`
	Value       *string  `json:"value"`
	Recommended []string `json:"recommended_values"`
	Errors      []string `json:"errors"`
	Visible     bool     `json:"visible"`
}
