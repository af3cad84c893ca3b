package app

import (
	"encoding/json"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/workbench"
)

func (f *flight) addCluster() {
	a := f.app
	input := ProfileInput{
		View: ProfileView{Permissions: profile.AllPermissions(), Name: "echo", URL: strings.Replace(f.worker.URL, "http://", "http://"+canaryUser+":"+canaryLogin+"@", 1), Environment: "dev", Login: "none", TimeLimit: 10_000},
	}
	for _, step := range seen[[]connect.Step](&f.watch, "test connection")(a.Profiles.Test("", input)) {
		if step.State != "passed" {
			f.t.Errorf("step %+v", step)
		}
	}
	saved := seen[SaveResult](&f.watch, "save profile")(a.Profiles.Save("", input))
	f.profile = saved.Profile.ID
	if saved.Profile.Login != "basic" || !saved.Profile.Secrets[0].Stored {
		f.t.Fatalf("the login of the address was not taken: %+v", saved)
	}
	seen[[]ProfileView](&f.watch, "profiles")(a.Profiles.List(""))
	seen[ClusterState](&f.watch, "open cluster")(a.Clusters.Open("", f.profile))
	until(f.t, f.events, "the list is ready", func() bool {
		return seen[ClusterState](&f.watch, "cluster state")(a.Clusters.State("", f.profile)).Phase == "ready"
	})
	seen[Boot](&f.watch, "boot")(a.Desktop.Boot(""))
	seen[KeyringView](&f.watch, "keyring")(a.Desktop.Keyring("", false))
}

func (f *flight) plugin() PluginView {
	f.t.Helper()
	for _, p := range seen[[]PluginView](&f.watch, "plugins")(f.app.Plugins.List("", f.profile)) {
		if strings.Contains(p.Class, "HttpPost") && p.Version >= "2" {
			return p
		}
	}
	f.t.Fatal("the sandbox has no HTTP sink")
	return PluginView{}
}

func (f *flight) create() {
	a, p := f.app, f.plugin()
	form := seen[FormView](&f.watch, "new form")(a.Forms.StartNew("", f.profile, p.Class, p.Version))
	f.draft = form.Draft
	edits := []FormEdit{{Key: "name", Text: "canary"}}
	for key, text := range canaryConfig() {
		edits = append(edits, FormEdit{Key: key, Text: text})
	}
	seen[FormState](&f.watch, "set")(a.Forms.Set("", f.draft, edits))
	f.worker.speak(echoFindings)
	state := seen[FormState](&f.watch, "validate")(a.Forms.Validate("", f.draft))
	if state.Check != "done" || state.Errors == 0 {
		f.t.Fatalf("the worker's findings were not taken in: %+v", state)
	}
	f.lookAtForm("form with findings", f.draft)
	f.worker.speak(echoThrows)
	seen[FormState](&f.watch, "validate that throws")(a.Forms.Validate("", f.draft))
	for _, says := range []echoMode{echoNoType, echoInvalid, echoThrows} {
		f.worker.speak(echoNothing)
		seen[FormState](&f.watch, "validate")(a.Forms.Validate("", f.draft))
		f.worker.speak(says)
		if r := seen[WriteResult](&f.watch, "refused create")(a.Forms.Create("", f.draft, "RUNNING")); r.Landed != "no" || r.Problem.Code == "" {
			f.t.Fatalf("%s: %+v", says, r)
		}
	}
	f.worker.speak(echoNothing)
	seen[FormState](&f.watch, "validate")(a.Forms.Validate("", f.draft))
	if r := seen[WriteResult](&f.watch, "create")(a.Forms.Create("", f.draft, "RUNNING")); r.Landed != "yes" {
		f.t.Fatalf("create: %+v", r)
	}
}

func (f *flight) lookAtForm(what string, draft connect.DraftID) {
	f.t.Helper()
	view := seen[FormView](&f.watch, what)(f.app.Forms.View("", draft))
	for _, c := range canaries() {
		if v := valueOf(view, c.key); !v.Set || v.Hidden == v.Placeholder {
			f.t.Errorf("%s: %+v should be hidden, or a placeholder", what, v)
		}
	}
}

func (f *flight) failing() {
	a := f.app
	f.worker.speak(echoTraces)
	if err := a.Clusters.Refresh("", f.profile); err != nil {
		f.t.Fatal(err)
	}
	until(f.t, f.events, "the cause is shown", func() bool {
		return rowWith(seen[live.RowPage](&f.watch, "rows")(a.Clusters.Rows("", f.profile, 0, 100)), "failed").CauseText != ""
	})
	var detail ConnectorDetail
	until(f.t, f.events, "the task is there, and failed", func() bool {
		if err := a.Clusters.Refresh("", f.profile); err != nil {
			f.t.Fatal(err)
		}
		detail = seen[ConnectorDetail](&f.watch, "detail")(a.Connectors.Detail("", f.profile, "canary"))
		return len(detail.Tasks) > 0 && detail.Tasks[0].HasTrace
	})
	if !detail.Secret || len(detail.Causes) == 0 {
		f.t.Errorf("nothing was masked in the causes: %+v", detail)
	}
	for _, task := range []int{-1, 0} {
		if trace := seen[inspect.TraceView](&f.watch, "trace")(a.Connectors.Trace("", f.profile, "canary", task)); !strings.Contains(trace.Raw, "EchoException") {
			f.t.Errorf("no trace: %+v", trace)
		}
	}
	activity := seen[live.Activity](&f.watch, "restart that fails")(a.Connectors.Act("", f.profile, "canary", "restart", 0))
	if !strings.Contains(activity.Text, "cannot log in with ••••••••") {
		f.t.Errorf("the worker's words about the restart are not shown: %q", activity.Text)
	}
	f.check("list", must[[]ClusterSummary](f.t)(a.Clusters.List("")))
	f.worker.speak(echoNothing)
	for what, call := range map[string]func() (any, error){
		"config":       func() (any, error) { return a.Connectors.Config("", f.profile, "canary") },
		"topics":       func() (any, error) { return a.Connectors.Topics("", f.profile, "canary") },
		"offsets":      func() (any, error) { return a.Connectors.Offsets("", f.profile, "canary") },
		"delete facts": func() (any, error) { return a.Connectors.DeleteFacts("", f.profile, "canary") },
		"facts": func() (any, error) {
			p := f.plugin()
			return a.Plugins.Facts("", f.profile, p.Class, p.Version)
		},
	} {
		seen[any](&f.watch, what)(call())
	}
	for _, c := range canaries() {
		if found := must[[]string](f.t)(a.Clusters.Search("", f.profile, []string{c.part})); len(found) > 0 {
			f.t.Errorf("a search finds the secret of %s", c.key)
		}
	}
}

func (f *flight) edit() {
	a := f.app
	edit := seen[FormView](&f.watch, "edit")(a.Forms.StartEdit("", f.profile, "canary"))
	f.edited = edit.Draft
	f.lookAtForm("form of an edit", f.edited)
	theirs := canaryConfig()
	theirs["name"], theirs["connector.class"] = "canary", edit.Class
	var edits []FormEdit
	choices := map[string]ConflictChoice{}
	for _, c := range canaries() {
		edits = append(edits, FormEdit{Key: c.key, Text: c.value + " mine"})
		theirs[c.key] += " theirs"
		choices[c.key] = form.ChooseMine
	}
	seen[FormState](&f.watch, "set")(a.Forms.Set("", f.edited, edits))
	f.changedElsewhere(theirs)
	review := seen[Review](&f.watch, "review")(a.Forms.Review("", f.edited))
	if len(review.Conflicts) != len(canaries()) {
		f.t.Errorf("%d conflicts, want %d", len(review.Conflicts), len(canaries()))
	}
	seen[Review](&f.watch, "resolve")(a.Forms.Resolve("", f.edited, choices))
	f.worker.speak(echoInvalid)
	if r := seen[WriteResult](&f.watch, "refused save")(a.Forms.Save("", f.edited, false)); r.Landed != "no" {
		f.t.Errorf("save: %+v", r)
	}
	f.worker.speak(echoNothing)
	seen[Review](&f.watch, "review")(a.Forms.Review("", f.edited))
	if r := seen[WriteResult](&f.watch, "save")(a.Forms.Save("", f.edited, false)); r.Landed != "yes" {
		f.t.Errorf("save: %+v", r)
	}
}

// changedElsewhere is a save by another program.
func (f *flight) changedElsewhere(config connect.Config) {
	if _, err := f.worker.someoneElse(f.t).PutConfig(f.t.Context(), "canary", config); err != nil {
		f.t.Fatal(err)
	}
}

func (f *flight) export() {
	for _, format := range []workbench.ExportFormat{workbench.ExportCurl, workbench.ExportJSON, workbench.ExportProperties} {
		for _, method := range []workbench.ExportMethod{workbench.ExportPut, workbench.ExportPost} {
			for _, from := range []ExportRequest{{Name: "canary"}, {Draft: f.edited}} {
				req := from
				req.Profile, req.Format, req.Method, req.WithLogin, req.WithDefaults = f.profile, format, method, true, true
				out := seen[ExportText](&f.watch, "export")(f.app.Exports.Print("", req))
				if len(out.Secrets)+len(out.Variables) == 0 {
					f.t.Errorf("%s: no secret was left out", format)
				}
				req.IncludeSecrets = true
				f.includes(string(format), must[ExportText](f.t)(f.app.Exports.Print("", req)).Text)
			}
		}
	}
}

// includes checks that an export holds the secrets that were asked for, and never the
// login.
func (f *flight) includes(format, text string) {
	f.t.Helper()
	for _, c := range canaries() {
		if c.value == c.resolved && !strings.Contains(text, c.part) {
			f.t.Errorf("%s leaves out %s although it was asked for", format, c.key)
		}
	}
	if strings.Contains(text, canaryLogin) {
		f.t.Errorf("%s holds the login", format)
	}
}

func (f *flight) copies() {
	f.lookAtForm("copy", seen[FormView](&f.watch, "copy")(f.app.Forms.StartCopy("", f.profile, "canary")).Draft)
	pasted, err := json.Marshal(map[string]any{"name": "pasted", "config": canaryConfig()})
	if err != nil {
		f.t.Fatal(err)
	}
	f.lookAtForm("paste", seen[FormView](&f.watch, "paste")(f.app.Forms.StartText("", f.profile, string(pasted))).Draft)
	// The error must not repeat a text that cannot be read.
	_, err = f.app.Forms.StartText("", f.profile, string(pasted[:len(pasted)-2]))
	f.check("broken paste", connect.ProblemOf(err))
}

func (f *flight) deleted() {
	a := f.app
	if r := seen[WriteResult](&f.watch, "delete")(a.Connectors.Delete("", f.profile, "canary", "")); r.Landed != "yes" {
		f.t.Fatalf("delete: %+v", r)
	}
	view := seen[DraftsView](&f.watch, "drafts")(a.Drafts.List(""))
	if len(view.Deleted) != 1 {
		f.t.Fatalf("the deleted config is not stored: %+v", view)
	}
	f.draft = seen[FormView](&f.watch, "recreate")(a.Forms.StartDeleted("", view.Deleted[0].ID)).Draft
	f.lookAtForm("recreate", f.draft)
	seen[FormState](&f.watch, "set")(a.Forms.Set("", f.draft, []FormEdit{{Key: "tasks.max", Text: "2"}})) // an unchanged one is not stored
}

// revealed checks that a secret is shown only by a call that asks for its key.
func (f *flight) revealed() {
	for _, c := range canaries() {
		if text := must[string](f.t)(f.app.Forms.Reveal("", f.draft, c.key)); text != c.value+" mine" {
			f.t.Errorf("revealing %s shows %q", c.key, text)
		}
	}
}

func (f *flight) callLog() {
	page := seen[CallPage](&f.watch, "calls")(f.app.Calls.Page("", "", 0, 0))
	kinds := map[string]bool{}
	for _, row := range page.Calls {
		detail := must[CallDetail](f.t)(f.app.Calls.Detail("", row.ID))
		f.check("call "+row.Method+" "+row.Path, detail)
		if detail.Answer != "" {
			kinds[row.Method+" "+row.Path] = true
		}
	}
	for _, want := range []string{
		"PUT /connector-plugins/io.sluiceway.sandbox.http.HttpPostSinkConnector/config/validate",
		"POST /connectors", "PUT /connectors/canary/config", "GET /connectors/canary", "GET /connectors/canary/status", "POST /connectors/canary/restart",
	} {
		if !kinds[want] {
			f.t.Errorf("the call log holds no answer to %s", want)
		}
	}
}
