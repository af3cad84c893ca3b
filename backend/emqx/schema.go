package emqx

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A schema comes from outside and is meant for the dashboard of EMQX. These limits keep a
// hostile or a broken one from costing more than its size.
const (
	deepest    = 12   // groups inside groups
	mostFields = 2000 // settings of one type
)

// component is a schema of an object.
type component struct {
	Properties properties `json:"properties"`
	Required   []string   `json:"required"`
}

// property is a field of an object as /schemas describes it.
type property struct {
	Type       string          `json:"type"`
	Ref        string          `json:"$ref"`
	Symbols    []any           `json:"symbols"`
	Default    json.RawMessage `json:"default"`
	Docs       string          `json:"description"`
	Format     string          `json:"format"`
	Template   bool            `json:"is_template"`
	Deprecated any             `json:"deprecated"` // true, or a text

	// What is inside is decoded when it is used: decoding it at once would read every
	// level again for each one above it.
	oneOf, members json.RawMessage
}

// union returns the members of a union in the order of the schema, which is the reverse of
// the preference.
func (p property) union() []property {
	var out []property
	if json.Unmarshal(p.oneOf, &out) != nil {
		return nil
	}
	return out
}

// inside returns the members of an object.
func (p property) inside() properties {
	var out properties
	if json.Unmarshal(p.members, &out) != nil {
		return nil
	}
	return out
}

// UnmarshalJSON reads a property leniently: a member of another type than expected is
// left out, because no other use of the schema depends on it.
func (p *property) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil //nolint:nilerr // not an object: a property without a description
	}
	for key, into := range map[string]any{
		"type": &p.Type, "$ref": &p.Ref, "description": &p.Docs, "format": &p.Format,
		"is_template": &p.Template, "deprecated": &p.Deprecated,
	} {
		if raw, ok := members[key]; ok {
			_ = json.Unmarshal(raw, into)
		}
	}
	if raw, ok := members["symbols"]; ok {
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber()
		_ = dec.Decode(&p.Symbols)
	}
	p.Default, p.oneOf, p.members = members["default"], members["oneOf"], members["properties"]
	return nil
}

func (p property) deprecated() bool {
	set, isBool := p.Deprecated.(bool)
	return p.Deprecated != nil && (!isBool || set)
}

// only returns the single symbol of a constant.
func (p property) only() (symbol any, ok bool) {
	if p.Type == "enum" && len(p.Symbols) == 1 {
		return p.Symbols[0], true
	}
	return nil, false
}

// properties are the members of an object in the order of the text, which is the order
// of the author.
type properties []named

type named struct {
	name string
	property
}

var errNoObject = errors.New("not a JSON object")

// UnmarshalJSON reads the members in order.
func (p *properties) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if token, err := dec.Token(); err != nil || token != json.Delim('{') {
		return errNoObject
	}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		var one property
		if err := dec.Decode(&one); err != nil {
			return err
		}
		*p = append(*p, named{name, one})
	}
	return nil
}

// named returns a member, or an empty one if there is none.
func (p properties) named(name string) property {
	i := slices.IndexFunc(p, func(n named) bool { return n.name == name })
	if i < 0 {
		return property{}
	}
	return p[i].property
}

// document is the answer of /schemas/{kind}. Components are decoded when they are used.
type document struct {
	Components struct {
		Schemas map[string]json.RawMessage `json:"schemas"`
	} `json:"components"`
}

const refPrefix = "#/components/schemas/"

func (d document) component(name string) (component, error) {
	var out component
	raw, ok := d.Components.Schemas[strings.TrimPrefix(name, refPrefix)]
	if !ok {
		return out, fmt.Errorf("the schema has no component %q", name)
	}
	return out, json.Unmarshal(raw, &out)
}

// suffixes are the ends of the names of the components that a POST sends.
func (k kind) suffix() string {
	switch k {
	case actions:
		return ".post_bridge_v2"
	case sources:
		return ".post_source"
	case connectors:
	}
	return ".post_connector"
}

// types returns the component of each type. Names of components do not follow from the
// type: the symbols of their property “type” say it.
func (d document) types(k kind) map[string]string {
	out := map[string]string{}
	for name, raw := range d.Components.Schemas {
		if !strings.HasSuffix(name, k.suffix()) {
			continue
		}
		var c component
		if json.Unmarshal(raw, &c) != nil {
			continue
		}
		for _, symbol := range c.Properties.named("type").Symbols {
			if text, ok := symbol.(string); ok && text != "" && (out[text] == "" || name < out[text]) {
				out[text] = name
			}
		}
	}
	return out
}
