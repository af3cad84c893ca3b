package emqxface

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// prop is a field of a config, as /schemas describes it and as the checks use it.
type prop struct {
	name     string
	typ      string // string, boolean, integer, enum, duration, byteSize, map, array
	required bool
	def      any // nil: none
	symbols  []any
	format   string
	template bool
	min      int
	docs     string
	ref      string // of a group: the name of its component
	props    []prop // of a group
	oneOf    []prop // a union; in the order of preference
}

// entity is a type of connector, action or source.
type entity struct {
	kind      kind
	typ       string
	component string // the name before the variant
	props     []prop
}

// object is a JSON object that keeps the order of its members.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		key, err := json.Marshal(m.key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%s:%s", key, value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// schemas is the answer of /schemas/{kind}: only the get variants are in paths.
func schemas(k kind) object {
	var components object
	seen := map[string]bool{}
	var gets []any
	for _, e := range entities() {
		if e.kind != k {
			continue
		}
		head := []prop{{name: "type", typ: "enum", symbols: []any{e.typ}, required: true}, {name: "name", typ: "string", required: true}}
		get := []prop{{name: "status", typ: "string"}, {name: "status_reason", typ: "string"}, {name: "node_status", typ: "array"}}
		components = e.variant(components, seen, "post_"+k.suffix(), append(head, e.props...))
		components = e.variant(components, seen, "put_"+k.suffix(), e.props)
		components = e.variant(components, seen, "get_"+k.suffix(), append(append(head, e.props...), get...))
		gets = append(gets, object{{"$ref", "#/components/schemas/" + e.component + ".get_" + k.suffix()}})
	}
	paths := object{{"/" + string(k), object{{"get", object{{"type", "array"}, {"items", object{{"oneOf", gets}}}}}}}}
	return object{
		{"info", object{{"title", "EMQX"}, {"version", "0.2.0"}}},
		{"paths", paths},
		{"components", object{{"schemas", components}}},
	}
}

func (e entity) variant(out object, seen map[string]bool, name string, props []prop) object {
	return append(groups(out, seen, props), member{e.component + "." + name, component(props)})
}

// groups adds the components that props refer to.
func groups(out object, seen map[string]bool, props []prop) object {
	for _, p := range props {
		for _, one := range append([]prop{p}, p.oneOf...) {
			if one.ref != "" && !seen[one.ref] {
				seen[one.ref] = true
				out = append(groups(out, seen, one.props), member{one.ref, component(one.props)})
			}
		}
	}
	return out
}

func component(props []prop) object {
	var members object
	required := []string{}
	for _, p := range props {
		members = append(members, member{p.name, p.json()})
		if p.required {
			required = append(required, p.name)
		}
	}
	return object{{"type", "object"}, {"properties", members}, {"required", required}}
}

func (p prop) json() object {
	var out object
	add := func(key string, value any, set bool) {
		if set {
			out = append(out, member{key, value})
		}
	}
	add("$ref", "#/components/schemas/"+p.ref, p.ref != "")
	add("type", map[string]string{"map": "object"}[p.typ], p.typ == "map")
	add("type", p.typ, p.typ != "" && p.typ != "map")
	add("symbols", p.symbols, p.symbols != nil)
	if p.oneOf != nil {
		var members []any
		for i := range p.oneOf {
			members = append(members, p.oneOf[len(p.oneOf)-1-i].json()) // the reverse of the preference
		}
		add("oneOf", members, true)
	}
	if p.typ == "array" {
		add("items", object{{"type", "string"}}, true)
	}
	add("format", p.format, p.format != "")
	add("is_template", true, p.template)
	add("minimum", p.min, p.min > 0)
	add("default", p.def, p.def != nil)
	add("description", p.docs, p.docs != "")
	return out
}
