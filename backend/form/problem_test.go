package form_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

type brief struct {
	Key      string
	Severity form.Severity
	Source   form.Source
	Replace  string
}

func briefs(problems []form.Problem) []brief {
	out := []brief{}
	for _, p := range problems {
		out = append(out, brief{p.Key, p.Severity, p.Source, p.Replace})
	}
	return out
}

func sink(config connect.Config) form.Situation {
	return form.Situation{Shape: build(form.Input{Definitions: sinkDefinitions(), Config: config}), Config: config, New: true}
}

func TestNothingIsRedBeforeTheFieldWasVisited(t *testing.T) {
	s := sink(connect.Config{"connector.class": "x.Y"})
	s.Local = []form.Local{{Key: "flush.interval.ms", Text: "not a number"}}
	s.Answer = &form.Answer{Findings: []form.Finding{{Key: "file", Text: "A value is required."}}, Sent: s.Config}
	quiet := []brief{
		{"name", form.SeverityFill, form.SourceLocal, ""},
		{"topics", form.SeverityFill, form.SourceLocal, ""},
		{"file", form.SeverityFill, form.SourceWorker, ""},
		{"flush.interval.ms", form.SeverityFill, form.SourceLocal, ""},
	}
	if diff := cmp.Diff(quiet, briefs(s.Problems())); diff != "" {
		t.Error("untouched (-want +got):", diff)
	}
	if st := s.State(); st.Errors != 0 || st.ToFill != 4 {
		t.Errorf("errors %d, to fill %d; want 0, 4", st.Errors, st.ToFill)
	}
	s.Visited = map[string]bool{"topics.regex": true, "file": true}
	loud := []brief{
		{"topics", form.SeverityError, form.SourceLocal, ""},
		{"file", form.SeverityError, form.SourceWorker, ""},
		{"name", form.SeverityFill, form.SourceLocal, ""},
		{"flush.interval.ms", form.SeverityFill, form.SourceLocal, ""},
	}
	if diff := cmp.Diff(loud, briefs(s.Problems())); diff != "" {
		t.Error("visited (-want +got):", diff)
	}
	s.Attempted = true
	if st := s.State(); st.Errors != 4 || st.ToFill != 0 {
		t.Errorf("after an attempt: errors %d, to fill %d; want 4, 0", st.Errors, st.ToFill)
	}
	s.Attempted, s.Visited, s.Edit, s.New = false, nil, true, false
	if st := s.State(); st.Errors != 3 {
		t.Errorf("in an edit: errors %d, want 3 (its name is not checked)", st.Errors)
	}
}

func TestTopicsRule(t *testing.T) {
	cases := []struct {
		config connect.Config
		want   []string
	}{
		{connect.Config{}, []string{"topics"}},
		{connect.Config{"topics": "  "}, []string{"topics"}},
		{connect.Config{"topics": "a"}, nil},
		{connect.Config{"topics.regex": "a.*"}, nil},
		{connect.Config{"topics": "a", "topics.regex": "a.*"}, []string{"topics.regex"}},
		{connect.Config{"topics": "", "topics.regex": "a.*"}, nil},
	}
	for _, c := range cases {
		c.config["name"], c.config["connector.class"] = "a", "x.Y"
		var got []string
		for _, p := range sink(c.config).Problems() {
			got = append(got, p.Key)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: problems at %v, want %v", c.config, got, c.want)
		}
	}
}

func TestOutdatedAndRepeatedWorkerFindingsAreDropped(t *testing.T) {
	config := connect.Config{"name": "a", "connector.class": "x.Y", "file": "/new", "flush.interval.ms": "abc", "connection.url": "u"}
	s := sink(config)
	s.Edit = true
	s.Local = []form.Local{{Key: "flush.interval.ms", Text: "Not a whole number."}}
	s.Answer = &form.Answer{
		Sent: connect.Config{"name": "a", "connector.class": "x.Y", "file": "/old", "flush.interval.ms": "abc", "connection.url": "u", "connection.password": "p"},
		Findings: []form.Finding{
			{Key: "file", Text: "was changed since"},
			{Key: "connection.password", Text: "was unset since"},
			{Key: "flush.interval.ms", Text: "Not a number of type LONG"},
			{Key: "connection.url", Text: "cannot connect"},
			{Key: "connection.url", Text: "cannot connect"},
			{Key: "topics", Text: "Must configure one of topics or topics.regex"},
			{Key: "topics.regex", Text: "Must configure one of topics or topics.regex"},
		},
	}
	want := []brief{
		{"topics", form.SeverityError, form.SourceLocal, ""},
		{"connection.url", form.SeverityError, form.SourceWorker, ""},
		{"flush.interval.ms", form.SeverityError, form.SourceLocal, ""},
	}
	if diff := cmp.Diff(want, briefs(s.Problems())); diff != "" {
		t.Error("(-want +got):", diff)
	}
}

func TestUnknownKeys(t *testing.T) {
	config := connect.Config{
		"name": "a", "connector.class": "x.Y", "topics": "t",
		"connection.ulr": "1", "flush.intervall.ms": "1", "errors.tolerence": "all", "errors.tolerance": "all", "nothing.like.it": "1",
		"transforms.a.type": "1", "predicates.p.type": "1", "key.converter.schemas.enable": "1", "my.value.converter.x": "1",
		"producer.override.acks": "1", "consumer.override.x": "1", "admin.override.x": "1", "topic.creation.default.partitions": "1",
		"topic.override.orders.table": "1",
	}
	want := []brief{
		{"connection.ulr", form.SeverityWarning, form.SourceLocal, "connection.url"},
		{"flush.intervall.ms", form.SeverityWarning, form.SourceLocal, "flush.interval.ms"},
		{"errors.tolerence", form.SeverityNote, form.SourceLocal, ""},
		{"nothing.like.it", form.SeverityNote, form.SourceLocal, ""},
	}
	if diff := cmp.Diff(want, briefs(sink(config).Problems())); diff != "" {
		t.Error("(-want +got):", diff)
	}
}

func TestMasksAndMissingSecretsAreProblems(t *testing.T) {
	config := connect.Config{"name": "a", "connector.class": "x.Y", "topics": "t", "connection.password": "********", "file": "<secret: file>"}
	s := sink(config)
	s.Edit, s.MissingSecrets = true, []string{"connection.url"}
	problems := s.Problems()
	want := []brief{
		{"file", form.SeverityError, form.SourceLocal, ""},
		{"connection.url", form.SeverityError, form.SourceLocal, ""},
		{"connection.password", form.SeverityError, form.SourceLocal, ""},
	}
	if diff := cmp.Diff(want, briefs(problems)); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if n := form.Blocking(problems); n != 3 {
		t.Errorf("Blocking = %d, want 3", n)
	}
}

func TestCounts(t *testing.T) {
	s := sink(connect.Config{"name": "a", "connector.class": "x.Y", "topics": "t", "connection.ulr": "1", "file": "/x"})
	s.Base = connect.Config{"name": "a", "file": "/y", "errors.tolerance": "all"}
	s.Local = []form.Local{{Key: "file", Text: "bad"}}
	st := s.State()
	want := []form.Count{
		{ID: "~start", Set: 3, Total: 5, Shown: 3, Required: 2, RequiredSet: 2},
		{ID: "General", Set: 1, Total: 1, Shown: 1, ToFill: 1},
		{ID: "Writer", Total: 3},
		{ID: "~errors", Total: 1},
		{ID: "~transforms", Total: 1},
		{ID: "~other", Set: 1, Total: 1, Shown: 1},
	}
	if diff := cmp.Diff(want, st.Groups); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if st.Set != 5 || st.Changed != 5 || st.Warnings != 1 || st.ToFill != 1 {
		t.Errorf("set %d, changed %d, warnings %d, to fill %d; want 5, 5, 1, 1", st.Set, st.Changed, st.Warnings, st.ToFill)
	}
}
