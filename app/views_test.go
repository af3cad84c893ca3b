package app

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wire/certtest"
	"sluiceway/backend/workbench"
	"sluiceway/backend/worker"
)

// Every view of a connector says what other programs did to it while it was open.
func TestChangesMadeElsewhereAreShown(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{Color: 3})
	a := e.app
	e.put("one", httpClass, map[string]string{"topics": "a", "http.url": "http://hook.internal/a", "http.auth.password": elsewhereToken})
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	e.detail("one")
	page := must[live.RowPage](t)(a.Clusters.Rows("", e.id, 0, 1))
	if !page.More || len(page.Rows) != 1 {
		t.Errorf("a page of one row: %+v", page)
	}
	same := must[FormView](t)(a.Forms.StartEdit("", e.id, "two"))
	if review := must[Review](t)(a.Forms.Review("", same.Draft)); !review.Same {
		t.Errorf("nothing was changed: %+v", review)
	}
	edit := must[FormView](t)(a.Forms.StartEdit("", e.id, "one"))
	must[FormState](t)(a.Forms.Set("", edit.Draft, []FormEdit{{Key: "topics", Text: "b"}, {Key: "http.auth.password", Text: "mine-" + elsewhereToken}}))
	e.put("one", httpClass, map[string]string{"topics": "c", "http.url": "http://hook.internal/b", "http.auth.password": "theirs-" + elsewhereToken})
	review := must[Review](t)(a.Forms.Review("", edit.Draft))
	if len(review.Conflicts) != 3 {
		t.Errorf("conflicts: %+v", review.Conflicts)
	}
	if state := must[FormState](t)(a.Forms.State("", edit.Draft)); !state.Conflict {
		t.Errorf("the form was not notified: %+v", state)
	}
	before := must[live.RowPage](t)(a.Clusters.Rows("", e.id, 0, 10)).Next
	e.send(http.MethodDelete, "/connectors/one", "")
	until(t, e.events, "its page and the list are notified", func() bool {
		_ = a.Clusters.Refresh("", e.id)
		removed := must[live.RowPage](t)(a.Clusters.Rows("", e.id, before, 10)).Removed
		d := e.detail("one")
		return len(removed) == 1 && d.Gone && d.GoneAt > 0
	})
	until(t, e.events, "the form is notified", func() bool { return must[FormState](t)(a.Forms.State("", edit.Draft)).Gone })
	if review := must[Review](t)(a.Forms.Review("", edit.Draft)); !review.Gone {
		t.Errorf("its review: %+v", review)
	}
	until(t, e.events, "its draft is stored", func() bool {
		list := must[DraftsView](t)(a.Drafts.List("")).Drafts
		return len(list) == 1 && list[0].Note == workbench.DraftDeleted
	})
}

func TestADeleteIsShownUntilItIsDismissed(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	if r := must[WriteResult](t)(e.app.Connectors.Delete("", e.id, "two", "")); r.Landed != "yes" {
		t.Fatalf("%+v", r)
	}
	if notices := must[ClusterState](t)(e.app.Clusters.State("", e.id)).Deleted; len(notices) != 1 || notices[0].ID == "" {
		t.Errorf("deleted: %+v", notices)
	}
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	until(t, e.events, "its name counts as taken", func() bool {
		_ = e.app.Clusters.Refresh("", e.id)
		rows := must[DraftsView](t)(e.app.Drafts.List("")).Deleted
		return len(rows) == 1 && rows[0].NameTaken
	})
}

func TestAProductionProfileAsksAndCanBeUnlocked(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{Kind: "apache", Environment: "production"})
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	if view := must[[]ProfileView](t)(e.app.Profiles.List(""))[0]; view.Kind != "apache" {
		t.Errorf("%+v", view)
	}
	_, err := e.app.Connectors.Act("", e.id, "two", worker.ConnectorPause, 0)
	problem := connect.ProblemOf(err)
	noteAnswer(problem) // as the page receives it
	if problem.Code != connect.CodeConsent || problem.Consent == "" {
		t.Fatalf("%+v", problem)
	}
	if err := e.app.Clusters.Allow("", e.id, problem.Consent, true); err != nil {
		t.Fatal(err)
	}
	must[live.Activity](t)(e.app.Connectors.Act("", e.id, "two", worker.ConnectorPause, 0))
	until(t, e.events, "the sidebar counts what was changed", func() bool {
		for _, c := range must[[]ClusterSummary](t)(e.app.Clusters.List("")) {
			if c.ID == e.id && c.UnlockedUntil > 0 && c.UnlockedChanges == 1 {
				return true
			}
		}
		return false
	})
}

func TestAReadOnlyProfileSaysWhyNothingIsOffered(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.app.permit(t, profile.Permissions{})
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	if d := e.detail("two"); d.Refused == "" {
		t.Errorf("%+v", d)
	}
}

func TestASecretInATraceIsMasked(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.put("one", httpClass, map[string]string{
		"topics": "a", "http.url": "http://hook.internal/a", "http.auth.password": elsewhereToken,
		"sandbox.fail.after.ms": "0", "sandbox.fail.message": "login refused for password=" + elsewhereToken,
	})
	e.refreshed()
	until(t, e.events, "its task fails", func() bool {
		must[ClusterState](t)(e.app.Clusters.State("", e.id))
		_ = e.app.Clusters.Refresh("", e.id)
		return len(e.detail("one").Causes) > 0
	})
	if d := e.detail("one"); !d.Secret {
		t.Errorf("%+v", d.Causes)
	}
}

func TestAnActionThatWaitsForARebalanceSaysWhenItIsSentAgain(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	e.box.Fault(sandbox.FaultRebalance, 2)
	done := make(chan error, 1)
	go func() {
		_, err := e.app.Connectors.Act("", e.id, "two", worker.ConnectorPause, 0)
		done <- err
	}()
	until(t, e.events, "it waits", func() bool {
		activity := e.detail("two").Row.Activity
		return activity.Try > 0 && activity.Tries > 0 && activity.NextTryAt > 0
	})
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestASilentWorkerLeavesTheRowsAsTheyWere(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	e.box.Fault(sandbox.FaultDrop, -1)
	until(t, e.events, "it is stale, with a time for the next try", func() bool {
		_ = e.app.Clusters.Refresh("", e.id)
		state := must[ClusterState](t)(e.app.Clusters.State("", e.id))
		return state.Phase == "stale" && state.NextTryAt > 0 && e.detail("two").Stale
	})
}

func TestATaskOfADeadWorkerIsShownAsLost(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.runOn(strings.TrimPrefix(e.server.URL, "http://"))
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	e.server.CloseClientConnections()
	e.server.Close()
	until(t, e.events, "its task is lost", func() bool {
		_ = e.app.Clusters.Refresh("", e.id)
		d := e.detail("two")
		return len(d.Tasks) == 1 && d.Tasks[0].Lost
	})
}

// One worker of two was killed: the other one still answers, and says that the task runs.
func TestATaskOfASilentWorkerIsShownAsLost(t *testing.T) {
	killed := httptest.NewServer(nil)
	killed.Close()
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{MoreURLs: []string{killed.URL}})
	e.runOn(strings.TrimPrefix(killed.URL, "http://"))
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	until(t, e.events, "its task is lost, and the cluster is not", func() bool {
		d := e.detail("two")
		return len(d.Tasks) == 1 && d.Tasks[0].Lost && !d.Stale
	})
	if about := must[inspect.ClusterAbout](t)(e.app.Clusters.About("", e.id)); len(about.Workers) == 0 || !about.Workers[0].Silent {
		t.Errorf("workers: %+v", about.Workers)
	}
}

func TestACreateIsFollowedTaskByTask(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.refreshed()
	form := must[FormView](t)(e.app.Forms.StartNew("", e.id, archiveClass, ""))
	must[FormState](t)(e.app.Forms.Set("", form.Draft, []FormEdit{{Key: "name", Text: "new"}, {Key: "topics", Text: "a"}, {Key: "file", Text: elsewhereFile}}))
	if r := must[WriteResult](t)(e.app.Forms.Create("", form.Draft, "RUNNING")); r.Landed != "yes" {
		t.Fatalf("%+v", r)
	}
	until(t, e.events, "its task says when it ran", func() bool {
		d := e.detail("new")
		return len(d.Tasks) == 1 && d.Tasks[0].After > 0
	})
}

// Keys without a definition of their own: families by their prefix, and templates with
// gaps.
func TestAFormOffersWhatItsDefinitionsOnlyDescribe(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.answer("GET /connector-plugins/"+archiveClass+"/config", 200, `[
		{"name": "file", "type": "STRING", "required": true, "importance": "HIGH", "documentation": "Where to write."},
		{"name": "history", "type": "STRING", "required": false, "importance": "LOW", "documentation": "Settings with the prefix 'history.client.' are passed through."},
		{"name": "column.<index>.mask.%s", "type": "STRING", "required": false, "importance": "LOW", "documentation": "Masks a column."},
		{"name": "column.(\\d+).mask", "display_name": "Mask of a column", "type": "STRING", "required": false, "importance": "LOW", "documentation": "Masks a column."}
	]`)
	e.refreshed()
	form := must[FormView](t)(e.app.Forms.StartText("", e.id, `{"name": "x", "config": {"connector.class": "`+archiveClass+`", "connector.plugin.version": "1.1.0", "topics": "a", "history.client.id": "1"}}`))
	if form.Version != "1.1.0" {
		t.Errorf("version %q", form.Version)
	}
	families, templates := 0, 0
	for _, group := range form.Groups {
		families += len(group.Families)
		templates += len(group.Templates)
	}
	if families != 1 || templates == 0 {
		t.Errorf("families and templates: %+v", form.Groups)
	}
}

func TestTheFormSaysWhatAWorkerDoesToIt(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.refreshed()
	a := e.app
	form := must[FormView](t)(a.Forms.StartNew("", e.id, httpClass, ""))
	must[FormState](t)(a.Forms.Focus("", form.Draft, "http.auth.password"))
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "http.auth.password", Text: elsewhereToken}}))
	until(t, e.events, "the check waits while a secret is typed", func() bool {
		return must[FormState](t)(a.Forms.State("", form.Draft)).CheckNote != ""
	})
	e.box.Fault(sandbox.FaultError, -1)
	state := must[FormState](t)(a.Forms.Validate("", form.Draft))
	if state.Problem.Code == "" || state.Problem.Worker == "" {
		t.Errorf("a validation that failed: %+v", state.Problem)
	}
	e.box.Fault(sandbox.FaultError, 0)
	unknown := must[FormView](t)(a.Forms.StartText("", e.id, `{"name": "x", "config": {"topics": "a"}}`))
	if unknown.Problem.Text == "" {
		t.Errorf("a config without a class: %+v", unknown.Problem)
	}
}

func TestWhatTheMachineKnows(t *testing.T) {
	a, _ := openAppOn(t, t.TempDir(), workbench.Options{Keyring: newSlowKeyring()})
	server := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	path := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	view := ProfileView{Permissions: profile.AllPermissions(), Name: "tls", URL: server.URL, Environment: "dev", Login: "none", TimeLimit: 10_000, CAFile: path}
	if saved := must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: view})); saved.Profile.CAFile != path {
		t.Errorf("%+v", saved)
	}
	must[[]Step](t)(a.Profiles.Test("call-1", ProfileInput{View: view}))
	private := certtest.Authority(t, "Private CA")
	trusted := httptest.NewUnstartedServer(nil)
	trusted.TLS = &tls.Config{Certificates: []tls.Certificate{private.Server("connect").TLS()}}
	trusted.StartTLS()
	t.Cleanup(trusted.Close)
	view.URL, view.CAFile = trusted.URL, certtest.File(t, "private-ca.pem", private.PEM())
	must[[]Step](t)(a.Profiles.Test("call-1", ProfileInput{View: view}))
	if text := must[string](t)(a.Profiles.TestReport("", must[[]Step](t)(a.Profiles.Test("call-1", ProfileInput{View: view})))); !strings.Contains(text, "issued by Private CA") {
		t.Errorf("the report is %q", text)
	}
	keys := certtest.File(t, "developer.p12", private.Client("anna", certtest.Between(time.Now().Add(-time.Hour), time.Now().Add(time.Hour))).PKCS12())
	for _, password := range []string{certtest.Password, "wrong"} {
		must[FileFacts](t)(a.Profiles.InspectFile("", FileInput{Path: keys, Password: connect.NewSecret(password), Secret: string(connect.SecretKeyStore)}))
	}
	if parsed := must[ParsedURL](t)(a.Profiles.ParseURL("", "http://me:secret@localhost:8083")); parsed.Username != "me" || parsed.Password != "secret" {
		t.Errorf("%+v", parsed)
	}
	if parsed := must[ParsedURL](t)(a.Profiles.ParseURL("", "ftp://localhost")); parsed.Problem == "" {
		t.Errorf("%+v", parsed)
	}
	must[KeyringView](t)(a.Desktop.Keyring("", true))
	settings := workbench.DefaultSettings()
	settings.LastRoute, settings.ShowDescriptions, settings.ValidateProduction, settings.WelcomeClosed = "/calls", true, true, true
	if saved := must[SettingsView](t)(a.Desktop.SaveSettings("", settings)); saved.LastRoute != "/calls" {
		t.Errorf("%+v", saved)
	}
}

func TestSecretsOfDraftsThatLivedUntilTheAppClosedAreAskedForAgain(t *testing.T) {
	home := t.TempDir()
	e := openElsewhere(t, home, workbench.Options{}, ProfileView{})
	e.put("one", httpClass, map[string]string{"topics": "a", "http.url": "http://hook.internal/a", "http.auth.password": elsewhereToken})
	e.put("two", httpClass, map[string]string{"topics": "a", "http.url": "http://hook.internal/a", "http.auth.password": elsewhereToken})
	e.refreshed()
	edit := must[FormView](t)(e.app.Forms.StartEdit("", e.id, "one"))
	must[FormState](t)(e.app.Forms.Set("", edit.Draft, []FormEdit{{Key: "http.auth.password", Text: "mine-" + elsewhereToken}}))
	if r := must[WriteResult](t)(e.app.Connectors.Delete("", e.id, "two", "")); r.Landed != "yes" {
		t.Fatalf("%+v", r)
	}
	if err := e.app.Forms.Close("", edit.Draft); err != nil {
		t.Fatal(err)
	}
	e.app.shutdown(context.Background())
	a, _ := openApp(t, home)
	view := must[DraftsView](t)(a.Drafts.List(""))
	if len(view.Drafts) != 1 || len(view.Drafts[0].MissingSecrets) == 0 || len(view.Deleted) != 1 || len(view.Deleted[0].MissingSecrets) == 0 {
		t.Fatalf("%+v", view)
	}
	again := must[FormView](t)(a.Forms.Resume("", view.Drafts[0].ID))
	if len(again.MissingSecrets) == 0 || !valueOf(again, "http.auth.password").MissingSecret {
		t.Errorf("%+v", again.MissingSecrets)
	}
}

// Configs that were sealed with another key than the one in the keyring are listed with
// the reason.
func TestDraftsWithoutTheirKeySayWhyTheyCannotBeOpened(t *testing.T) {
	home := t.TempDir()
	keys := newSlowKeyring()
	e := openElsewhere(t, home, workbench.Options{Keyring: keys}, ProfileView{})
	e.put("one", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	edit := must[FormView](t)(e.app.Forms.StartEdit("", e.id, "one"))
	must[FormState](t)(e.app.Forms.Set("", edit.Draft, []FormEdit{{Key: "topics", Text: "b"}}))
	must[WriteResult](t)(e.app.Connectors.Delete("", e.id, "two", ""))
	if err := e.app.Forms.Close("", edit.Draft); err != nil {
		t.Fatal(err)
	}
	e.app.shutdown(context.Background())
	for name, key := range keys.entries {
		keys.entries[name] = strings.ToUpper(key[:8]) + strings.ToLower(key[8:16]) + key[16:]
	}
	a, _ := openAppOn(t, home, workbench.Options{Keyring: keys})
	_, err := a.Forms.Resume("", edit.Draft)
	if connect.CodeOf(err) == "" {
		t.Error("a draft whose key is gone was opened")
	}
	view := must[DraftsView](t)(a.Drafts.List(""))
	if len(view.Drafts) != 1 || view.Drafts[0].Problem.Text == "" || len(view.Deleted) != 1 || view.Deleted[0].Problem.Text == "" {
		t.Errorf("%+v", view)
	}
}

func TestAnOldWorkerSaysWhatItCannotTell(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.answer("GET /", 200, `{"version": "2.8.2", "commit": "c", "kafka_cluster_id": "k"}`)
	e.put("two", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	e.refreshed()
	if offsets := must[inspect.OffsetsView](t)(e.app.Connectors.Offsets("", e.id, "two")); offsets.Text == "" || offsets.Command == "" {
		t.Errorf("%+v", offsets)
	}
	about := must[ClusterAbout](t)(e.app.Clusters.About("", e.id))
	if about.ConnectorsOnly == "" || about.Version != "2.8.2" {
		t.Errorf("%+v", about)
	}
	if _, err := e.app.Clusters.ReadSettings("", e.id, false); connect.CodeOf(err) != connect.CodeUnsupported {
		t.Errorf("reading settings: %v", err)
	}
	e.answer("GET /connectors/two/topics", 403, `{"error_code": 403, "message": "Topic tracking is disabled."}`)
	if topics := must[inspect.TopicsView](t)(e.app.Connectors.Topics("", e.id, "two")); topics.State != inspect.TopicsDisabled || topics.Text == "" {
		t.Errorf("%+v", topics)
	}
	edit := must[FormView](t)(e.app.Forms.StartEdit("", e.id, "two"))
	must[FormState](t)(e.app.Forms.Set("", edit.Draft, []FormEdit{{Key: "key.converter", Text: "org.apache.kafka.connect.storage.StringConverter"}}))
	if review := must[Review](t)(e.app.Forms.Review("", edit.Draft)); !review.OfferTask || review.Note == "" {
		t.Errorf("%+v", review)
	}
}

func TestAPluginThatCannotBeDescribedIsNamed(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.answer("GET /connector-plugins/"+archiveClass+"/config", 500, `{"error_code": 500, "message": "no"}`)
	e.refreshed()
	read := must[SettingsRecord](t)(e.app.Clusters.ReadSettings("", e.id, false))
	if len(read.Unread) != 1 || read.Unread[0] != archiveClass || read.Plugins < 2 {
		t.Errorf("%+v", read)
	}
}

func TestOffsetsOfPartitionsWithDifferentKeys(t *testing.T) {
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.put("read", readingsClass, map[string]string{"topic": "a", "file": elsewhereFile})
	e.refreshed()
	e.answer("GET /connectors/read/offsets", 200, `{"offsets": [{"partition": {"table": "a"}, "offset": {"lsn": 1}}, {"partition": {"shard": "b"}, "offset": {"lsn": 2}}]}`)
	offsets := must[inspect.OffsetsView](t)(e.app.Connectors.Offsets("", e.id, "read"))
	if len(offsets.Rows) != 2 || !offsets.Rows[0].Partition[0].Missing && !offsets.Rows[0].Partition[1].Missing {
		t.Errorf("%+v", offsets)
	}
}
