package app

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/write"
	"sluiceway/backend/write/guard"
)

// A change to a production cluster over the bridge: refused with a question, allowed,
// counted, locked again.
func TestAProductionProfileAsksOverTheBridge(t *testing.T) {
	worker := startEcho(t)
	worker.post(t, "orders", connect.Config{"file": "/tmp/x"})
	a, events := openApp(t, t.TempDir())
	id := worker.opened(t, a, events, ProfileView{})
	profile := must[[]ProfileView](t)(a.Profiles.List(""))[0]
	profile.Environment = "production"
	must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: profile}))
	until(t, events, "it is a production cluster", func() bool { return a.unlockable(id) })
	worker.forget()

	_, err := a.Connectors.Act("", id, "orders", "pause", 0)
	asked := connect.ProblemOf(err)
	noteAnswer(asked)
	if asked.Code != connect.CodeConsent || asked.Consent == "" {
		t.Fatalf("%+v", asked)
	}
	if q := must[guard.Question](t)(a.Clusters.Question("", id, asked.Consent)); !slices.Equal(q.Requests, []string{"PUT /connectors/orders/pause"}) {
		t.Errorf("asks about %q", q.Requests)
	}
	if lines, _ := worker.writes(); len(lines) > 0 {
		t.Fatalf("sent %q before it was allowed", lines)
	}
	if err := a.Clusters.Allow("", id, asked.Consent, true); err != nil {
		t.Fatal(err)
	}
	must[live.Activity](t)(a.Connectors.Act("", id, "orders", "pause", 0))
	mine := func(c ClusterSummary) bool { return c.ID == id }
	list := must[[]ClusterSummary](t)(a.Clusters.List(""))
	if c := list[slices.IndexFunc(list, mine)]; c.UnlockedUntil == 0 || c.UnlockedChanges != 1 {
		t.Errorf("%+v", c)
	}
	if err := a.Clusters.Prolong("", id); err != nil {
		t.Error(err)
	}
	if err := a.Clusters.Lock("", id); err != nil {
		t.Error(err)
	}
	list = must[[]ClusterSummary](t)(a.Clusters.List(""))
	if c := list[slices.IndexFunc(list, mine)]; c.UnlockedUntil != 0 {
		t.Errorf("%+v", c)
	}
	if _, err := a.Connectors.Act("", id, "orders", "resume", 0); connect.CodeOf(err) != connect.CodeConsent {
		t.Errorf("locked, but %v", err)
	}
}

func TestABulkDeleteOverTheBridge(t *testing.T) {
	worker := startEcho(t)
	worker.post(t, "one", connect.Config{"file": "/tmp/x"})
	worker.post(t, "two", connect.Config{"file": "/tmp/y"})
	a, events := openApp(t, t.TempDir())
	id := worker.opened(t, a, events, ProfileView{})
	profile := must[[]ProfileView](t)(a.Profiles.List(""))[0]
	profile.Environment = "production"
	must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: profile}))
	var facts inspect.BulkDeleteFacts
	until(t, events, "both run on a production cluster", func() bool {
		if err := a.Clusters.Refresh("", id); err != nil {
			t.Fatal(err)
		}
		facts = must[inspect.BulkDeleteFacts](t)(a.Clusters.DeleteFacts("", id, []string{"one", "two", "gone"}))
		return facts.Running > 0 && facts.ConfirmByCount
	})
	if facts.Connectors != 3 || !slices.Equal(facts.Groups, []string{"connect-one", "connect-two"}) || !slices.Equal(facts.Topics, []string{"orders"}) || !slices.Equal(facts.Unread, []string{"gone"}) {
		t.Errorf("%+v", facts)
	}
	if _, err := a.Clusters.Bulk("", id, "delete", []string{"one", "two"}, "1"); connect.CodeOf(err) != connect.CodeConfirm {
		t.Errorf("with another number: %v", err)
	}
	run := must[string](t)(a.Clusters.Bulk("", id, "delete", []string{"one", "two"}, "2"))
	until(t, events, "both are deleted", func() bool { return must[write.BulkState](t)(a.Clusters.BulkState("", run)).EndedAt != 0 })
	if view := must[DraftsView](t)(a.Drafts.List("")); len(view.Deleted) != 2 {
		t.Errorf("recently deleted: %+v", view.Deleted)
	}
}

// unlockable reports whether the live view knows the profile as a production one.
func (a *App) unlockable(id connect.ProfileID) bool {
	p, err := a.bench.Live.Profile(id)
	return err == nil && p.Production()
}

// The page receives as data what a cluster cannot do, with the reason.
func TestATabSaysWhyThereIsNothingToSee(t *testing.T) {
	answers := map[string]string{
		"/":                         `{"version":"2.8.2","commit":"c","kafka_cluster_id":"k"}`,
		"/connectors":               `["a"]`,
		"/connectors?expand=status": `{"a":{"status":{"name":"a","connector":{"state":"RUNNING","worker_id":"w:1"},"tasks":[],"type":"sink"}}}`,
		"/connectors?expand=info":   `{"a":{"info":{"name":"a","config":{"connector.class":"C","name":"a"},"tasks":[],"type":"sink"}}}`,
		"/connector-plugins":        `[{"class":"C","type":"sink","version":"1"}]`,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if text, ok := answers[r.URL.RequestURI()]; ok {
			_, _ = w.Write([]byte(text))
			return
		}
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"error_code":404,"message":"HTTP 404 Not Found"}`))
	}))
	defer server.Close()
	a, events := openApp(t, t.TempDir())
	saved := must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: ProfileView{Permissions: profile.AllPermissions(), Name: "old", URL: server.URL, Environment: "dev", Login: "none", TimeLimit: 10_000}}))
	must[ClusterState](t)(a.Clusters.Open("", saved.Profile.ID))
	var state ClusterState
	until(t, events, "its version is known", func() bool {
		state = must[ClusterState](t)(a.Clusters.State("", saved.Profile.ID))
		return state.Phase == "ready" && state.KafkaVersion != ""
	})
	detail := must[ConnectorDetail](t)(a.Connectors.Detail("", saved.Profile.ID, "a"))
	why := map[ConnectorTab]string{}
	for _, tab := range detail.Tabs {
		why[tab.ID] = tab.Why
	}
	if why[inspect.TabTopics] != "" || !strings.Contains(why[inspect.TabOffsets], "3.5") {
		t.Errorf("%+v", detail.Tabs)
	}
	for _, offer := range state.Actions {
		if blocked := offer.Why != ""; blocked != (offer.ID == "stop") {
			t.Errorf("%+v", offer)
		}
	}
}
