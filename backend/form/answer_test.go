package form_test

import (
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
)

// A plugin may recommend, or name in an error about another key, what it was
// sent, or what a placeholder stands for.
func TestReadStoresNoSecretOfTheAnswer(t *testing.T) {
	t.Parallel()
	text := func(s string) *string { return &s }
	v := connect.Validation{Configs: []connect.ValidatedKey{
		{Value: &connect.ValidatedValue{Name: "db.host", Value: text("http://db-7.internal/x"), Errors: []string{"no db-7.internal"}, Recommended: []string{"db-7.internal", "localhost"}}},
		{Value: &connect.ValidatedValue{
			Name: "topics", Value: text("a"), Errors: []string{"not with hunter2 on db-7.internal"},
			Recommended: []string{"orders", "hunter2-orders", "db-7.internal", "of db-7.internal"},
		}},
	}}
	sent := connect.Config{"db.host": "http://${file:/a:host}/x", "db.password": "hunter2", "topics": "a"}
	secrecy := func(config connect.Config, definitions ...connect.Definition) map[string]bool {
		out := map[string]bool{}
		for key := range redact.Keys(config, definitions...) {
			out[key] = true
		}
		return out
	}
	a := form.Read(v, sent, nil, secrecy)
	if got := a.Recommended["topics"]; !slices.Equal(got, []string{"orders"}) {
		t.Errorf("topics: %q is recommended", got)
	}
	if got := a.Recommended["db.host"]; !slices.Equal(got, []string{"localhost"}) {
		t.Errorf("db.host: %q is recommended", got)
	}
	for _, f := range a.Findings {
		if strings.Contains(f.Text, "hunter2") || strings.Contains(f.Text, "db-7") {
			t.Errorf("%s: %s", f.Key, f.Text)
		}
	}
}
