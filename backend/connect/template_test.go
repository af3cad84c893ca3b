package connect_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
)

func TestTemplates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name            string
		matches, others []string
	}{
		{"topic.override.%s.%s", []string{"topic.override.orders.table", "topic.override.a.b.c"}, []string{"topic.override.orders", "topic.override.", "my.topic.override.a.b", ""}},
		{"column.truncate.to.(d+).chars", []string{"column.truncate.to.12.chars"}, []string{"column.truncate.to.x.chars", "column.truncate.to..chars", "column.truncate.to.chars"}},
		{`column.mask.with.(\d+).chars`, []string{"column.mask.with.0.chars"}, []string{"column.mask.with.-1.chars"}},
		{"column.mask.hash.([^.]+).with.salt.(.+)", []string{"column.mask.hash.SHA-256.with.salt.Cz"}, []string{"column.mask.hash.SHA-256.with.salt.", "column.mask.hash..with.salt.x"}},
		{"overrides.<table>", []string{"overrides.a.b"}, []string{"overrides", "overrides."}},
		{"%s.part.(d+)", []string{"a.part.1", "a.part.b.part.1"}, []string{"a.part.b.part.x", ".part.1"}},
		{"{name}.type", []string{"isbn.type"}, []string{".type", "type"}},
	} {
		tmpl, ok := connect.TemplateOf(c.name)
		if !ok || !connect.IsTemplate(c.name) {
			t.Errorf("%s was not recognised as a template", c.name)
		}
		for _, key := range c.matches {
			if !tmpl.Matches(key) {
				t.Errorf("%s does not match %q", c.name, key)
			}
		}
		for _, key := range c.others {
			if tmpl.Matches(key) {
				t.Errorf("%s matches %q", c.name, key)
			}
		}
	}
	for _, key := range []string{"topics.regex", "a-b_c.d$E", "internal.x:y/z"} {
		if connect.IsTemplate(key) {
			t.Errorf("%s was taken for a template", key)
		}
	}
}

func TestTemplateParts(t *testing.T) {
	t.Parallel()
	got, _ := connect.TemplateOf("column.(d+).of.<table name>.by.([^.]+)")
	want := []connect.TemplatePart{
		{Text: "column."},
		{Text: "(d+)", Gap: true, Number: true},
		{Text: ".of."},
		{Text: "<table name>", Gap: true, Label: "table name"},
		{Text: ".by."},
		{Text: "([^.]+)", Gap: true},
	}
	if diff := cmp.Diff(want, got.Parts); diff != "" {
		t.Error("(-want +got):", diff)
	}
}
