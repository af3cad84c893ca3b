package app

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/workbench"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

const poorName = "rates"

// The page is also tested with a kind of cluster that can do little. This test calls
// the methods of every screen on such a kind and compares the answers with the fixtures
// in the folder "poor". "make fixtures" writes them again.
func TestAPoorKindIsAnswered(t *testing.T) {
	f, id := newPoorFixtures(t)
	a := f.app
	state := must[ClusterState](t)(a.Clusters.State("", id))
	if state.Phase != live.PhaseReady || len(state.Actions) == 0 {
		t.Fatalf("%+v", state)
	}
	f.laterOn(id)
	// The sandbox beside it may have been polled by now, or not.
	f.record("clusters.list", slices.DeleteFunc(must[[]ClusterSummary](t)(a.Clusters.List("")), func(c ClusterSummary) bool { return c.Sandbox }))
	f.record("clusters.state", state)
	f.record("clusters.open", state)
	f.record("clusters.rows", f.stable.rows(must[live.RowPage](t)(a.Clusters.Rows("", id, 0, 500))))
	f.record("connectors.detail", must[ConnectorDetail](t)(a.Connectors.Detail("", id, poorName)))
	f.record("connectors.config", must[FormView](t)(a.Connectors.Config("", id, poorName)))
	f.record("connectors.topics", must[inspect.TopicsView](t)(a.Connectors.Topics("", id, poorName)))
	f.record("connectors.offsets", must[inspect.OffsetsView](t)(a.Connectors.Offsets("", id, poorName)))
	f.record("connectors.deleteFacts", must[inspect.DeleteFacts](t)(a.Connectors.DeleteFacts("", id, poorName)))
	plugins := must[[]PluginView](t)(a.Plugins.List("", id))
	f.record("plugins.list", plugins)
	facts, err := a.Plugins.Facts("", id, workerfake.Sink, "")
	f.recordResult("plugins.facts", facts, err)
	f.poorForms(id)
	f.record("exports.print", must[ExportText](t)(a.Exports.Print("", ExportRequest{Profile: id, Name: poorName, Format: "json"})))
	if *update {
		f.write()
		return
	}
	f.compare()
}

func newPoorFixtures(t *testing.T) (*fixtures, connect.ProfileID) {
	t.Helper()
	f := &fixtures{t: t, clock: &handClock{}, answers: map[string]any{}, folder: filepath.Join(fixturesFolder, "poor")}
	f.clock.set(fixtureNow)
	poor := workerfake.NewPoor("rates", "audit")
	poor.SetConfig(poorName, connect.Config{"name": poorName, "connector.class": workerfake.Sink, "topics": "rates", "pin": "1234"})
	kind := worker.Kind{
		ProfileKind: worker.ProfileKind{ID: "poor", Title: "A poor service", Fields: []worker.ProfileField{worker.FieldURL}, Logins: []connect.Login{connect.LoginNone}},
		Dial:        func(connect.Profile, connect.Secrets) (worker.Worker, error) { return poor, nil },
		Probe: func(context.Context, connect.Profile, connect.Secrets, func(connect.Step)) []connect.Step {
			return []connect.Step{}
		},
	}
	f.app, f.events = openAppOn(t, t.TempDir(), workbench.Options{Now: f.clock.now, Keyring: heldKeyring{}, Kinds: worker.Kinds{kind}})
	f.stable.replace(f.app.bench.Sandbox.URL(), "http://127.0.0.1:18083")
	f.saveSettings(0)
	saved := must[SaveResult](t)(f.app.Profiles.Save("", ProfileInput{View: ProfileView{
		Permissions: profile.AllPermissions(), Kind: "poor", Name: "rates-service", URL: "http://rates.internal", Environment: "development", Login: "none", TimeLimit: 10_000,
	}}))
	id := saved.Profile.ID
	f.stable.replace(string(id), "poor")
	must[ClusterState](t)(f.app.Clusters.Open("", id))
	if err := f.app.Clusters.Refresh("", id); err != nil {
		t.Fatal(err)
	}
	until(t, f.events, "the poor cluster is known", func() bool {
		state := must[ClusterState](t)(f.app.Clusters.State("", id))
		return state.Phase == live.PhaseReady && state.Configs == state.Total && state.PluginCount >= 0 && state.StartedAt == 0
	})
	return f, id
}

// laterOn polls for as long as it takes to report a connector as one without tasks.
// Connectors of this kind have none, so the verdict must not change.
func (f *fixtures) laterOn(id connect.ProfileID) {
	f.t.Helper()
	for _, after := range []time.Duration{10 * time.Second, 20 * time.Second} {
		f.clock.set(fixtureNow.Add(after))
		if err := f.app.Clusters.Refresh("", id); err != nil {
			f.t.Fatal(err)
		}
	}
	f.clock.set(fixtureNow)
	detail := must[ConnectorDetail](f.t)(f.app.Connectors.Detail("", id, poorName))
	if detail.Row.Verdict != "running" || detail.Sentence != "The connector is running." {
		f.t.Errorf("%s: %s", detail.Row.Verdict, detail.Sentence)
	}
}

// poorForms records a new form (draft-1) and an edit (draft-2) with its review.
func (f *fixtures) poorForms(id connect.ProfileID) {
	a, t := f.app, f.t
	form := must[FormView](t)(a.Forms.StartNew("", id, workerfake.Sink, ""))
	f.stable.replace(string(form.Draft), "draft-1")
	f.settled(form.Draft)
	f.record("forms.startNew", must[FormView](t)(a.Forms.View("", form.Draft)))
	f.record("forms.view", f.answers["forms.startNew"], "draft-1")
	f.record("forms.state", must[FormState](t)(a.Forms.State("", form.Draft)), "draft-1")
	checked, err := a.Forms.Validate("", form.Draft)
	f.recordResult("forms.validate", checked, err)

	edit := must[FormView](t)(a.Forms.StartEdit("", id, poorName))
	f.stable.replace(string(edit.Draft), "draft-2")
	must[FormState](t)(a.Forms.Set("", edit.Draft, []FormEdit{{Key: "topics", Text: "rates.v2"}}))
	f.settled(edit.Draft)
	f.record("forms.startEdit", must[FormView](t)(a.Forms.View("", edit.Draft)))
	f.record("forms.view", f.answers["forms.startEdit"], "draft-2")
	f.record("forms.state", must[FormState](t)(a.Forms.State("", edit.Draft)), "draft-2")
	review, err := a.Forms.Review("", edit.Draft)
	f.recordResult("forms.review", review, err)
}

// recordResult records an answer, or the problem.
func (f *fixtures) recordResult(method string, answer any, err error) {
	if err != nil {
		answer = map[string]any{"$problem": connect.ProblemOf(err)}
	}
	f.record(method, answer)
}
