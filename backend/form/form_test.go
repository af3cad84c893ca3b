package form_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

// secrecy is a simple stand-in for redact: passwords by type and by name, and
// texts that begin with "s3cr3t".
func secrecy(config connect.Config, definitions ...connect.Definition) map[string]bool {
	out := map[string]bool{}
	for key, text := range config {
		if connect.HoldsPlaceholder(text) {
			continue
		}
		if strings.Contains(key, "password") || strings.HasPrefix(text, "s3cr3t") {
			out[key] = true
		}
		for _, d := range definitions {
			if d.Name == key && d.Type == connect.FieldPassword {
				out[key] = true
			}
		}
	}
	return out
}

func def(name, group string, order int, t connect.FieldType) connect.Definition {
	return connect.Definition{Name: name, Group: group, Order: order, Type: t, Importance: connect.ImportanceMedium, DisplayName: name}
}

// sinkDefinitions is the shape of GET …/config: the plugin's keys first.
func sinkDefinitions() []connect.Definition {
	return []connect.Definition{
		def("file", "", -1, connect.FieldString),
		def("connection.password", "Writer", 2, connect.FieldPassword),
		def("connection.url", "Writer", 1, connect.FieldString),
		def("topic.override.%s.%s", "Writer", 9, connect.FieldString),
		{Name: "flush.interval.ms", Group: "Writer", Order: 3, Type: connect.FieldLong, Default: new("60000"), DisplayName: "Flush interval"},
		{Name: "name", Group: "Common", Order: 1, Type: connect.FieldString, Required: true},
		{Name: "connector.class", Group: "Common", Order: 2, Type: connect.FieldString, Required: true},
		def("tasks.max.enforce", "Common", 4, connect.FieldBoolean),
		def("topics", "Common", 4, connect.FieldList),
		def("topics.regex", "Common", 4, connect.FieldString),
		def("transforms", "Transforms", 6, connect.FieldList),
		def("errors.tolerance", "Error Handling", 3, connect.FieldString),
	}
}

func build(in form.Input) *form.Shape {
	in.Secrecy = secrecy
	return form.Build(in)
}

func titles(s *form.Shape) []string {
	out := []string{}
	for _, g := range s.Groups {
		out = append(out, g.Title)
	}
	return out
}

func keysIn(s *form.Shape, title string) []string {
	for _, g := range s.Groups {
		if g.Title == title {
			return g.Keys
		}
	}
	return nil
}

// A group may hold nothing but a template, and a worker may list its groups in
// another order, or a key in another group, than its definitions have.
func TestAnAnswerMovesNoGroup(t *testing.T) {
	definitions := []connect.Definition{
		def("connection.url", "Connection", 1, connect.FieldString),
		def("topic.override.%s.%s", "Overrides", 1, connect.FieldString),
		def("ssl.cert", "SSL", 1, connect.FieldString),
		def("batch.size", "Writes", 1, connect.FieldInt),
	}
	want := []string{"Connection", "Overrides", "SSL", "Writes", "Other settings"}
	if diff := cmp.Diff(want, titles(build(form.Input{Definitions: definitions}))); diff != "" {
		t.Error("from definitions only (-want +got):", diff)
	}
	moved := slices.Clone(definitions)
	moved[3].Group = "Connection"
	answered := build(form.Input{Definitions: definitions, Answer: &form.Answer{
		Definitions: append(moved, def("added", "New", 1, connect.FieldString)),
		Groups:      []string{"Writes", "New", "Connection", "SSL", "Overrides"},
	}})
	if diff := cmp.Diff(slices.Insert(want, 4, "New"), titles(answered)); diff != "" {
		t.Error("the answer moved the groups (-want +got):", diff)
	}
	if diff := cmp.Diff([]string{"batch.size"}, keysIn(answered, "Writes")); diff != "" {
		t.Error("the answer moved a key (-want +got):", diff)
	}
}

func TestBuildPutsThePluginsGroupsAfterTheName(t *testing.T) {
	static := build(form.Input{Definitions: sinkDefinitions()})
	want := []string{"Name, tasks and topics", "General", "Writer", "Error handling", "Transforms", "Other settings"}
	if diff := cmp.Diff(want, titles(static)); diff != "" {
		t.Error("from definitions only (-want +got):", diff)
	}
	answered := build(form.Input{Definitions: sinkDefinitions(), Answer: &form.Answer{
		Groups: []string{"Common", "Transforms", "Predicates", "Error Handling", "Writer"},
	}})
	if diff := cmp.Diff(want, titles(answered)); diff != "" {
		t.Error("the first answer moved the groups (-want +got):", diff)
	}
}

func TestBuildSortsFieldsByOrderThenPosition(t *testing.T) {
	s := build(form.Input{Definitions: sinkDefinitions()})
	if diff := cmp.Diff([]string{"name", "connector.class", "tasks.max.enforce", "topics", "topics.regex"}, keysIn(s, "Name, tasks and topics")); diff != "" {
		t.Error("colliding order numbers (-want +got):", diff)
	}
	if diff := cmp.Diff([]string{"connection.url", "connection.password", "flush.interval.ms"}, keysIn(s, "Writer")); diff != "" {
		t.Error("no template may be shown (-want +got):", diff)
	}
}

func TestBuildMergesWhatOnlyValidateReturns(t *testing.T) {
	password := def("producer.override.sasl.password", "", 0, connect.FieldPassword)
	typed := def("transforms.x.type", "Transforms: x", 0, connect.FieldClass)
	schemas := def("value.converter.schemas.enable", "Schemas", 0, connect.FieldBoolean)
	better := def("errors.tolerance", "Error Handling", 3, connect.FieldString)
	better.Default = new("none")
	a := form.Read(connect.Validation{
		Groups: []string{"Common", "Transforms", "Transforms: x", "Error Handling", "Writer"},
		Configs: []connect.ValidatedKey{
			{Definition: nil, Value: &connect.ValidatedValue{Name: "admin.override.junk", Visible: true, Errors: []string{"not known"}}},
			{Definition: &better, Value: nil},
			{Definition: &typed, Value: &connect.ValidatedValue{Name: typed.Name, Visible: true, Recommended: []string{"a.B", "c.D"}}},
			{Definition: &schemas, Value: &connect.ValidatedValue{Name: schemas.Name, Visible: true}},
			{Definition: &password, Value: &connect.ValidatedValue{Name: password.Name, Visible: true}},
			{Definition: new(def("file", "", -1, connect.FieldString)), Value: &connect.ValidatedValue{Name: "file", Visible: false}},
			{},
		},
	}, connect.Config{}, nil, secrecy)
	s := build(form.Input{Definitions: sinkDefinitions(), Answer: a, Config: connect.Config{"admin.override.junk": "1", "my.key": "v"}})

	want := []string{
		"Name, tasks and topics", "General", "Writer", "Converters", "Error handling", "Client overrides", "Transforms", "Transform x", "Other settings",
	}
	if diff := cmp.Diff(want, titles(s)); diff != "" {
		t.Error("groups (-want +got):", diff)
	}
	if diff := cmp.Diff([]string{"admin.override.junk", "my.key"}, keysIn(s, "Other settings")); diff != "" {
		t.Error("keys without a definition (-want +got):", diff)
	}
	if f, _ := s.Field("transforms.x.type"); f.Kind != form.KindChoice || len(f.Recommended) != 2 {
		t.Errorf("transforms.x.type = %+v, want a choice of two", f)
	}
	if f, _ := s.Field("errors.tolerance"); f.Default != "none" || !f.HasDefault {
		t.Errorf("errors.tolerance default = %q, want the answer's", f.Default)
	}
	if f, _ := s.Field("file"); !f.Hidden {
		t.Error("file must be hidden, the worker says so")
	}
}

func TestBuildWithoutDefinitionsKeepsEveryKey(t *testing.T) {
	s := build(form.Input{Config: connect.Config{"name": "a", "connector.class": "x.Y", "foo": "1"}})
	if s.Known || s.Type() != connect.TypeUnknown {
		t.Error("nothing is known of this plugin")
	}
	if diff := cmp.Diff([]string{"connector.class", "foo", "name"}, keysIn(s, "Other settings")); diff != "" {
		t.Error(diff)
	}
	st := form.Situation{Shape: s, Config: connect.Config{"name": "a", "connector.class": "x.Y", "foo": "1"}}.State()
	if len(st.Problems) != 0 {
		t.Errorf("problems without any definition: %v", st.Problems)
	}
}

func TestKinds(t *testing.T) {
	long := strings.Repeat("select 1;\n", 3)
	cases := []struct {
		def  connect.Definition
		base string
		kind form.Kind
		unit form.Unit
	}{
		{def("a", "", 0, connect.FieldBoolean), "", form.KindBoolean, form.UnitNone},
		{def("a.ms", "", 0, connect.FieldInt), "", form.KindNumber, form.UnitMilliseconds},
		{def("retry_seconds", "", 0, connect.FieldShort), "", form.KindNumber, form.UnitSeconds},
		{def("max.bytes", "", 0, connect.FieldDouble), "", form.KindNumber, form.UnitBytes},
		{def("count", "", 0, connect.FieldLong), "", form.KindNumber, form.UnitNone},
		{def("a.ms", "", 0, connect.FieldString), "", form.KindText, form.UnitNone},
		{def("items", "", 0, connect.FieldList), long, form.KindList, form.UnitNone},
		{def("query", "", 0, connect.FieldString), long, form.KindLongText, form.UnitNone},
		{def("some.class", "", 0, connect.FieldClass), "", form.KindText, form.UnitNone},
		{def("p", "", 0, connect.FieldPassword), long, form.KindSecret, form.UnitNone},
		{def("my.password", "", 0, connect.FieldString), "", form.KindSecret, form.UnitNone},
		{def("new", "", 0, "FUTURE"), "", form.KindText, form.UnitNone},
	}
	for _, c := range cases {
		s := build(form.Input{Definitions: []connect.Definition{c.def}, Base: connect.Config{c.def.Name: c.base}})
		f, _ := s.Field(c.def.Name)
		if f.Kind != c.kind || f.Unit != c.unit {
			t.Errorf("%s %s: kind %q unit %q, want %q %q", c.def.Type, c.def.Name, f.Kind, f.Unit, c.kind, c.unit)
		}
	}
}

func TestSecretDefaultIsNotShown(t *testing.T) {
	d := def("p", "", 0, connect.FieldPassword)
	d.Default = new("[hidden]")
	f, _ := build(form.Input{Definitions: []connect.Definition{d}}).Field("p")
	if f.Default != "" || !f.HasDefault {
		t.Errorf("field = %+v, want a default that is not shown", f)
	}
}

func TestValues(t *testing.T) {
	config := connect.Config{
		"connection.password": "s3cr3t", "connection.url": "${file:/a:url}", "file": "", "topics": "s3cr3t-look", "my.password": "${env:P}",
	}
	base := connect.Config{"connection.password": "s3cr3t", "errors.tolerance": "all", "file": "x"}
	s := build(form.Input{Definitions: sinkDefinitions(), Config: config, Base: base})
	got := s.Values(config, base, []string{"lost.password"}, secrecy)
	want := []form.Value{
		{Key: "connection.password", Set: true, Hidden: true},
		{Key: "connection.url", Set: true, Text: "${file:/a:url}", Placeholder: true, Changed: true},
		{Key: "errors.tolerance", Changed: true},
		{Key: "file", Set: true, Changed: true},
		{Key: "lost.password", MissingSecret: true},
		{Key: "my.password", Set: true, Text: "${env:P}", Placeholder: true, Changed: true},
		{Key: "topics", Set: true, Hidden: true, Changed: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if got := s.Secrets(config, secrecy); !slices.Equal(got, []string{"connection.password", "topics"}) {
		t.Errorf("Secrets = %v", got)
	}
}

func BenchmarkState(b *testing.B) {
	defs := make([]connect.Definition, 0, 400)
	config := connect.Config{"name": "a", "connector.class": "x.Y"}
	for i := range 400 {
		key := "plugin.section" + strconv.Itoa(i%17) + ".setting" + strconv.Itoa(i)
		defs = append(defs, def(key, "Group "+strconv.Itoa(i%17), i, connect.FieldString))
		if i < 60 {
			config[key] = "value " + strconv.Itoa(i)
		}
	}
	s := form.Situation{Shape: build(form.Input{Definitions: defs, Config: config}), Config: config, Base: config.Clone()}
	for b.Loop() {
		s.State()
	}
}
