package form_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

// cdcDefinitions has the shape of a large source: its own groups first, one of
// them far too large, and Connect's keys behind, as GET …/config has them.
func cdcDefinitions() []connect.Definition {
	important := func(d connect.Definition) connect.Definition {
		d.Importance = connect.ImportanceHigh
		return d
	}
	defs := []connect.Definition{
		important(def("topic.prefix", "Oracle", 1, connect.FieldString)),
		def("database.port", "Oracle", 2, connect.FieldInt),
		{
			Name: "schema.history.internal", Group: "History Storage", Type: connect.FieldClass, DisplayName: "History class",
			Documentation: "The name of the class. The configuration properties for the history are prefixed with the 'schema.history.internal.' string.",
		},
		def("column.mask.with.(d+).chars", "Events", 4, connect.FieldString),
		def("table.include.list", "Events", 1, connect.FieldList),
	}
	for i := range 20 {
		defs = append(defs, def(fmt.Sprintf("log.mining.size%d", i), "Connector", i, connect.FieldInt))
	}
	for i := range 15 {
		defs = append(defs, def(fmt.Sprintf("snapshot.mode%d", i), "Connector", 100+i, connect.FieldString))
	}
	for i := range 7 {
		defs = append(defs, def(fmt.Sprintf("odd%d.one", i), "Connector", 200+i, connect.FieldString))
	}
	old := def("internal.log.mining.read.only", "Connector", 300, connect.FieldBoolean)
	old.Importance = connect.ImportanceHigh
	gone := def("skip.it", "Connector", 301, connect.FieldBoolean)
	gone.Documentation = "Deprecated: use the other one."
	twin, alias := def("lob.enabled", "Connector", 302, connect.FieldBoolean), def("log.mining.lob", "Connector", 303, connect.FieldBoolean)
	twin.DisplayName, alias.DisplayName = "Large objects", "Large objects"
	twin.Documentation, alias.Documentation = "Whether large objects are read.", "Whether large objects are read."
	own := def("common.own", "Common", 1, connect.FieldString)
	defs = append(defs, old, gone, twin, alias, own)
	for _, key := range []string{
		"header.converter", "value.converter", "key.converter", "config.action.reload", "transforms", "predicates", "errors.log.enable", "exactly.once.support",
		"offsets.storage.topic", "topic.creation.groups", "tasks.max", "name", "connector.class",
	} {
		d := def(key, "Common", 9, connect.FieldString)
		d.Required = key == "name" || key == "connector.class"
		defs = append(defs, d)
	}
	return defs
}

func TestTheGroupsOfALargeForm(t *testing.T) {
	s := build(form.Input{
		Definitions: cdcDefinitions(),
		Listed:      []string{"Common", "Transforms", "Oracle", "Connector", "History Storage", "Events"},
		Config:      connect.Config{"producer.override.acks": "all", "mystery": "1"},
	})
	want := []string{
		"Name and tasks", "Common", "Oracle", "Connector", "History Storage", "Events", "Topic creation", "Converters", "Error handling", "Transforms", "Predicates",
		"Other Connect settings", "Exactly once support", "Offsets topic", "Other settings",
	}
	if diff := cmp.Diff(want, titles(s)); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if diff := cmp.Diff([]string{"key.converter", "value.converter", "header.converter"}, keysIn(s, "Converters")); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if diff := cmp.Diff([]string{"common.own"}, keysIn(s, "Common")); diff != "" {
		t.Error("a plugin's group of the same name (-want +got):", diff)
	}
	if !s.Large {
		t.Error("more than 40 settings make a large form")
	}
	if small := build(form.Input{Definitions: sinkDefinitions()}); small.Large {
		t.Error("a small form opens on everything")
	}
}

func TestALargeGroupIsDivided(t *testing.T) {
	s := build(form.Input{Definitions: cdcDefinitions()})
	type section struct {
		title  string
		count  int
		folded bool
	}
	var got []section
	for _, g := range s.Groups {
		if g.Title == "Connector" {
			for _, one := range g.Sections {
				got = append(got, section{one.Title, len(one.Keys), one.Folded})
			}
		} else if len(g.Sections) > 0 {
			t.Errorf("%s is small and has sections: %v", g.Title, g.Sections)
		}
	}
	want := []section{{"log.mining", 20, false}, {"snapshot", 15, false}, {"other", 8, false}, {"deprecated, internal", 3, true}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(section{})); diff != "" {
		t.Error("(-want +got):", diff)
	}
}

func TestWhatIsFolded(t *testing.T) {
	s := build(form.Input{Definitions: cdcDefinitions(), Answer: &form.Answer{Aliases: map[string]bool{"odd0.one": true}}})
	for key, want := range map[string]form.Fold{
		"internal.log.mining.read.only": form.FoldInternal, "skip.it": form.FoldDeprecated, "log.mining.lob": form.FoldAlias, "odd0.one": form.FoldAlias,
		"lob.enabled": form.FoldNone, "schema.history.internal": form.FoldNone, "topic.prefix": form.FoldNone,
	} {
		if f, _ := s.Field(key); f.Folded != want || (want != form.FoldNone && f.Needed) {
			t.Errorf("%s: folded %q, needed %v; want %q", key, f.Folded, f.Needed, want)
		}
	}
	for docs, want := range map[string]form.Fold{
		"This option is deprecated and will go.":                   form.FoldDeprecated,
		"[Deprecated] Use x.":                                      form.FoldDeprecated,
		"One of 'a' (the default) and 'b', which is deprecated.":   form.FoldNone,
		"For internal use only.":                                   form.FoldInternal,
		"The name of the internal topic that the connector writes": form.FoldNone,
	} {
		d := def("k", "", 0, connect.FieldString)
		d.Documentation = docs
		if f, _ := build(form.Input{Definitions: []connect.Definition{d}}).Field("k"); f.Folded != want {
			t.Errorf("%q is folded as %q, want %q", docs, f.Folded, want)
		}
	}
}

func TestFamiliesAndTemplates(t *testing.T) {
	config := connect.Config{
		"name": "a", "connector.class": "x.Y", "schema.history.internal.producer.acks": "all", "column.mask.with.12.chars": "a.b", "driver.oracle.x": "1",
	}
	s := build(form.Input{
		Definitions: cdcDefinitions(), Config: config,
		Answer:     &form.Answer{Required: map[string]bool{"schema.history.internal.kafka.topic": true}},
		Neighbours: []form.Neighbour{{Name: "stock", Keys: []string{"schema.history.internal.producer.sasl.mechanism", "driver.oracle.x", "driver.oracle.y", "topic.prefix"}}},
	})
	families := map[string][]form.Family{}
	for _, g := range s.Groups {
		for _, f := range g.Families {
			f.Docs = ""
			families[g.ID] = append(families[g.ID], f)
		}
		for _, tmpl := range g.Templates {
			if g.Title != "Events" || tmpl.Name != "column.mask.with.(d+).chars" {
				t.Errorf("template %q in %s", tmpl.Name, g.Title)
			}
		}
	}
	want := map[string][]form.Family{
		"History Storage": {{Prefix: "schema.history.internal.", Named: "schema.history.internal", Keys: []form.FamilyKey{
			{Key: "schema.history.internal.producer.sasl.mechanism", From: "stock"},
		}}},
		"~other": {{Prefix: "driver.", Keys: []form.FamilyKey{{Key: "driver.oracle.y", From: "stock"}}}},
	}
	if diff := cmp.Diff(want, families); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if diff := cmp.Diff([]string{"schema.history.internal", "schema.history.internal.kafka.topic", "schema.history.internal.producer.acks"}, keysIn(s, "History Storage")); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if f, _ := s.Field("column.mask.with.12.chars"); f.Group != "Events" {
		t.Errorf("what a template makes stands in its group: %+v", f)
	}
	if s.Has("column.mask.with.(d+).chars") {
		t.Error("a template is no field")
	}
	if got := briefs((form.Situation{Shape: s, Config: config, Edit: true}).Problems()); len(got) > 0 {
		t.Errorf("correct keys of families and templates: %v", got)
	}
}

func TestAFormCountsWhatItOpensOn(t *testing.T) {
	config := connect.Config{"name": "a", "connector.class": "x.Y", "snapshot.mode3": "1"}
	s := form.Situation{Shape: build(form.Input{Definitions: cdcDefinitions(), Config: config}), Config: config, New: true}
	s.Local = []form.Local{{Key: "log.mining.size1", Text: "not a number"}}
	st := s.State()
	counts := map[string]form.Count{}
	for _, c := range st.Groups {
		counts[c.ID] = c
	}
	want := map[string]form.Count{
		"~start":    {ID: "~start", Set: 2, Total: 3, Shown: 2, Required: 2, RequiredSet: 2},
		"Oracle":    {ID: "Oracle", Total: 2, Shown: 1},
		"Connector": {ID: "Connector", Set: 1, Total: 46, Shown: 2, ToFill: 1},
	}
	for id, c := range want {
		if diff := cmp.Diff(c, counts[id]); diff != "" {
			t.Errorf("%s (-want +got): %s", id, diff)
		}
	}
	if st.Shown != 5 {
		t.Errorf("%d shown, want 5", st.Shown)
	}
}

func TestPartsReplaceAValidation(t *testing.T) {
	s := build(form.Input{
		Definitions: cdcDefinitions(), Config: connect.Config{"value.converter": "x.Json"},
		Parts: map[string][]connect.Definition{
			"value.converter.": {{Name: "schemas.enable", Type: connect.FieldBoolean, Default: new("true"), Importance: connect.ImportanceHigh}},
			"transforms.a.":    {{Name: "field", Type: connect.FieldString}},
		},
		Choices: map[string][]string{"value.converter": {"x.Json", "x.Avro"}, "transforms.a.type": {"x.Cast"}},
	})
	if diff := cmp.Diff([]string{"key.converter", "value.converter", "value.converter.schemas.enable", "header.converter"}, keysIn(s, "Converters")); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if f, _ := s.Field("value.converter.schemas.enable"); f.Default != "true" || f.Kind != form.KindBoolean {
		t.Errorf("default and kind are those of the definition: %+v", f)
	}
	if f, _ := s.Field("value.converter"); f.Kind != form.KindChoice || len(f.Recommended) != 2 {
		t.Errorf("the installed converters are offered: %+v", f)
	}
}
