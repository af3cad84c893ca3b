package emqx

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// field is one key of the flat config.
type field struct {
	connect.Definition

	path    []string
	shape   shape
	symbols map[string]any // the value of each choice
	def     json.RawMessage
}

// shape is how the text of a key becomes JSON.
type shape int

const (
	shapeText   shape = iota // a JSON string
	shapeBool                // true or false
	shapeNumber              // a number; other texts stay texts if it is a template
	shapeChoice              // one of the symbols
	shapeScalar              // a union of scalars: a symbol, a number, a boolean or a text
	shapeJSON                // JSON text; a symbol is written without quotes
)

// fields are the settings of a type in the order of the schema.
type fields struct {
	list   []field
	at     map[string]int
	groups [][]string // that EMQX demands, even if they are empty
}

func (f *fields) of(key string) (field, bool) {
	if f == nil {
		return field{}, false
	}
	i, ok := f.at[key]
	if !ok {
		return field{}, false
	}
	return f.list[i], true
}

// builder makes the fields of a type.
type builder struct {
	doc   document
	out   *fields
	stack []string // components that are open, so that a schema which contains itself ends
}

// fieldsOf returns the settings of the type that a component describes.
func fieldsOf(doc document, name string) (*fields, error) {
	top, err := doc.component(name)
	if err != nil {
		return nil, err
	}
	b := &builder{doc: doc, out: &fields{at: map[string]int{}}, stack: []string{name}}
	b.group(nil, top.Properties, top.Required, nil, true, connect.Only{})
	return b.out, nil
}

// group adds the fields of an object. def are the defaults that its parent gives.
func (b *builder) group(path []string, props properties, required []string, def map[string]json.RawMessage, needed bool, only connect.Only) {
	for _, p := range props {
		if len(path) == 0 && (p.name == "type" || p.name == "name") || p.deprecated() || p.name == "" {
			continue
		}
		one := p.property
		if d, ok := def[p.name]; ok {
			one.Default = d
		}
		under := only
		if len(path) > 0 && path[len(path)-1] == "ssl" && p.name != "enable" {
			under = connect.Only{Key: strings.Join(path, ".") + ".enable", Value: "true"}
		}
		b.add(append(slices.Clone(path), p.name), one, needed && slices.Contains(required, p.name), under)
	}
}

// add adds a property: its fields if it is an object with known members, else one field.
func (b *builder) add(path []string, p property, required bool, only connect.Only) {
	if len(b.out.list) >= mostFields {
		return
	}
	union := p.union()
	if p.Ref != "" && len(union) == 0 && b.opened(p.Ref, func(c component) {
		if required {
			b.out.groups = append(b.out.groups, path)
		}
		b.group(path, c.Properties, c.Required, membersOf(p.Default), required, only)
	}) {
		return
	}
	if inside := p.inside(); len(inside) > 0 && !isMap(inside) && len(path) < deepest {
		b.group(path, inside, nil, membersOf(p.Default), required, only)
		return
	}
	if len(union) > 0 && b.union(path, p, required, only) {
		return
	}
	b.leaf(path, p, required, only)
}

// opened calls fn with a component, unless it is open already, too deep or missing.
func (b *builder) opened(ref string, fn func(component)) bool {
	if slices.Contains(b.stack, ref) || len(b.stack) >= deepest {
		return false
	}
	c, err := b.doc.component(ref)
	if err != nil || len(c.Properties) == 0 || isMap(c.Properties) {
		return false
	}
	b.stack = append(b.stack, ref)
	fn(c)
	b.stack = b.stack[:len(b.stack)-1]
	return true
}

// isMap reports whether an object has free keys.
func isMap(props properties) bool { return len(props) == 1 && strings.HasPrefix(props[0].name, "$") }

// union adds a union of several groups that one constant distinguishes: that constant as
// a choice, and the fields of each group only where it is chosen. Other unions are one
// field.
func (b *builder) union(path []string, p property, required bool, only connect.Only) bool {
	union := p.union()
	members := make([]component, 0, len(union))
	for _, one := range slices.Backward(union) { // the schema has the reverse of the preference
		c, err := b.doc.component(one.Ref)
		if one.Ref == "" || err != nil || slices.Contains(b.stack, one.Ref) || len(b.stack) >= deepest {
			return false
		}
		members = append(members, c)
	}
	name, symbols := discriminant(members)
	if name == "" {
		return false
	}
	key := append(slices.Clone(path), name)
	choice := property{Type: "enum", Symbols: symbols, Default: membersOf(p.Default)[name]}
	b.leaf(key, choice, required, only)
	for i, c := range members {
		under := connect.Only{Key: strings.Join(key, "."), Value: textOf(symbols[i]), Member: true}
		var rest properties
		for _, one := range c.Properties {
			if _, taken := b.out.at[strings.Join(append(slices.Clone(path), one.name), ".")]; one.name != name && !taken {
				rest = append(rest, one)
			}
		}
		b.stack = append(b.stack, union[len(union)-1-i].Ref)
		b.group(path, rest, nil, membersOf(p.Default), false, under)
		b.stack = b.stack[:len(b.stack)-1]
	}
	return true
}

// discriminant returns the name of the constant that all members have with different
// values, and these in the order of the members.
func discriminant(members []component) (string, []any) {
	for _, p := range members[0].Properties {
		var symbols []any
		seen := map[string]bool{}
		for _, m := range members {
			if symbol, ok := m.Properties.named(p.name).only(); ok && !seen[textOf(symbol)] {
				seen[textOf(symbol)] = true
				symbols = append(symbols, symbol)
			}
		}
		if len(symbols) == len(members) {
			return p.name, symbols
		}
	}
	return "", nil
}

func (b *builder) leaf(path []string, p property, required bool, only connect.Only) {
	key := strings.Join(path, ".")
	if _, twice := b.out.at[key]; twice {
		return
	}
	if _, constant := p.only(); constant && only.Key == "" {
		return // nothing to choose; the service fills it in
	}
	f := field{path: path, def: p.Default}
	f.Definition = connect.Definition{
		Name: key, DisplayName: key, Type: connect.FieldString, Documentation: p.Docs, Importance: connect.ImportanceMedium,
		Format: p.Format, Template: p.Template, Only: only, Order: len(b.out.list) + firstOrder, Dependents: []string{}, Width: "NONE",
	}
	if len(path) > 1 {
		f.Parent = strings.Join(path[:len(path)-1], ".")
	}
	f.control(p)
	if p.Default != nil && string(p.Default) != "null" {
		text := textOfRaw(p.Default)
		f.Default = &text
	}
	if f.Required = required && f.Default == nil; f.Required {
		f.Importance = connect.ImportanceHigh
	}
	f.Group = groupOf(path)
	if f.Group == groupAdvanced {
		f.Importance = connect.ImportanceLow
	}
	b.out.at[key] = len(b.out.list)
	b.out.list = append(b.out.list, f)
}

// control chooses the type and the choices of a field.
func (f *field) control(p property) {
	parts := p.union()
	isUnion := len(parts) > 0
	if len(parts) == 0 {
		parts = []property{p}
	}
	f.symbols = map[string]any{}
	groups, numbers, texts := 0, 0, 0
	for _, one := range slices.Backward(parts) {
		switch {
		case one.Type == "enum":
			for _, symbol := range one.Symbols {
				f.symbols[textOf(symbol)] = symbol
				f.Choices = append(f.Choices, textOf(symbol))
			}
		case one.Ref != "", one.Type == "array", one.Type == "object", len(one.oneOf) > 0:
			groups++
		case one.Type == "integer", one.Type == "number":
			numbers++
		case one.Type == "boolean":
			f.symbols["true"], f.symbols["false"] = true, false
			numbers++
		default:
			texts++
			if f.Format == "" {
				f.Format = formatOf(one)
			}
		}
	}
	switch {
	case groups > 0:
		f.shape, f.Format, f.Open = shapeJSON, "json", true
	case isUnion:
		f.shape, f.Open = shapeScalar, numbers+texts > 0
	case p.Type == "enum":
		f.shape = shapeChoice
	case p.Type == "boolean":
		f.shape, f.Type, f.symbols = shapeBool, connect.FieldBoolean, nil
	case p.Type == "integer":
		f.shape, f.Type = shapeNumber, connect.FieldLong
	case p.Type == "number":
		f.shape, f.Type = shapeNumber, connect.FieldDouble
	}
	if f.Template && f.shape == shapeNumber {
		f.shape, f.Type = shapeScalar, connect.FieldString
	}
	if f.shape == shapeText && (p.Format == "password" || isSecret(f.path[len(f.path)-1])) {
		f.Type = connect.FieldPassword
	}
}

// formatOf is the format of a text: that of the schema, or its type where that says more
// than “string”.
func formatOf(p property) string {
	switch p.Type {
	case "duration", "byteSize", "wordSize", "percent", "ip_port", "url", "comma_separated_string":
		return p.Type
	}
	return p.Format
}

// The groups of the form.
const (
	groupOwn      = "Settings"
	groupTLS      = "TLS"
	groupAdvanced = "Advanced"
	groupCommon   = "General"
)

// firstOrder leaves room for the name and the class.
const firstOrder = 3

func groupOf(path []string) string {
	switch path[0] {
	case "enable", "tags", "description":
		return groupCommon
	case "ssl":
		return groupTLS
	case "resource_opts":
		return groupAdvanced
	}
	return groupOwn
}

// isSecret reports whether EMQX masks the values of a key, by its name alone.
func isSecret(name string) bool {
	return slices.Contains([]string{
		"password", "secret", "token", "client_secret", "api_key", "access_key_id", "secret_access_key", "secret_key", "aws_secret_access_key",
		"private_key", "passcode", "sentinel_password", "bearer_token", "jwt", "service_account_json",
		"authorization", "api-key", "x-api-key", "x-auth-token", "cookie", "proxy-authorization",
	}, strings.ToLower(name))
}

func membersOf(raw json.RawMessage) map[string]json.RawMessage {
	var out map[string]json.RawMessage
	if json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

func textOf(symbol any) string {
	if text, ok := symbol.(string); ok {
		return text
	}
	return fmt.Sprint(symbol)
}
