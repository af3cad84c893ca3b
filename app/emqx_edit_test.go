package app

import (
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// A new connector is created under its type, and what EMQX refuses shows at the field.
func TestACreateOnEMQX(t *testing.T) {
	a := openEMQX(t)
	draft := must[FormView](t)(a.Forms.StartNew("", emqxSandbox, "connector/mysql", "")).Draft
	set := func(key, text string) {
		must[FormState](t)(a.Forms.Set("", draft, []FormEdit{{Key: key, Text: text}}))
	}
	set("name", "copy")
	set("server", "mysql.copy.internal:3306")
	set("database", "orders")
	set("resource_opts.health_check_interval", "soon")
	out := must[WriteResult](t)(a.Forms.Create("", draft, ""))
	state := must[FormState](t)(a.Forms.State("", draft))
	at := func(p form.Problem) bool { return p.Key == "resource_opts.health_check_interval" }
	if out.Landed != worker.LandedNo || !slices.ContainsFunc(state.Problems, at) {
		t.Fatalf("%+v, problems %+v", out, state.Problems)
	}
	set("resource_opts.health_check_interval", "30s")
	set("server", "mysql.copy.down:3306")
	tested := must[FormState](t)(a.Forms.Validate("", draft))
	if tested.Check != "failed" || !strings.Contains(tested.Problem.Worker, "connection refused") {
		t.Errorf("a test that fails: %+v", tested)
	}
	set("server", "mysql.copy.internal:3306")
	if tested = must[FormState](t)(a.Forms.Validate("", draft)); tested.Check != "done" || tested.Errors != 0 {
		t.Errorf("a test that passes: %+v", tested)
	}
	if out = must[WriteResult](t)(a.Forms.Create("", draft, "")); out.Landed != worker.LandedYes || out.Name != "mysql:copy" {
		t.Errorf("%+v", out)
	}
}
