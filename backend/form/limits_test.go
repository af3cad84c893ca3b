package form_test

import (
	"fmt"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
)

// hostile is a validation no plugin gives: very many keys, groups, errors and
// recommended values, and endless texts. What takes quadratic time would not
// end here.
func hostile(keys int) (connect.Validation, connect.Config) {
	v := connect.Validation{ErrorCount: keys}
	sent := connect.Config{"db.password": "s3cr3t-horse"}
	for i := range keys {
		key := fmt.Sprintf("key%d.of.hostile.plugin", i)
		d := def(key, fmt.Sprintf("Group %d", i), i, connect.FieldString)
		v.Groups = append(v.Groups, d.Group)
		v.Configs = append(v.Configs, connect.ValidatedKey{Definition: &d, Value: &connect.ValidatedValue{
			Name: key, Visible: true, Errors: []string{"wrong with s3cr3t-horse"}, Recommended: []string{"a", "b s3cr3t-horse"},
		}})
		sent[fmt.Sprintf("unknown%d.setting", i)] = "x"
	}
	v.Configs[0].Definition.Documentation = strings.Repeat("ä", 100_000)
	v.Configs[0].Value.Errors = []string{strings.Repeat("wrong ", 100_000)}
	v.Configs[0].Value.Recommended = make([]string, 10_000)
	for i := range v.Configs[0].Value.Recommended {
		v.Configs[0].Value.Recommended[i] = fmt.Sprint(i)
	}
	return v, sent
}

// plainSecrecy is what the app uses; the stand-in of the other tests is slow.
func plainSecrecy(config connect.Config, definitions ...connect.Definition) map[string]bool {
	out := map[string]bool{}
	for key := range redact.Keys(config, definitions...) {
		out[key] = true
	}
	return out
}

func TestAHostileWorkerIsBounded(t *testing.T) {
	v, sent := hostile(20_000)
	a := form.Read(v, sent, nil, plainSecrecy)
	if len(a.Findings) != 500 {
		t.Errorf("%d findings are stored, want 500", len(a.Findings))
	}
	s := form.Build(form.Input{Answer: a, Config: connect.Config{"name": "a", "far.away": "1"}, Secrecy: plainSecrecy})
	if s.Note != "The worker lists 20000 settings. The form shows the first 2000; add the others by their keys." {
		t.Errorf("note %q", s.Note)
	}
	if n := len(s.Fields); n != 2_002 {
		t.Errorf("%d fields, want 2000 and those of the draft", n)
	}
	f, _ := s.Field("key0.of.hostile.plugin")
	if len(f.Docs) > 33<<10 || !strings.HasSuffix(f.Docs, "…") || len(f.Recommended) != 500 {
		t.Errorf("docs of %d bytes, %d recommended", len(f.Docs), len(f.Recommended))
	}
	for _, finding := range a.Findings {
		if len(finding.Text) > 9<<10 || strings.Contains(finding.Text, "s3cr3t") {
			t.Errorf("a finding of %d bytes: %.40s", len(finding.Text), finding.Text)
		}
	}
	st := form.Situation{Shape: s, Config: sent, Answer: a, Edit: true}.State()
	if st.Errors != 501 {
		t.Errorf("%d errors, want the stored ones and the class", st.Errors)
	}
}

func TestAHostileDraftIsBounded(t *testing.T) {
	_, sent := hostile(20_000)
	s := form.Build(form.Input{Definitions: cdcDefinitions(), Config: sent, Secrecy: plainSecrecy})
	if n := len(s.Fields); n < 20_000 {
		t.Errorf("%d fields: nothing of a draft may be left out", n)
	}
	st := form.Situation{Shape: s, Config: sent, Edit: true}.State()
	if st.Notes != 20_000+1 {
		t.Errorf("%d notes", st.Notes)
	}
	text := strings.Repeat("Invalid value s3cr3t-horse for configuration db.password: no\n", 20_000)
	if got := form.MaskWords(text, sent, map[string]bool{"db.password": true}); len(got) > 64<<10 || strings.Contains(got, "horse") {
		t.Errorf("%d bytes of words", len(got))
	}
}

func BenchmarkHostile(b *testing.B) {
	v, sent := hostile(20_000)
	for b.Loop() {
		a := form.Read(v, sent, nil, plainSecrecy)
		form.Build(form.Input{Answer: a, Config: sent, Secrecy: plainSecrecy})
	}
}
