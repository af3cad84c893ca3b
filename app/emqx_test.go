package app

import (
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/health"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/workbench"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

const emqxSandbox connect.ProfileID = "sandbox-emqx"

// openEMQX shows the managed sandbox clusters and opens that of EMQX.
func openEMQX(t *testing.T) *App {
	t.Helper()
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: heldKeyring{}})
	settings := must[Boot](t)(a.Desktop.Boot("")).Settings
	settings.ShowManagedSandboxes = true
	must[SettingsView](t)(a.Desktop.SaveSettings("", settings))
	must[ClusterState](t)(a.Clusters.Open("", emqxSandbox))
	if err := a.Clusters.Refresh("", emqxSandbox); err != nil {
		t.Fatal(err)
	}
	until(t, events, "the simulated EMQX is known", func() bool {
		state := must[ClusterState](t)(a.Clusters.State("", emqxSandbox))
		return state.Phase == live.PhaseReady && state.Configs == state.Total && state.Total > 0 && state.KafkaVersion != "" && state.PluginCount > 0 &&
			rowsOf(t, a)["mysql:warehouse"].CauseText != ""
	})
	return a
}

func rowsOf(t *testing.T, a *App) map[string]live.Row {
	t.Helper()
	rows := map[string]live.Row{}
	for _, r := range must[live.RowPage](t)(a.Clusters.Rows("", emqxSandbox, 0, 500)).Rows {
		rows[r.Name] = r
	}
	return rows
}

func offered(offers []write.Offer) map[worker.Action]write.Offer {
	out := map[worker.Action]write.Offer{}
	for _, o := range offers {
		out[o.ID] = o
	}
	return out
}

// Every screen opens on the simulated EMQX.
func TestEveryScreenOpensOnEMQX(t *testing.T) {
	a := openEMQX(t)
	rows := rowsOf(t, a)
	waiting := rows["action/mysql:save_orders"]
	if len(rows) != 12 || waiting.Verdict != health.Waiting || waiting.Parent != "mysql:warehouse" || waiting.Uses != 2 || waiting.Total != 2 {
		t.Errorf("%d rows, %+v", len(rows), waiting)
	}
	if down := rows["mysql:warehouse"]; down.Verdict != health.Failed || down.CauseText != "disconnected: connection refused: mysql.warehouse.down:3306" {
		t.Errorf("%+v", down)
	}
	for name, r := range rows {
		detail := must[ConnectorDetail](t)(a.Connectors.Detail("", emqxSandbox, name))
		if detail.Sentence == "" || detail.Row.Verdict != r.Verdict {
			t.Errorf("%s: %+v", name, detail)
		}
		must[FormView](t)(a.Connectors.Config("", emqxSandbox, name))
		must[ExportText](t)(a.Exports.Print("", ExportRequest{Profile: emqxSandbox, Name: name, Format: "json"}))
		curl := must[ExportText](t)(a.Exports.Print("", ExportRequest{Profile: emqxSandbox, Name: name, Format: "curl"})).Text
		if !strings.Contains(curl, "/api/v5/") || strings.Contains(curl, "connector.class") {
			t.Errorf("%s: EMQX does not understand this:\n%s", name, curl)
		}
		facts := must[inspect.DeleteFacts](t)(a.Connectors.DeleteFacts("", emqxSandbox, name))
		if users := map[string]int{"mysql:warehouse": 2, "action/mysql:save_orders": 2, "source/mqtt:line2_commands": 0}; len(facts.Users) != users[name] && users[name] > 0 {
			t.Errorf("%s is used by %+v", name, facts.Users)
		}
		if figures := must[inspect.MetricsView](t)(a.Connectors.Metrics("", emqxSandbox, name)); (figures.Text == "") != strings.Contains(name, "/") || figures.Text == "" && (len(figures.Columns) != 3 || len(figures.Rows) == 0) {
			t.Errorf("%s: %+v", name, figures)
		}
		edit := must[FormView](t)(a.Forms.StartEdit("", emqxSandbox, name))
		state := must[FormState](t)(a.Forms.State("", edit.Draft))
		if state.Errors != 0 || !slices.ContainsFunc(edit.Fields, func(f form.Field) bool { return f.Key == "enable" }) {
			t.Errorf("%s: the form has %+v", name, state.Problems)
		}
	}
	detail := must[ConnectorDetail](t)(a.Connectors.Detail("", emqxSandbox, "mysql:warehouse"))
	off := must[ConnectorDetail](t)(a.Connectors.Detail("", emqxSandbox, "http:archive_http"))
	if off.Sentence != "It is disabled." || !strings.HasPrefix(off.Support, "Disabled since") {
		t.Errorf("%q, %q", off.Sentence, off.Support)
	}
	offers := offered(detail.Actions)
	if offers[worker.ActionPause].Label != "Disable" || offers[worker.ActionRestartAll].Label != "Start" || offers[worker.ActionStop].Why == "" {
		t.Errorf("%+v", detail.Actions)
	}
	for _, p := range must[[]PluginView](t)(a.Plugins.List("", emqxSandbox)) {
		must[FormView](t)(a.Forms.StartNew("", emqxSandbox, p.Class, ""))
	}
}
