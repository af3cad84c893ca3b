package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/confluent"
	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox/confluentface"
	"sluiceway/backend/workbench"
)

// openCloud opens the app on the face of Confluent Cloud, which fails the test for a request
// that no client may send.
func openCloud(t *testing.T) (*App, *recorder, connect.ProfileID) {
	t.Helper()
	face, err := confluentface.Start(t.Context(), confluentface.Options{
		Key: "CLOUDKEY", Secret: "c4nary-of-the-cloud", Provision: 200 * time.Millisecond, Step: 100 * time.Millisecond,
		OnViolation: func(text string) { t.Errorf("the service was sent %s", text) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = face.Close() })
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: heldKeyring{}})
	input := ProfileInput{
		View: ProfileView{
			Permissions: profile.AllPermissions(), Kind: confluent.ID, Name: "orders-cloud", URL: face.URL(), Scope: confluentface.Scope,
			Environment: "dev", Login: "basic", Username: "CLOUDKEY", TimeLimit: 10_000,
		},
		Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret("c4nary-of-the-cloud")},
	}
	for _, step := range must[[]Step](t)(a.Profiles.Test("", input)) {
		if step.State != connect.StepPassed || step.Fact == "" {
			t.Errorf("%+v", step)
		}
	}
	id := must[SaveResult](t)(a.Profiles.Save("", input)).Profile.ID
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the cloud is known, and what is secret in it", func() bool {
		state := must[ClusterState](t)(a.Clusters.State("", id))
		failed := must[ConnectorDetail](t)(a.Connectors.Detail("", id, "customers-crm-sink"))
		return state.Phase == live.PhaseReady && state.Configs == state.Total && state.PluginCount >= 0 && len(failed.Causes) > 0 && failed.Causes[0].Text != ""
	})
	return a, events, id
}

// Every screen of the app on Confluent Cloud says something that is true of it.
func TestConfluentCloudOnEveryScreen(t *testing.T) {
	a, events, id := openCloud(t)
	state := must[ClusterState](t)(a.Clusters.State("", id))
	if state.KafkaVersion != "Confluent Cloud" || state.PluginCount != 4 || slices.Contains(state.Columns, live.ColumnWorker) {
		t.Errorf("%+v", state.State)
	}
	for _, offer := range state.Actions {
		if offer.ID == "stop" && offer.Why != "Confluent Cloud has pause only." {
			t.Errorf("%+v", offer)
		}
	}
	verdicts := map[string]string{}
	for _, row := range must[live.RowPage](t)(a.Clusters.Rows("", id, 0, 500)).Rows {
		verdicts[row.Name] = string(row.Verdict)
	}
	for name, want := range map[string]string{
		"customers-crm-sink": "failed", "returns-warehouse-sink": "degraded", "clicks-generator": "paused", "orders-source": "running",
		"orders-warehouse-sink": "running", "ledger-source": "running",
	} {
		if verdicts[name] != want {
			t.Errorf("%s: %s, want %s", name, verdicts[name], want)
		}
	}
	degraded := must[ConnectorDetail](t)(a.Connectors.Detail("", id, "returns-warehouse-sink"))
	if degraded.Sentence != "1 of 2 tasks failed. The other task is running." || !strings.Contains(degraded.Support, "The service reports DEGRADED.") {
		t.Errorf("%q, %q", degraded.Sentence, degraded.Support)
	}
	if task := degraded.Tasks[1]; task.Reported != "USER_ACTIONABLE_ERROR" || task.State != "FAILED" || !strings.Contains(task.CauseText, "Table MISSING") {
		t.Errorf("%+v", task)
	}
	if tab := degraded.Tabs[slices.IndexFunc(degraded.Tabs, func(t inspect.Tab) bool { return t.ID == inspect.TabTopics })]; !strings.HasPrefix(tab.Why, "Confluent Cloud does not report") {
		t.Errorf("%+v", tab)
	}
	failed := must[ConnectorDetail](t)(a.Connectors.Detail("", id, "customers-crm-sink"))
	if len(failed.Causes) == 0 || !strings.Contains(failed.Causes[0].Text, "crm.unreachable.example") {
		t.Errorf("%+v", failed.Causes)
	}
	offsets := must[inspect.OffsetsView](t)(a.Connectors.Offsets("", id, "orders-warehouse-sink"))
	if offsets.State != inspect.OffsetsKnown || len(offsets.Rows) != 2 || !strings.HasPrefix(offsets.Group, "connect-lcc-") {
		t.Errorf("%+v", offsets)
	}
	must[inspect.TopicsView](t)(a.Connectors.Topics("", id, "orders-warehouse-sink"))
	must[FormView](t)(a.Connectors.Config("", id, "orders-warehouse-sink"))
	must[inspect.DeleteFacts](t)(a.Connectors.DeleteFacts("", id, "orders-warehouse-sink"))
	must[ClusterAbout](t)(a.Clusters.About("", id))
	must[[]PluginView](t)(a.Plugins.List("", id))
	must[PluginFacts](t)(a.Plugins.Facts("", id, "SandboxWarehouseSink", ""))
	cloudEdit(t, a, events, id)
	cloudCreate(t, a, events, id)
	if page := a.bench.Views.Calls(id, 0, 0); strings.Contains(strings.Join(logged(page), " "), "c4nary") {
		t.Error("a secret is in the call log")
	}
}

func logged(page workbench.CallPage) (out []string) {
	for _, c := range page.Calls {
		out = append(out, c.Path, c.Failure)
	}
	return out
}

// cloudEdit mends the degraded connector: the masked password is asked for again.
func cloudEdit(t *testing.T, a *App, events *recorder, id connect.ProfileID) {
	t.Helper()
	form := must[FormView](t)(a.Forms.StartEdit("", id, "returns-warehouse-sink"))
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "connection.table", Text: "RETURNS"}}))
	early, err := a.Forms.Save("", form.Draft, false)
	if err != nil || early.Landed != "no" || early.Text != "1 secret value has to be typed again, first “connection.password”. Nothing was sent." {
		t.Errorf("saved without the masked password: %+v, %v", early, err)
	}
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "connection.password", Text: "entered-again"}}))
	review := must[Review](t)(a.Forms.Review("", form.Draft))
	var changed []string
	for _, line := range review.Lines {
		if line.Kind == "changed" {
			changed = append(changed, line.Key+": "+line.Before+" > "+line.After)
		}
	}
	if want := []string{"connection.password: set, not shown by this cluster > ••••••••", "connection.table: MISSING > RETURNS"}; !slices.Equal(changed, want) {
		t.Errorf("%q", changed)
	}
	saved, err := a.Forms.Save("", form.Draft, false)
	if err != nil || saved.Landed != "yes" {
		t.Fatalf("%+v, %v", saved, err)
	}
	until(t, events, "the connector is mended", func() bool {
		return must[ConnectorDetail](t)(a.Connectors.Detail("", id, "returns-warehouse-sink")).Row.Verdict == "running"
	})
}

// cloudCreate makes a connector from the plugin's form, restarts and deletes it.
func cloudCreate(t *testing.T, a *App, events *recorder, id connect.ProfileID) {
	t.Helper()
	form := must[FormView](t)(a.Forms.StartNew("", id, "SandboxGeneratorSource", ""))
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{
		{Key: "name", Text: "made-here"}, {Key: "kafka.topic", Text: "made"}, {Key: "kafka.auth.mode", Text: "SERVICE_ACCOUNT"}, {Key: "kafka.service.account.id", Text: "sa-1"},
	}))
	checked := must[FormState](t)(a.Forms.Validate("", form.Draft))
	if checked.Errors != 0 {
		t.Errorf("%+v", checked)
	}
	made, err := a.Forms.Create("", form.Draft, "")
	if err != nil || made.Landed != "yes" {
		t.Fatalf("%+v, %v", made, err)
	}
	until(t, events, "the new connector runs", func() bool {
		return must[ConnectorDetail](t)(a.Connectors.Detail("", id, "made-here")).Row.Verdict == "running"
	})
	must[live.Activity](t)(a.Connectors.Act("", id, "made-here", "restart_all", 0))
	deleted, err := a.Connectors.Delete("", id, "made-here", "")
	if err != nil || deleted.Landed != "yes" {
		t.Errorf("%+v, %v", deleted, err)
	}
}
