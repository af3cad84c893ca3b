package form

import (
	"cmp"
	"regexp"
	"slices"

	"sluiceway/backend/connect"
)

// Secrecy returns the keys of config whose values are secret; redact.Keys does
// it. It is asked about names too, with values that have no look of their own.
type Secrecy func(config connect.Config, definitions ...connect.Definition) map[string]bool

// Input is all that a form is built from.
type Input struct {
	// Definitions are the static ones of the plugin; nil where the worker
	// could not say.
	Definitions []connect.Definition
	// Listed is the worker's order of groups where no answer has one.
	Listed []string
	// Answer is the newest validation, or nil.
	Answer *Answer
	// Config is the draft. Base is what it started from: its keys stay in the
	// form after they were taken out of the draft.
	Config, Base connect.Config
	// Fixed are the keys that cannot be changed.
	Fixed []string
	// Secrecy must be set.
	Secrecy Secrecy
}

// Shape is a form without its values. It does not change; when the set of
// fields does, a new one is built.
type Shape struct {
	Groups []Group
	Fields []Field // in the order of the page
	// Known is false where no definition is known at all, so that nothing can
	// be said about a key.
	Known bool

	at          map[string]int
	groupAt     map[string]int
	suggestions map[string]string // unknown key -> the key that may be meant
	sink        bool
	source      bool
}

// Build makes the shape of a form.
func Build(in Input) *Shape {
	defs := merge(in.Definitions, in.Answer)
	s := &Shape{Known: len(defs) > 0, suggestions: map[string]string{}}
	titles := map[string]string{otherID: otherTitle}
	orders := make(map[string]int, len(defs))
	names := nameSecrets(defs, in)
	var used []string
	for _, d := range defs {
		f := fieldOf(d, in, names[d.Name])
		id, title := groupOf(d.Definition, d.added)
		f.Group = id
		if _, ok := titles[id]; !ok {
			titles[id] = title
			used = append(used, id)
		}
		orders[d.Name] = d.Order
		s.Fields = append(s.Fields, f)
	}
	s.addUndefined(in, defs, names)
	s.arrange(groupOrder(in.listed(), used), titles, orders)
	_, s.sink = s.at[keyTopicsRegex]
	_, topicCreation := s.at["topic.creation.groups"]
	s.source = s.Known && (topicCreation || !s.sink)
	return s
}

func (in Input) listed() []string {
	if in.Answer != nil && len(in.Answer.Groups) > 0 {
		return in.Answer.Groups
	}
	return in.Listed
}

// nameSecrets asks which keys are secret whatever their value, and adds those
// whose value at opening had the look of one.
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
		Dependents: d.Dependents, Fixed: slices.Contains(in.Fixed, d.Name), HasDefault: d.Default != nil,
	}
	if d.DisplayName != d.Name {
		f.Title = d.DisplayName
	}
	if d.Default != nil && !f.Secret {
		f.Default = *d.Default
	}
	if in.Answer != nil {
		f.Recommended, f.Hidden = in.Answer.Recommended[d.Name], in.Answer.Hidden[d.Name]
	}
	f.Kind = kindOf(d.Definition, f.Secret, f.Recommended, in.Base[d.Name])
	return f
}

// addUndefined gives every key of the draft without a definition a field, and
// finds out what a key that nobody knows may be meant to be.
func (s *Shape) addUndefined(in Input, defs []defined, names map[string]bool) {
	candidates := make([]string, len(defs))
	known := make(map[string]bool, len(defs))
	for i, d := range defs {
		candidates[i], known[d.Name] = d.Name, true
	}
	templates := templatesOf(in)
	for _, key := range keysOf(in.Config, in.Base) {
		if known[key] {
			continue
		}
		opened := in.Base[key]
		kind := kindOf(connect.Definition{Type: connect.FieldString}, names[key], nil, opened)
		s.Fields = append(s.Fields, Field{
			Key: key, Group: otherID, Type: connect.FieldString, Kind: kind, Unknown: true, Secret: names[key], Fixed: slices.Contains(in.Fixed, key),
		})
		if s.Known && !isFamily(key) && !matchesAny(templates, key) && key != connect.KeyName && key != connect.KeyClass {
			s.suggestions[key] = suggest(key, candidates)
		}
	}
}

func templatesOf(in Input) []*regexp.Regexp {
	var out []*regexp.Regexp
	add := func(defs []connect.Definition) {
		for _, d := range defs {
			if isTemplate(d.Name) {
				out = append(out, templatePattern(d.Name))
			}
		}
	}
	add(in.Definitions)
	if in.Answer != nil {
		add(in.Answer.Definitions)
	}
	return out
}

func matchesAny(patterns []*regexp.Regexp, key string) bool {
	return slices.ContainsFunc(patterns, func(p *regexp.Regexp) bool { return p.MatchString(key) })
}

// keysOf returns the keys of both in byte order.
func keysOf(a, b connect.Config) []string {
	all := a.Clone()
	for key := range b {
		all[key] = ""
	}
	return all.Keys()
}

// arrange sorts the fields by group, order and position, and fills the groups.
// A negative order is Kafka's "no order": it comes behind the ordered ones.
func (s *Shape) arrange(order []string, titles map[string]string, orders map[string]int) {
	s.groupAt = make(map[string]int, len(order))
	for i, id := range order {
		s.groupAt[id] = i
		s.Groups = append(s.Groups, Group{ID: id, Title: titles[id], Keys: []string{}, Other: id == otherID})
	}
	slices.SortStableFunc(s.Fields, func(a, b Field) int {
		return cmp.Or(
			cmp.Compare(s.groupAt[a.Group], s.groupAt[b.Group]),
			cmp.Compare(placed(orders[a.Key]), placed(orders[b.Key])),
		)
	})
	s.at = make(map[string]int, len(s.Fields))
	for i, f := range s.Fields {
		s.at[f.Key] = i
		g := &s.Groups[s.groupAt[f.Group]]
		g.Keys = append(g.Keys, f.Key)
	}
}

func placed(order int) int {
	if order < 0 {
		return int(^uint(0) >> 1)
	}
	return order
}

// Field returns the field of a key.
func (s *Shape) Field(key string) (Field, bool) {
	i, ok := s.at[key]
	if !ok {
		return Field{}, false
	}
	return s.Fields[i], true
}

// Has reports whether the form has a field for key; if not, setting it changes
// the shape.
func (s *Shape) Has(key string) bool {
	_, ok := s.at[key]
	return ok
}

// Type tells a sink from a source by the keys that only one of them has.
func (s *Shape) Type() connect.ConnectorType {
	switch {
	case s.sink:
		return connect.TypeSink
	case s.source:
		return connect.TypeSource
	}
	return connect.TypeUnknown
}
