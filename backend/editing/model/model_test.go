package model_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

func noSecrets(connect.Config, ...connect.Definition) map[string]bool { return map[string]bool{} }

func opened() connect.Config {
	return connect.Config{"name": "orders", "connector.class": "x.Source", "file": "/a", "poll.ms": "100"}
}

// edit is the form of a stored connector.
func edit(change ...func(*connect.Draft)) *model.Form {
	draft := connect.Draft{ID: "d", Mode: connect.DraftEdit, Name: "orders", Class: "x.Source", Base: opened(), Config: opened()}
	for _, fn := range change {
		fn(&draft)
	}
	return model.New(model.Options{Draft: draft, Secrecy: noSecrets, Plugin: catalog.Plugin{
		From: catalog.FromDefinitions,
		Definitions: []connect.Definition{
			{Name: "name", Type: connect.FieldString},
			{Name: "connector.class", Type: connect.FieldString},
			{Name: "file", Type: connect.FieldString},
			{Name: "poll.ms", Type: connect.FieldLong},
		},
	}})
}

// stored is a connector whose config was changed elsewhere.
func stored(changes connect.Config) model.Reading {
	config := opened()
	maps.Copy(config, changes)
	return model.Reading{Connector: worker.Stored{Connector: connect.Connector{Name: "orders", Config: config}}, At: time.Unix(1, 0)}
}

func set(t *testing.T, f *model.Form, key, text string) {
	t.Helper()
	if err := f.Set([]model.Edit{{Key: key, Text: text}}); err != nil {
		t.Fatal(err)
	}
}

func TestAChangeOfTheOtherSideIsCopied(t *testing.T) {
	t.Parallel()
	f := edit()
	set(t, f, "poll.ms", "200")
	f.Stored().Compare(stored(connect.Config{"file": "/b"}))
	if f.Stored().Conflict() {
		t.Error("different keys are no conflict")
	}
	want := connect.Config{"name": "orders", "connector.class": "x.Source", "file": "/b", "poll.ms": "200"}
	if diff := cmp.Diff(want, f.Draft().Config); diff != "" {
		t.Error("(-want +got):", diff)
	}
	if config, problem := model.ReadyToSave(f, worker.Connection{}); problem != nil || config["poll.ms"] != "100" {
		t.Errorf("what a save expects to be stored: %v, %v", config, problem)
	}
}

func TestAKeyChangedOnBothSidesWaitsForAChoice(t *testing.T) {
	t.Parallel()
	f := edit()
	set(t, f, "file", "/mine")
	f.Stored().Compare(stored(connect.Config{"file": "/theirs"}))
	if _, problem := model.ReadyToSave(f, worker.Connection{}); problem == nil || problem.Code != connect.CodeConflict {
		t.Errorf("an open conflict is saved: %v", problem)
	}
	for choice, want := range map[form.Choice]string{form.ChooseTheirs: "/theirs", form.ChooseMine: "/mine"} {
		if resolved, err := f.Stored().Resolve(map[string]form.Choice{"file": choice}); !resolved || err != nil {
			t.Fatal(resolved, err)
		}
		if got := f.Draft().Config["file"]; got != want || f.Stored().Conflict() {
			t.Errorf("%s: %q, conflict %v", choice, got, f.Stored().Conflict())
		}
	}
}

func TestWhatIsTypedAfterAChoiceIsMine(t *testing.T) {
	t.Parallel()
	f := edit()
	set(t, f, "file", "/mine")
	f.Stored().Compare(stored(connect.Config{"file": "/theirs"}))
	if _, err := f.Stored().Resolve(map[string]form.Choice{"file": form.ChooseTheirs}); err != nil {
		t.Fatal(err)
	}
	set(t, f, "file", "/later")
	review := model.ReviewOf(f, worker.Connection{}, model.Validated{})
	if c := review.Conflicts[0]; c.Choice != form.ChooseMine || c.Mine != "/later" {
		t.Errorf("%+v", c)
	}
	if _, problem := model.ReadyToSave(f, worker.Connection{}); problem == nil || problem.Code != connect.CodeConflict {
		t.Errorf("a draft that changed after the review is saved: %v", problem)
	}
}

// Edits and shapes count what happens, so that late answers are recognised and
// the page fetches the form only when it has to.
func TestCounters(t *testing.T) {
	t.Parallel()
	f := edit()
	edits, shapes := f.Edits(), f.Shapes()
	set(t, f, "file", "/b")
	if f.Edits() != edits+1 || f.Shapes() != shapes {
		t.Errorf("a known key: %d edits, %d shapes", f.Edits()-edits, f.Shapes()-shapes)
	}
	set(t, f, "my.own", "x")
	if f.Shapes() != shapes+1 || !f.Shape().Has("my.own") {
		t.Error("a new key changes the shape")
	}
	if err := f.Set([]model.Edit{{Key: "file", Text: "/c"}, {Key: "name", Text: "other"}}); err == nil || f.Draft().Config["file"] != "/b" || f.Edits() != edits+2 {
		t.Errorf("edits are applied together or not at all: %v", err)
	}
	if touched := f.Record(time.Unix(1, 0)).Touched; !slices.Equal(touched, []string{"file", "my.own"}) {
		t.Errorf("touched: %v", touched)
	}
}

func TestASecretThatWasNotStoredIsReadAgain(t *testing.T) {
	t.Parallel()
	missing := func(d *connect.Draft) {
		for _, config := range []connect.Config{d.Base, d.Config} {
			delete(config, "file")
		}
		d.MissingSecrets = []string{"file"}
	}
	f := edit(missing)
	f.Stored().Reopened(stored(nil).Connector, nil)
	if d := f.Draft(); d.Config["file"] != "/a" || len(d.MissingSecrets) > 0 || f.Stored().Conflict() {
		t.Errorf("an unchanged one: %v, %v", d.Config, d.MissingSecrets)
	}
	f = edit(missing, func(d *connect.Draft) { d.Touched = []string{"file"} })
	f.Stored().Reopened(stored(nil).Connector, nil)
	if _, problem := model.ReadyToSave(f, worker.Connection{}); problem == nil || problem.Code != connect.CodeMaskedValue {
		t.Errorf("a changed one must be typed again: %v", problem)
	}
}
