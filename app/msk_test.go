package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox/mskface"
	"sluiceway/backend/sandbox/plugins"
	"sluiceway/backend/workbench"
	"sluiceway/backend/write"
)

// mskApp opens the app on a simulated region of Amazon MSK Connect, with the login of the
// environment.
func mskApp(t *testing.T) (*App, *recorder, connect.ProfileID, *mskface.Face) {
	t.Helper()
	return mskAppIn(t, t.TempDir(), heldKeyring{})
}

// mskAppIn does so with a home and a keyring of the test.
func mskAppIn(t *testing.T, home string, keyring heldKeyring) (*App, *recorder, connect.ProfileID, *mskface.Face) {
	t.Helper()
	const key, secret = "AKIASLUICEWAYTEST", "canary-of-the-aws-login"
	f, err := mskface.Start(t.Context(), mskface.Options{KeyID: key, Secret: secret, Pace: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	empty := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "", "AWS_CONFIG_FILE": empty, "AWS_SHARED_CREDENTIALS_FILE": empty,
	} {
		t.Setenv(name, value)
	}
	a, events := openAppOn(t, home, workbench.Options{Keyring: keyring})
	saved := must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: ProfileView{
		Kind: "msk", Name: "lake-msk", URL: f.URL(), Scope: mskface.Region, Environment: "staging", Login: "none", TimeLimit: 10_000, Permissions: profile.AllPermissions(),
	}}))
	id := saved.Profile.ID
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the region is known", func() bool {
		state := must[ClusterState](t)(a.Clusters.State("", id))
		return state.Phase == live.PhaseReady && state.Configs == state.Total && state.PluginCount >= 0
	})
	return a, events, id, f
}

// Every screen on Amazon MSK Connect: what the service has is shown, and what it lacks is
// absent or says why.
func TestTheScreensOnAmazonMSKConnect(t *testing.T) {
	a, events, id, _ := mskApp(t)
	state := must[ClusterState](t)(a.Clusters.State("", id))
	if state.Total != 5 || slices.Contains(state.Columns, live.ColumnTasks) || slices.Contains(state.Columns, live.ColumnWorker) {
		t.Errorf("%d connectors, columns %v", state.Total, state.Columns)
	}
	verdicts := map[string]string{}
	rows := must[live.RowPage](t)(a.Clusters.Rows("", id, 0, 500)).Rows
	for _, r := range rows {
		verdicts[r.Name] = string(r.Verdict)
	}
	if verdicts["returns-search-sink"] != "failed" || verdicts["orders-search-sink"] != "paused" || verdicts["orders-source"] != "running" {
		t.Errorf("%v", verdicts)
	}
	if d := must[ConnectorDetail](t)(a.Connectors.Detail("", id, "returns-search-sink")); d.Row.CauseText == "" || len(d.Tasks) != 0 || !strings.Contains(d.Causes[0].Text, "connection refused") {
		t.Errorf("%+v", d)
	}
	var d ConnectorDetail
	until(t, events, "the note is there", func() bool {
		d = must[ConnectorDetail](t)(a.Connectors.Detail("", id, "orders-source"))
		return d.Row.Note != ""
	})
	if !strings.Contains(d.Row.Note, "cdc_orders_ro") || d.Sentence != "The connector is running as before. Its last update failed." {
		t.Errorf("%q: %s", d.Row.Note, d.Sentence)
	}
	offers := map[string]write.Offer{}
	for _, o := range d.Actions {
		offers[string(o.ID)] = o
	}
	if offers["pause"].Why != "" || offers["edit"].Why != "" || offers["delete"].Why != "" || !strings.HasSuffix(offers["stop"].Why, ".") {
		t.Errorf("%+v", offers)
	}
	for _, tab := range d.Tabs {
		if tab.ID == "topics" || tab.ID == "offsets" {
			if tab.Why == "" {
				t.Errorf("%+v", tab)
			}
		}
	}
	config := must[FormView](t)(a.Connectors.Config("", id, "orders-source"))
	if len(config.Groups) == 0 {
		t.Errorf("%+v", config)
	}
	must[inspect.DeleteFacts](t)(a.Connectors.DeleteFacts("", id, "orders-source"))
	plugs := must[[]PluginView](t)(a.Plugins.List("", id))
	if len(plugs) != 3 {
		t.Errorf("%+v", plugs)
	}
	export := must[ExportText](t)(a.Exports.Print("", ExportRequest{Profile: id, Name: "orders-source", Format: "json"}))
	if !strings.Contains(export.Text, "orders_msk") {
		t.Error(export.Text)
	}
	// A command for an Apache worker would do nothing at this service: its own does.
	script := must[ExportText](t)(a.Exports.Print("", ExportRequest{Profile: id, Name: "orders-source", Format: "curl"}))
	if !strings.Contains(script.Text, "aws kafkaconnect update-connector") || strings.Contains(script.Text, "curl ") {
		t.Error(script.Text)
	}
}

// An edit, a save that the service accepts and then refuses, and one that it makes.
func TestAnEditOnAmazonMSKConnect(t *testing.T) {
	a, events, id, _ := mskApp(t)
	save := func(key, text string) write.FollowView {
		t.Helper()
		form := must[FormView](t)(a.Forms.StartEdit("", id, "clicks-source"))
		must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: key, Text: text}}))
		must[Review](t)(a.Forms.Review("", form.Draft))
		if sent := must[WriteResult](t)(a.Forms.Save("", form.Draft, false)); sent.Landed != "yes" {
			t.Fatalf("%+v", sent)
		}
		var view write.FollowView
		until(t, events, "the update has ended", func() bool {
			view = must[ConnectorDetail](t)(a.Connectors.Detail("", id, "clicks-source")).Follow
			return view.State != write.FollowFollowing
		})
		return view
	}
	view := save("database.port", "many")
	if view.State != write.FollowFailed || !strings.Contains(view.Text, "InvalidInput.InvalidConnectorConfiguration") {
		t.Errorf("%+v", view)
	}
	titles := []string{}
	for _, s := range view.Steps {
		titles = append(titles, s.Title+" "+string(s.State))
	}
	if !slices.Contains(titles, "Checked failed") || !slices.Contains(titles, "Prepared passed") {
		t.Errorf("%v", titles)
	}
	until(t, events, "the row says that the update failed", func() bool {
		return must[ConnectorDetail](t)(a.Connectors.Detail("", id, "clicks-source")).Row.Note != ""
	})
}

// A new connector of a class that another one has.
func TestACreateOnAmazonMSKConnect(t *testing.T) {
	a, events, id, _ := mskApp(t)
	form := must[FormView](t)(a.Forms.StartNew("", id, plugins.SearchPackage+"SearchIndexSinkConnector", ""))
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{
		{Key: "name", Text: "carts-search-sink"}, {Key: "topics", Text: "carts"}, {Key: "search.url", Text: "https://search.lake.example:9200"}, {Key: "tasks.max", Text: "1"},
	}))
	must[WriteResult](t)(a.Forms.Create("", form.Draft, ""))
	until(t, events, "the connector is running", func() bool {
		d, err := a.Connectors.Detail("", id, "carts-search-sink")
		return err == nil && d.Row.Verdict == "running"
	})
}

// fieldsIn returns the keys of a group of a form.
func fieldsIn(form FormView, title string) []string {
	for _, g := range form.Groups {
		if g.Title == title {
			return g.Keys
		}
	}
	return nil
}

// The first connector of a class: what it needs besides the config is filled in by hand, is
// stored with the draft, and is needed.
func TestTheFirstConnectorOfAClassOnAmazonMSKConnect(t *testing.T) {
	a, events, id, _ := mskApp(t)
	form := must[FormView](t)(a.Forms.StartNew("", id, plugins.FilePackage+"FileStreamSourceConnector", ""))
	if keys := fieldsIn(form, "AWS settings"); len(keys) != 18 {
		t.Fatalf("%v", form.Groups)
	}
	plugin := ""
	for _, f := range form.Fields {
		if f.Key == "aws:plugin" && len(f.Recommended) == 2 {
			plugin = f.Recommended[0]
		}
	}
	if !strings.HasPrefix(form.Versions[plugin], "shop-connectors, revision 2") {
		t.Errorf("%q: %v", plugin, form.Versions)
	}
	if form.Problem.Code != connect.CodeUnsupported || form.Problem.Text != "MSK Connect does not describe the settings of its plugins." {
		t.Errorf("%+v", form.Problem)
	}
	state := must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{
		{Key: "name", Text: "notes-source"},
		{Key: "file", Text: "/data/notes.txt"},
		{Key: "topic", Text: "notes"},
		{Key: "tasks.max", Text: "1"},
		{Key: "aws:plugin", Text: plugin},
		{Key: "aws:bootstrap.servers", Text: "b-1.lake:9098"},
		{Key: "aws:subnets", Text: "subnet-0a11"},
		{Key: "aws:security.groups", Text: "sg-0c33"},
	}))
	if state.ToFill != 1 || state.Errors != 0 {
		t.Errorf("only the role is missing: %+v", state.Problems)
	}
	refused := must[WriteResult](t)(a.Forms.Create("", form.Draft, ""))
	if refused.Landed != "no" || !strings.Contains(refused.Text, "1 problem in the form. Nothing was sent.") {
		t.Fatalf("%+v", refused)
	}
	state = must[FormState](t)(a.Forms.State("", form.Draft))
	if state.Errors != 1 || state.Problems[0].Key != "aws:service.role" {
		t.Errorf("%+v", state.Problems)
	}
	state = must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{
		{Key: "aws:service.role", Text: "arn:aws:iam::214837650911:role/msk-connect-lake"}, {Key: "aws:capacity.workers", Text: "many"},
	}))
	if state.Errors != 1 || state.Problems[0].Key != "aws:capacity.workers" {
		t.Errorf("%+v", state.Problems)
	}
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "aws:capacity.workers", Text: "3"}}))
	if sent := must[WriteResult](t)(a.Forms.Create("", form.Draft, "")); sent.Landed != "yes" {
		t.Fatalf("%+v", sent)
	}
	until(t, events, "the connector is running", func() bool {
		d, err := a.Connectors.Detail("", id, "notes-source")
		return err == nil && d.Row.Verdict == "running"
	})
	config := must[FormView](t)(a.Connectors.Config("", id, "notes-source"))
	for _, v := range config.Values {
		if strings.HasPrefix(v.Key, "aws:") {
			t.Errorf("%s is in the config", v.Key)
		}
	}
	copied := must[FormView](t)(a.Forms.StartNew("", id, plugins.FilePackage+"FileStreamSourceConnector", ""))
	if text := valueIn(copied, "aws:capacity.workers"); text != "3" || !slices.Contains(copied.Notes, "AWS settings: copied from “notes-source”.") {
		t.Errorf("%q, %v", text, copied.Notes)
	}
}

// What was filled in besides the config is there after a restart of the app.
func TestADraftOnAmazonMSKConnectSurvivesARestart(t *testing.T) {
	home, keyring := t.TempDir(), heldKeyring{}
	a, _, id, _ := mskAppIn(t, home, keyring)
	form := must[FormView](t)(a.Forms.StartNew("", id, plugins.SearchPackage+"SearchIndexSinkConnector", ""))
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "aws:capacity.workers", Text: "5"}, {Key: "aws:logs.cloudwatch.group", Unset: true}}))
	a.shutdown(t.Context())
	again, _ := openAppOn(t, home, workbench.Options{Keyring: keyring})
	resumed := must[FormView](t)(again.Forms.Resume("", form.Draft))
	if workers, role := valueIn(resumed, "aws:capacity.workers"), valueIn(resumed, "aws:service.role"); workers != "5" || role == "" {
		t.Errorf("%q workers as %q", workers, role)
	}
	if text := valueIn(resumed, "aws:logs.cloudwatch.group"); text != "" {
		t.Errorf("what was unset is %q", text)
	}
}

func valueIn(form FormView, key string) string {
	for _, v := range form.Values {
		if v.Key == key {
			return v.Text
		}
	}
	return ""
}

// A setting that does not apply is not in the form.
func TestTheSettingsThatApplyOnAmazonMSKConnect(t *testing.T) {
	a, _, id, _ := mskApp(t)
	form := must[FormView](t)(a.Forms.StartNew("", id, plugins.ShopPackage+"ShopDatabaseSourceConnector", ""))
	keys := fieldsIn(form, "AWS settings")
	if text := valueIn(form, "aws:capacity.mode"); text != "autoscaled" || slices.Contains(keys, "aws:capacity.workers") || valueIn(form, "aws:capacity.workers.max") != "4" {
		t.Errorf("a copy of clicks-source is %s, with %v", text, keys)
	}
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "aws:capacity.mode", Text: "provisioned"}}))
	changed := must[FormView](t)(a.Forms.View("", form.Draft))
	keys = fieldsIn(changed, "AWS settings")
	if !slices.Contains(keys, "aws:capacity.workers") || slices.Contains(keys, "aws:capacity.workers.max") || valueIn(changed, "aws:capacity.workers.max") != "" {
		t.Errorf("%v", keys)
	}
	for _, f := range changed.Fields {
		if strings.HasPrefix(f.Key, "aws:") && (f.Unknown || f.Secret) {
			t.Errorf("%+v", f)
		}
	}
}

// The sandbox has the region, too, if its managed services are shown.
func TestTheSandboxShowsAmazonMSKConnect(t *testing.T) {
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: heldKeyring{}})
	t.Setenv("AWS_PROFILE", "nobody") // the sandbox does not depend on it
	settings := a.bench.Settings()
	settings.ShowManagedSandboxes = true
	if _, err := a.bench.ChangeSettings(t.Context(), settings); err != nil {
		t.Fatal(err)
	}
	const id connect.ProfileID = "sandbox-msk"
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the region is known", func() bool {
		state := must[ClusterState](t)(a.Clusters.State("", id))
		return state.Phase == live.PhaseReady && state.Configs == 5 && state.Summary.Sandbox
	})
}
