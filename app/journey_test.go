package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/workbench"
)

const box = connect.SandboxID

// The main job as the page does it, through every layer but the window: list, create,
// follow, edit, review, save, export, delete, recreate. Its canary secret must be
// neither on disk afterwards nor in the call log.
func TestTheMainJobThroughTheBoundMethods(t *testing.T) {
	const canary = "c4n4ry-Pa55-of-the-journey"
	home := t.TempDir()
	a, events := openApp(t, home)

	boot := must[Boot](t)(a.Desktop.Boot(""))
	if boot.Open != box || len(boot.Clusters) != 1 {
		t.Fatalf("a first start opens the sandbox: %+v", boot)
	}
	must[ClusterState](t)(a.Clusters.Open("", box))
	until(t, events, "the list is complete", func() bool {
		state := must[ClusterState](t)(a.Clusters.State("", box))
		return state.Phase == "ready" && state.Total > 0 && state.Configs == state.Total
	})
	// The text of a root cause is shown once it is known what in it is secret.
	var failed live.Row
	until(t, events, "a failed row has its root cause", func() bool {
		failed = rowWith(must[live.RowPage](t)(a.Clusters.Rows("", box, 0, 100)), "failed")
		return failed.CauseClass != "" && failed.CauseText != ""
	})
	trace := must[inspect.TraceView](t)(a.Connectors.Trace("", box, failed.Name, 0))
	if len(trace.Causes) < 2 || !trace.Causes[0].Root {
		t.Errorf("the trace does not begin with its root cause: %+v", trace.Causes)
	}

	form := createOnSandbox(t, a, events, canary)
	until(t, events, "the new connector settles", func() bool {
		return must[ConnectorDetail](t)(a.Connectors.Detail("", box, "journey")).Row.Verdict == "running"
	})

	exportKeepsSecretsOut(t, a, canary)
	editAndSave(t, a, form)

	if !strings.Contains(must[string](t)(a.Connectors.Reveal("", box, "journey", "search.apikey")), canary) {
		t.Error("revealing one key does not show its value")
	}
	result := must[WriteResult](t)(a.Connectors.Delete("", box, "journey", ""))
	if result.Problem.Code != "" {
		t.Fatalf("delete: %+v", result)
	}
	view := must[DraftsView](t)(a.Drafts.List(""))
	if len(view.Deleted) != 1 || view.Deleted[0].Name != "journey" {
		t.Fatalf("the deleted config is not stored: %+v", view)
	}
	again := must[FormView](t)(a.Forms.StartDeleted("", view.Deleted[0].ID))
	if valueOf(again, "search.user").Text != "shop" {
		t.Errorf("the stored config came back without its values: %+v", again.Values)
	}

	calls := must[CallPage](t)(a.Calls.Page("", box, 0, 0))
	for _, row := range calls.Calls {
		detail := must[CallDetail](t)(a.Calls.Detail("", row.ID))
		if strings.Contains(detail.Request+detail.Answer+detail.Curl+detail.URL, canary) {
			t.Errorf("the call log shows the secret: %s %s", row.Method, row.Path)
		}
	}
	a.shutdown(t.Context())
	notOnDisk(t, home, canary)
}

func rowWith(page live.RowPage, verdict Verdict) live.Row {
	for _, row := range page.Rows {
		if row.Verdict == verdict {
			return row
		}
	}
	return live.Row{}
}

func valueOf(form FormView, key string) FieldValue {
	for _, v := range form.Values {
		if v.Key == key {
			return v
		}
	}
	return FieldValue{}
}

// searchSink is the sandbox plugin that the journey uses.
func searchSink(t *testing.T, a *App) PluginView {
	t.Helper()
	for _, p := range must[[]PluginView](t)(a.Plugins.List("", box)) {
		if strings.Contains(strings.ToLower(p.Class), "search") {
			return p
		}
	}
	t.Fatal("the sandbox has no search sink")
	return PluginView{}
}

func createOnSandbox(t *testing.T, a *App, events *recorder, canary string) FormView {
	t.Helper()
	plugin := searchSink(t, a)
	form := must[FormView](t)(a.Forms.StartNew("", box, plugin.Class, plugin.Version))
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{
		{Key: "name", Text: "journey"},
		{Key: "topics", Text: "orders"},
		{Key: "tasks.max", Text: "no number"},
		{Key: "search.url", Text: "http://search.shop.internal:9200"},
		{Key: "search.user", Text: "shop"},
		{Key: "search.apikey", Text: canary},
	}))
	until(t, events, "a mistake is shown at its field", func() bool {
		return hasError(must[FormState](t)(a.Forms.State("", form.Draft)), "tasks.max")
	})
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "tasks.max", Text: "2"}}))
	checked := must[FormState](t)(a.Forms.Validate("", form.Draft))
	if checked.Errors != 0 {
		t.Fatalf("the worker finds errors: %+v", checked.Problems)
	}
	view := must[FormView](t)(a.Forms.View("", form.Draft))
	if v := valueOf(view, "search.apikey"); v.Text != "" || !v.Hidden {
		t.Errorf("a secret crosses the bridge unasked: %+v", v)
	}
	result := must[WriteResult](t)(a.Forms.Create("", form.Draft, "RUNNING"))
	if result.Landed != "yes" {
		t.Fatalf("create: %+v", result)
	}
	return view
}

func hasError(state FormState, key string) bool {
	for _, p := range state.Problems {
		if p.Key == key && p.Severity == "error" {
			return true
		}
	}
	return false
}

func exportKeepsSecretsOut(t *testing.T, a *App, canary string) {
	t.Helper()
	for _, format := range []workbench.ExportFormat{workbench.ExportCurl, workbench.ExportJSON, workbench.ExportProperties} {
		text := must[ExportText](t)(a.Exports.Print("", ExportRequest{Profile: box, Name: "journey", Format: format, Method: "PUT"}))
		if strings.Contains(text.Text, canary) {
			t.Errorf("%s shows the secret", format)
		}
		included := must[ExportText](t)(a.Exports.Print("", ExportRequest{Profile: box, Name: "journey", Format: format, Method: "PUT", IncludeSecrets: true}))
		if !strings.Contains(included.Text, canary) {
			t.Errorf("%s leaves the secret out although it was asked for", format)
		}
	}
}

func editAndSave(t *testing.T, a *App, created FormView) {
	t.Helper()
	edit := must[FormView](t)(a.Forms.StartEdit("", box, "journey"))
	if edit.Draft == created.Draft {
		t.Fatal("an edit is not the draft it was created from")
	}
	must[FormState](t)(a.Forms.Set("", edit.Draft, []FormEdit{{Key: "tasks.max", Text: "1"}}))
	review := must[Review](t)(a.Forms.Review("", edit.Draft))
	if review.Changed != 1 || review.Same {
		t.Fatalf("the review sees %d changes: %+v", review.Changed, review.Lines)
	}
	for _, line := range review.Lines {
		if line.Key == "search.apikey" && !line.Secret {
			t.Errorf("a secret is not marked in the review: %+v", line)
		}
	}
	if result := must[WriteResult](t)(a.Forms.Save("", edit.Draft, false)); result.Landed != "yes" {
		t.Fatalf("save: %+v", result)
	}
}

func notOnDisk(t *testing.T, home, canary string) {
	t.Helper()
	err := filepath.WalkDir(home, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(text), canary) {
			t.Errorf("%s holds the secret in clear", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
