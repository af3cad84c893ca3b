package form

import (
	"maps"
	"slices"

	"sluiceway/backend/connect"
)

// Secrecy returns the keys of config whose values are secret, as redact.Keys
// does. It is also called with neutral values, to judge the names alone.
type Secrecy func(config connect.Config, definitions ...connect.Definition) map[string]bool

// Input is everything that a form is built from.
type Input struct {
	// Definitions are the plugin's static definitions; nil if the worker returned
	// none.
	Definitions []connect.Definition
	// Listed is the worker's order of groups; nil if unknown.
	Listed []string
	// Answer is the newest validation, or nil.
	Answer *Answer
	// Parts are definitions of converters, transforms and predicates that the
	// draft names, by the prefix of their keys ("value.converter."). They are
	// used until a validation has returned these definitions.
	Parts map[string][]connect.Definition
	// Settings are what a new connector needs besides its config. Their keys are among
	// those of Config and Base, and differ from every key of a config.
	Settings []Setting
	// Choices are values to offer for a key if the worker recommends none.
	Choices map[string][]string
	// Neighbours are other connectors of the class on the cluster.
	Neighbours []Neighbour
	// Config is the draft. Base is what it started from: its keys stay in the
	// form after they were removed from the draft.
	Config, Base connect.Config
	// Fixed are the keys that cannot be changed.
	Fixed []string
	// Secrecy must be set.
	Secrecy Secrecy
}

// Shape is a form without its values. It is never modified; if the set of fields
// changes, a new one is built.
type Shape struct {
	Groups []Group
	Fields []Field // in the order of the page
	// Known is false without definitions: no key can then be called unknown.
	Known bool
	// Large is set if the form has so many settings that it opens on those that
	// are needed.
	Large bool
	// Note says what was left out; empty if nothing was.
	Note string

	at       map[string]int
	groupAt  map[string]int
	unknown  map[string]string // key without a definition -> the key that may be meant
	families families
	needed   []string // keys of needed fields
	required []string // keys of required fields
	sink     bool
	source   bool
}

// Build returns the shape of a form, in time linear in the input.
func Build(in Input) *Shape {
	defs, listed := merge(in)
	s := &Shape{Fields: make([]Field, 0, len(defs)), Known: len(defs) > 0, Large: len(defs) > largeForm, unknown: map[string]string{}}
	if listed > mostSettings {
		s.Note = tooMany(listed)
	}
	s.families = familiesOf(defs)
	s.families.addOfNeighbours(in.Neighbours, defs)
	groups := newHomes(in.listed())
	orders := make(map[string]int, len(defs))
	names := nameSecrets(defs, in)
	fixed := setOf(in.Fixed)
	twins := aliases{}
	for _, d := range defs {
		f := fieldOf(d, in, names[d.Name])
		if f.Fixed = fixed[f.Key]; f.Folded == FoldNone && twins.isAlias(d.Definition) {
			f.Folded = FoldAlias
		}
		f.Needed = (f.Required || f.Importance == connect.ImportanceHigh) && f.Folded == FoldNone && !f.Hidden && f.OnlyKey == ""
		h := homeOf(d.Definition)
		f.Group = h.id
		groups.add(h)
		orders[d.Name] = d.Order
		s.Fields = append(s.Fields, f)
	}
	templates := templatesOf(in)
	for _, t := range templates {
		groups.add(homeOf(connect.Definition{Name: t.Name, Group: t.group}))
	}
	defs = s.addSettings(in, defs, groups, orders)
	s.addUndefined(in, defs, names, templates)
	for _, f := range s.Fields {
		s.sink = s.sink || f.Key == keyTopicsRegex && !f.Unknown
		s.source = s.source || f.Key == "topic.creation.groups"
	}
	s.source = s.Known && (s.source || !s.sink)
	s.arrange(groups.ordered(), orders)
	s.finish(in, templates)
	return s
}

// listed is the order of the plugin's groups: the worker's own list, or that of
// the definitions. An answer's order is used only if both are unknown, so that
// no answer moves a group.
func (in Input) listed() []string {
	switch {
	case len(in.Listed) > 0:
		return in.Listed
	case len(in.Definitions) > 0:
		titles := make([]string, len(in.Definitions))
		for i, d := range in.Definitions {
			titles[i] = d.Group
		}
		return titles
	case in.Answer != nil:
		return in.Answer.Groups
	}
	return nil
}

func setOf(keys []string) map[string]bool {
	out := make(map[string]bool, len(keys))
	for _, key := range keys {
		out[key] = true
	}
	return out
}

// nameSecrets returns the keys that are secret whatever their value, and those
// whose value looked like a secret when the form was opened.
func nameSecrets(defs []defined, in Input) map[string]bool {
	plain := make([]connect.Definition, len(defs))
	probe := make(connect.Config, len(defs))
	for i, d := range defs {
		plain[i] = d.Definition
		probe[d.Name] = "x"
	}
	for _, config := range []connect.Config{in.Base, in.Config} {
		for key := range config {
			probe[key] = "x"
		}
	}
	out := in.Secrecy(probe, plain...)
	for key, secret := range in.Secrecy(in.Base, plain...) {
		if secret {
			out[key] = true
		}
	}
	return out
}

func fieldOf(d defined, in Input, secret bool) Field {
	f := Field{
		Key: d.Name, Type: d.Type, Importance: d.Importance, Required: d.Required, Docs: d.Documentation,
		Secret: secret, Unit: unitOf(d.Name, d.Type), Width: d.Width,
		Dependents: notNil(d.Dependents), HasDefault: d.Default != nil, Folded: foldOf(d.Definition),
		OnlyKey: d.Only.Key, OnlyValue: d.Only.Value,
	}
	if d.DisplayName != d.Name {
		f.Title = d.DisplayName
	}
	if d.Default != nil && !f.Secret {
		f.Default = *d.Default
	}
	if d.Required {
		f.RequiredBy = RequiredByDefinition
	}
	if in.Answer != nil {
		f.Recommended, f.Hidden = in.Answer.Recommended[d.Name], in.Answer.Hidden[d.Name]
		if in.Answer.Required[d.Name] && !f.Required {
			f.Required, f.RequiredBy = true, RequiredByWorker
		}
		if in.Answer.Aliases[d.Name] {
			f.Folded = FoldAlias
		}
	}
	if len(f.Recommended) == 0 {
		f.Recommended = notNil(in.Choices[d.Name])
	}
	if len(f.Recommended) == 0 {
		f.Recommended = notNil(d.Choices)
		f.Closed = len(d.Choices) > 0 && !d.Open
	}
	f.Kind = kindOf(d.Definition, f.Secret, f.Recommended, in.Base[d.Name])
	return f
}

func notNil(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

// addUndefined adds a field for every key of the draft without a definition, and
// for every further key that the worker requires. Unknown keys are recorded with
// the key that may be meant.
func (s *Shape) addUndefined(in Input, defs []defined, names map[string]bool, templates []pattern) {
	candidates := make([]string, len(defs))
	known := make(map[string]bool, len(defs))
	for i, d := range defs {
		candidates[i], known[d.Name] = d.Name, true
	}
	var required map[string]bool
	if in.Answer != nil {
		required = in.Answer.Required
	}
	fixed := setOf(in.Fixed)
	for _, key := range allKeys(in.Config, in.Base, required) {
		if known[key] {
			continue
		}
		f := Field{
			Key: key, Group: otherID, Type: connect.FieldString, Unknown: true, Secret: names[key], Fixed: fixed[key],
			Kind: kindOf(connect.Definition{Type: connect.FieldString}, names[key], in.Choices[key], in.Base[key]), Recommended: notNil(in.Choices[key]), Dependents: []string{},
		}
		if required[key] {
			f.Required, f.RequiredBy, f.Needed = true, RequiredByWorker, true
		}
		template := matching(templates, key)
		family := s.families.of(key)
		switch {
		case family != nil:
			f.Family, f.Group = family.Prefix, family.group
		case template != nil:
			f.Group, f.Type, f.Docs, f.Title = template.group, template.Type, template.Docs, template.Title
		}
		s.Fields = append(s.Fields, f)
		if s.Known && family == nil && template == nil && !required[key] && !frameworkFamilies.MatchString(key) && key != connect.KeyName && key != connect.KeyClass {
			s.unknown[key] = ""
			if len(s.unknown) <= mostSuggested {
				s.unknown[key] = Nearest(key, candidates)
			}
		}
	}
}

// templatesOf returns the templates among the definitions, without duplicates, static
// ones first.
func templatesOf(in Input) []pattern {
	var out []pattern
	seen := map[string]bool{}
	add := func(defs []connect.Definition) {
		for _, d := range defs {
			if t, ok := templateOf(bounded(d)); ok && !seen[d.Name] && len(out) < mostSettings {
				seen[d.Name] = true
				out = append(out, t)
			}
		}
	}
	add(in.Definitions)
	if in.Answer != nil {
		add(in.Answer.Definitions)
	}
	return out
}

func matching(templates []pattern, key string) *pattern {
	for i := range templates {
		if templates[i].keys.Matches(key) {
			return &templates[i]
		}
	}
	return nil
}

// keysOf returns the keys of both configs in byte order.
func keysOf(a, b connect.Config) []string {
	all := a.Clone()
	maps.Copy(all, b)
	return all.Keys()
}

func allKeys(a, b connect.Config, c map[string]bool) []string {
	all := append(keysOf(a, b), slices.Collect(maps.Keys(c))...)
	slices.Sort(all)
	return slices.Compact(all)
}

// Field returns the field of a key.
func (s *Shape) Field(key string) (Field, bool) {
	i, ok := s.at[key]
	if !ok {
		return Field{}, false
	}
	return s.Fields[i], true
}

// Has reports whether the form has a field for key. If it has none, setting the key
// changes the shape.
func (s *Shape) Has(key string) bool {
	_, ok := s.at[key]
	return ok
}

// Type recognises sinks and sources by the keys that only one of them has.
func (s *Shape) Type() connect.ConnectorType {
	switch {
	case s.sink:
		return connect.TypeSink
	case s.source:
		return connect.TypeSource
	}
	return connect.TypeUnknown
}
