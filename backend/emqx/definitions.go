package emqx

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Plugins lists the classes: the types of connectors, actions and sources that the
// schemas name. If the cluster has no schemas, they are those in use.
func (c definer) Plugins(ctx context.Context, _ bool) ([]connect.Plugin, error) {
	var out []connect.Plugin
	for _, k := range kinds() {
		cat, err := c.catalogOf(ctx, k)
		if err != nil {
			return nil, err
		}
		if cat == nil {
			continue
		}
		for _, typ := range slices.Sorted(maps.Keys(cat.types)) {
			out = append(out, connect.Plugin{Class: classOf(k, typ), Type: k.plugin()})
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	all, err := c.inventory(ctx)
	seen := map[string]bool{}
	for _, row := range slices.Sorted(maps.Keys(all)) {
		if one := all[row]; !seen[one.class()] {
			seen[one.class()] = true
			out = append(out, connect.Plugin{Class: one.class(), Type: one.kind.plugin()})
		}
	}
	return out, err
}

func (k kind) plugin() connect.PluginKind {
	switch k {
	case actions:
		return connect.KindSink
	case sources:
		return connect.KindSource
	case connectors:
	}
	return connect.KindShared
}

// Definitions returns the settings of a class, from /schemas. The connectors that an
// action can use are those of its type.
func (c definer) Definitions(ctx context.Context, class, _ string) ([]connect.Definition, error) {
	k, typ, ok := parseClass(class)
	if !ok {
		return nil, unknownClass(class)
	}
	f, err := c.fieldsOf(ctx, ref{kind: k, typ: typ})
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, unknownClass(class)
	}
	out := []connect.Definition{
		{Name: connect.KeyName, DisplayName: "Name", Type: connect.FieldString, Required: true, Importance: connect.ImportanceHigh, Group: groupCommon, Order: 1, Dependents: []string{}, Documentation: "Letters, digits, “-” and “_”. It cannot be changed later."},
		{Name: connect.KeyClass, DisplayName: "Type", Type: connect.FieldString, Required: true, Importance: connect.ImportanceHigh, Group: groupCommon, Order: 2, Dependents: []string{}, Documentation: "What it connects to. It cannot be changed later."},
	}
	for _, one := range f.list {
		d := one.Definition
		if k != connectors && d.Name == "connector" {
			if d.Choices, err = c.connectorsOf(ctx, typ); err != nil {
				return nil, err
			}
			d.Open = true // one that was created meanwhile
		}
		out = append(out, d)
	}
	return out, nil
}

func unknownClass(class string) error {
	return connect.Errorf(connect.CodeNotFound, "EMQX has no type “%s”. Choose one from its list.", class)
}

func (c definer) connectorsOf(ctx context.Context, typ string) ([]string, error) {
	all, err := c.inventory(ctx)
	var out []string
	for _, one := range all {
		if one.kind == connectors && one.typ == typ {
			out = append(out, one.name)
		}
	}
	slices.SortFunc(out, strings.Compare)
	return out, err
}
