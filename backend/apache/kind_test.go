package apache

import (
	"slices"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func TestKind(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("GET /", ok(rootBody), ok(rootBody)).on("GET /connector-plugins?connectorsOnly=false", ok(`[]`)).on("GET /connector-plugins", ok(`[]`))
	table := worker.Kinds{Kind(nil, nil)}
	for _, p := range []connect.Profile{{URL: f.srv.URL}, {URL: f.srv.URL, Kind: ID}} {
		kind, err := table.Of(p)
		if err != nil || kind.ID != ID || !slices.Contains(kind.Fields, worker.FieldURL) || !slices.Contains(kind.Logins, connect.LoginBasic) {
			t.Fatalf("%+v, %v", kind, err)
		}
	}
	kind, err := table.Of(connect.Profile{Kind: "newer"})
	wantCode(t, err, connect.CodeUnsupported)
	if kind.Dial != nil {
		t.Error("a kind that is not known can be dialled")
	}
	p := connect.Profile{URL: f.srv.URL}
	w, err := table[0].Dial(p, connect.Secrets{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Identity(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := w.Plugins(t.Context(), false); err != nil {
		t.Error(err)
	}
	for _, s := range table[0].Probe(t.Context(), p, connect.Secrets{}, nil) {
		if s.State != connect.StepPassed {
			t.Errorf("%+v", s)
		}
	}
	if _, err := table[0].Dial(connect.Profile{URL: "nowhere"}, connect.Secrets{}); connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("%v", err)
	}
}
