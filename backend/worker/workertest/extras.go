package workertest

import (
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// extras are the checks of roles that only some kinds have.
func extras() []check {
	return []check{
		{name: "test", judge: tested, needs: []worker.Feature{worker.Test}},
		{name: "metrics", judge: measured, needs: []worker.Feature{worker.Metrics}},
		{name: "users", judge: used, needs: []worker.Feature{worker.Users}},
		{name: "settings", judge: provisioned, needs: []worker.Feature{worker.Provision}},
	}
}

// tested: a test says what is wrong, and stores nothing.
func tested(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.name("test")
	s.act(t, "test", s.w.test(ctx, name, s.source("t")))
	bad := s.source("t")
	delete(bad, s.TopicKey)
	err := s.w.test(ctx, name, bad)
	wantCode(t, "a setting is missing", err, connect.CodeInvalid)
	if said := connect.AsError(err); said != nil && len(said.Findings) > 0 && said.Findings[0].Key != s.TopicKey {
		t.Errorf("the error is at %+v", said.Findings)
	}
	s.wantAbsent(t, name)
}

// measured: the figures of all nodes come first, and then those of each.
func measured(t *testing.T, s *suite) {
	name := s.running(t, "metrics")
	got := must[[]worker.NodeMetrics](t, "metrics")(s.w.metrics(t.Context(), name))
	if len(got) != 1+max(s.Parts, 1) || got[0].Node != "" || len(got[0].Values) == 0 || got[1].Node == "" || len(got[1].Values) != len(got[0].Values) {
		t.Errorf("%+v", got)
	}
	_, err := s.w.metrics(t.Context(), s.name("missing"))
	wantCode(t, "metrics of a missing connector", err, connect.CodeNotFound)
}

// used: nothing uses a new connector.
func used(t *testing.T, s *suite) {
	name := s.running(t, "users")
	if got := must[[]worker.User](t, "users")(s.w.users(t.Context(), name)); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	_, err := s.w.users(t.Context(), s.name("missing"))
	wantCode(t, "users of a missing connector", err, connect.CodeNotFound)
}

// provisioned: the key of a setting differs from every key of a config, and a title stands
// above the section.
func provisioned(t *testing.T, s *suite) {
	found := must[[]worker.Setting](t, "settings")(s.w.settings(t.Context(), ""))
	seen := map[string]bool{}
	for _, one := range found {
		d := one.Definition
		if !strings.Contains(d.Name, ":") || seen[d.Name] || d.Group == "" || d.DisplayName == "" {
			t.Errorf("%+v", d)
		}
		seen[d.Name] = true
	}
	for _, one := range found {
		if one.OnlyKey != "" && !seen[one.OnlyKey] {
			t.Errorf("%s applies with the unknown setting %s", one.Definition.Name, one.OnlyKey)
		}
	}
}
