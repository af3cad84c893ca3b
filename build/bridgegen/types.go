package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/constant"
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// typeTable maps Go types to their names on the page. That is the name in Go, or the name
// of an alias in the bound package.
type typeTable struct {
	src     *source
	aliases map[*types.TypeName]*types.TypeName
	taken   map[string]*types.TypeName // by the name on the page
	queue   []*types.Named             // types that are not described yet
	lists   []list
	views   []view
}

// list is a closed list of strings.
type list struct {
	name, doc string
	values    []string
}

// view is a struct.
type view struct {
	name, doc string
	extends   []string
	fields    []field
}

type field struct{ name, typ, doc string }

func (s *source) newTypeTable() (*typeTable, error) {
	t := &typeTable{src: s, aliases: map[*types.TypeName]*types.TypeName{}, taken: map[string]*types.TypeName{}}
	scope := s.bound.Types.Scope()
	var listed []*types.Named
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || !obj.IsAlias() || !obj.Exported() {
			continue
		}
		named, ok := types.Unalias(obj.Type()).(*types.Named)
		if !ok {
			continue
		}
		if other := t.aliases[named.Obj()]; other != nil {
			return nil, fmt.Errorf("%s and %s name the same type", other.Name(), obj.Name())
		}
		t.aliases[named.Obj()] = obj
		if isText(named) && len(s.constants(named)) > 0 {
			listed = append(listed, named)
		}
	}
	var faults []error
	for _, named := range listed {
		_, err := t.of(named)
		faults = append(faults, err)
	}
	return t, errors.Join(faults...)
}

// of returns the name of a type on the page.
func (t *typeTable) of(typ types.Type) (string, error) {
	switch typ := types.Unalias(typ).(type) {
	case *types.Basic:
		switch {
		case typ.Info()&types.IsString != 0:
			return "string", nil
		case typ.Info()&types.IsBoolean != 0:
			return "boolean", nil
		case typ.Kind() == types.Int || typ.Kind() == types.Float64:
			return "number", nil
		}
	case *types.Slice:
		element, err := t.of(typ.Elem())
		return element + "[]", err
	case *types.Map:
		if key, ok := typ.Key().Underlying().(*types.Basic); ok && key.Info()&types.IsString != 0 {
			element, err := t.of(typ.Elem())
			return "Record<string, " + element + ">", err
		}
	case *types.Named:
		if t.ours(typ) && readsText(typ) {
			return "string", nil
		}
		if isText(typ) && (len(t.src.constants(typ)) == 0 || t.isOpen(typ)) {
			return "string", nil
		}
		_, isStruct := typ.Underlying().(*types.Struct)
		if isStruct || isText(typ) {
			return t.named(typ)
		}
		if t.ours(typ) {
			return t.of(typ.Underlying())
		}
	}
	return "", fmt.Errorf("the type %s cannot cross the bridge", typ)
}

func (t *typeTable) named(typ *types.Named) (string, error) {
	obj := typ.Obj()
	name := obj.Name()
	if alias := t.aliases[obj]; alias != nil {
		name = alias.Name()
	}
	// Types of ids may have constants, but are not closed lists.
	if isText(typ) && strings.HasSuffix(name, "ID") && t.aliases[obj] == nil {
		return "string", nil
	}
	switch other := t.taken[name]; other {
	case obj:
	case nil:
		if !t.ours(typ) {
			return "", fmt.Errorf("%s is not of this module", typ)
		}
		t.taken[name] = obj
		t.queue = append(t.queue, typ)
	default:
		return "", fmt.Errorf("%s and %s.%s have the same name; give one of them an alias in %s", typ, other.Pkg().Path(), other.Name(), t.src.bound.Name)
	}
	return name, nil
}

// fill describes every type in the queue, and the types that they use.
func (t *typeTable) fill() error {
	var faults []error
	for len(t.queue) > 0 {
		typ := t.queue[0]
		t.queue = t.queue[1:]
		if isText(typ) {
			t.lists = append(t.lists, t.list(typ))
			continue
		}
		v, err := t.view(typ)
		t.views, faults = append(t.views, v), append(faults, err)
	}
	slices.SortFunc(t.lists, func(a, b list) int { return cmp.Compare(a.name, b.name) })
	slices.SortFunc(t.views, func(a, b view) int { return cmp.Compare(a.name, b.name) })
	return errors.Join(faults...)
}

func (t *typeTable) list(typ *types.Named) list {
	name, _ := t.named(typ)
	out := list{name: name, doc: t.doc(typ.Obj())}
	if t.src.marks[mark{name, orEmpty}] {
		out.values = append(out.values, "")
	}
	for _, c := range t.src.constants(typ) {
		out.values = append(out.values, constant.StringVal(c.Val()))
	}
	return out
}

func (t *typeTable) view(typ *types.Named) (view, error) {
	name, _ := t.named(typ)
	out := view{name: name, doc: t.doc(typ.Obj())}
	body := typ.Underlying().(*types.Struct)
	var faults []error
	for i := range body.NumFields() {
		f := body.Field(i)
		tag := reflect.StructTag(body.Tag(i)).Get("json")
		if tag == "-" {
			continue // stays in Go
		}
		page, err := t.of(f.Type())
		if err != nil {
			faults = append(faults, fmt.Errorf("%s.%s: %w", name, f.Name(), err))
			continue
		}
		if f.Embedded() {
			out.extends = append(out.extends, page)
			continue
		}
		if tag == "" || strings.Contains(tag, ",") {
			faults = append(faults, fmt.Errorf("%s.%s needs a plain json name", name, f.Name()))
		}
		out.fields = append(out.fields, field{tag, page, t.src.doc(f)})
	}
	return out, errors.Join(faults...)
}

// doc returns the doc comment of a type, or of its alias if that has one.
func (t *typeTable) doc(obj *types.TypeName) string {
	if alias := t.aliases[obj]; alias != nil {
		return cmp.Or(t.src.doc(alias), t.src.doc(obj))
	}
	return t.src.doc(obj)
}

// ours reports whether a type is of this module.
func (t *typeTable) ours(typ *types.Named) bool {
	return typ.Obj().Pkg() != nil && t.src.packages[typ.Obj().Pkg().Path()] != nil
}

// readsText reports whether a type is decoded from a string.
func readsText(typ types.Type) bool {
	method, _, _ := types.LookupFieldOrMethod(typ, true, nil, "UnmarshalText")
	_, ok := method.(*types.Func)
	return ok
}

// isOpen reports whether the alias of a list of texts says that others may
// occur.
func (t *typeTable) isOpen(typ *types.Named) bool {
	alias := t.aliases[typ.Obj()]
	return alias != nil && t.src.marks[mark{alias.Name(), open}]
}

func isText(typ types.Type) bool {
	basic, ok := typ.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}
