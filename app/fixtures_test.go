package app

import (
	"flag"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wire/certtest"
	"sluiceway/backend/workbench"
)

var update = flag.Bool("update", false, "write frontend/src/bridge/fixtures instead of comparing")

// The page is developed and tested with real answers of the bound methods. This test
// calls them on simulated clusters with a stopped clock and compares the answers with
// frontend/src/bridge/fixtures, so that a change of a view or of its content is
// noticed. "make fixtures" writes the files again.
func TestTheFixturesAreWhatTheMethodsAnswer(t *testing.T) {
	f := newFixtures(t)
	f.profiles()
	f.clusters()
	f.connectors()
	f.plugins()
	f.forms()
	f.exports()
	f.callLog()
	f.desktop()
	f.writes()
	f.bulk()
	f.dialogs()
	f.profileFiles()
	f.everyMethodIsThere()
	if *update {
		f.write()
		return
	}
	f.compare()
}

// fixtures is an app on simulated clusters, and the answers it gave.
type fixtures struct {
	t       *testing.T
	folder  string
	app     *App
	events  *recorder
	clock   *handClock
	boxes   map[string]fixtureCluster
	ids     map[string]connect.ProfileID // by the names that the fixtures use
	stable  stable
	answers map[string]any
}

func newFixtures(t *testing.T) *fixtures {
	t.Helper()
	f := &fixtures{t: t, folder: fixturesFolder, clock: &handClock{}, boxes: map[string]fixtureCluster{}, ids: map[string]connect.ProfileID{"sandbox": box}, answers: map[string]any{}}
	f.clock.set(fixtureNow.Add(-fixtureAge))
	for _, p := range fixtureProfiles() {
		if p.dead {
			continue
		}
		f.boxes[p.id] = startFixtureCluster(t, f.clock, p)
		f.populate(p.id)
	}
	f.clock.set(fixtureNow.Add(-time.Minute))
	home := t.TempDir()
	f.stable.replace(home, "~/.local/share/sluiceway")
	f.app, f.events = openAppOn(t, home, workbench.Options{Now: f.clock.now, Keyring: heldKeyring{}})
	f.stable.replace(f.app.bench.Sandbox.URL(), "http://127.0.0.1:18083")
	f.saveSettings(0)
	return f
}

// populate gives a cluster its connectors and an hour to settle.
func (f *fixtures) populate(id string) {
	began := f.clock.now()
	for _, s := range seededOn(id) {
		if !s.late {
			f.boxes[id].create(s)
		}
	}
	f.clock.forward(time.Hour)
	for _, s := range seededOn(id) {
		if s.then != "" {
			f.boxes[id].send("PUT", "/connectors/"+s.name+"/"+s.then, "")
		}
	}
	f.clock.set(began)
}

// saveSettings with a pollOpen of 0 makes the app poll only on demand.
func (f *fixtures) saveSettings(pollOpen float64) SettingsView {
	settings := workbench.DefaultSettings()
	if settings.PollOpen = pollOpen; pollOpen == 0 {
		settings.PollOthers = 0
	}
	if id := f.ids["orders-eu"]; id != "" {
		settings.LastProfile = id
	}
	return must[SettingsView](f.t)(f.app.Desktop.SaveSettings("", settings))
}

// record records the answer of a method, or the one to certain arguments.
func (f *fixtures) record(method string, answer any, args ...string) {
	if len(args) > 0 {
		method += "(" + strings.Join(args, ",") + ")"
	}
	f.answers[method] = answer
}

func (f *fixtures) profiles() {
	a, t := f.app, f.t
	for _, p := range fixtureProfiles() {
		input := ProfileInput{View: p.input}
		input.TimeLimit = 10_000
		if p.dead {
			input.URL = deadAddress(t)
		} else {
			input.URL = f.boxes[p.id].box.URL()
		}
		if p.input.Login == "basic" {
			input.Entered = connect.Secrets{connect.SecretPassword: connect.NewSecret(fixturePassword)}
		}
		saved := must[SaveResult](t)(a.Profiles.Save("", input))
		f.ids[p.id] = saved.Profile.ID
		f.stable.replace(string(saved.Profile.ID), p.id)
		f.stable.address(input.URL, p.address)
		f.record("profiles.save", saved)
	}
	f.record("profiles.test", must[[]connect.Step](t)(a.Profiles.Test("", ProfileInput{View: ProfileView{
		Name: "returns-eu", URL: f.untrustedAddress(), Environment: "production", Login: "none", TimeLimit: 10_000,
	}})))
	f.record("profiles.testReport", must[string](t)(a.Profiles.TestReport("", []connect.Step{{Title: "Connected", State: connect.StepPassed, Fact: "port 8083", Took: 1}})))
	f.record("profiles.kinds", must[[]ProfileKind](t)(a.Profiles.Kinds("")))
	f.record("profiles.places", must[[]PlaceView](t)(a.Profiles.Places("", ProfileInput{View: ProfileView{URL: "http://127.0.0.1:8083", Login: "none"}})))
	f.record("profiles.list", must[[]ProfileView](t)(a.Profiles.List("")))
	f.record("profiles.parseURL", must[ParsedURL](t)(a.Profiles.ParseURL("", "localhost:8083/connectors")))
	until := certtest.Between(time.Unix(0, 0), time.UnixMilli(3_600_000_000_000))
	keys := certtest.File(t, "developer.p12", certtest.Authority(t, "Returns CA").Client("anna.keller", until).PKCS12())
	f.record("profiles.inspectFile", must[FileFacts](t)(a.Profiles.InspectFile("", FileInput{Path: keys, Password: connect.NewSecret(certtest.Password)})))
	f.saveSettings(0)
}

func (f *fixtures) clusters() {
	a, t := f.app, f.t
	for _, p := range append(fixtureProfiles(), fixtureProfile{id: "sandbox"}) {
		f.openCluster(p.id)
	}
	// A connector counts as one without tasks after two polls and some seconds; one
	// that was just created is read before its tasks have started.
	eu := f.ids["orders-eu"]
	f.openCluster("orders-eu")
	f.clock.set(fixtureNow.Add(-time.Second))
	for _, s := range seededOn("orders-eu") {
		if s.late {
			f.boxes["orders-eu"].create(s)
		}
	}
	f.clock.set(fixtureNow)
	f.polled("orders-eu")
	f.goStale("orders-staging")
	for _, p := range append(fixtureProfiles(), fixtureProfile{id: "sandbox"}) {
		id := f.ids[p.id]
		state := must[ClusterState](t)(a.Clusters.State("", id))
		f.record("clusters.state", state, p.id)
		f.record("clusters.open", state, p.id)
		if p.id != "orders-eu" {
			f.record("clusters.rows", f.stable.rows(must[live.RowPage](t)(a.Clusters.Rows("", id, 0, 500))), p.id, "0", "500")
		}
	}
	f.record("clusters.rows", f.stable.rows(must[live.RowPage](t)(a.Clusters.Rows("", eu, 0, 500))))
	f.record("clusters.list", must[[]ClusterSummary](t)(a.Clusters.List("")))
	f.boxes["orders-staging"].box.Fault(sandbox.FaultDrop, 0)
	f.polled("orders-staging")
	f.record("clusters.search", must[[]string](t)(a.Clusters.Search("", eu, []string{"search.url=*", "orders.v2"})))
}

// goStale makes a cluster that was polled stop answering.
func (f *fixtures) goStale(name string) {
	f.boxes[name].box.Fault(sandbox.FaultDrop, -1)
	if err := f.app.Clusters.Refresh("", f.ids[name]); err == nil {
		f.t.Fatal("a silent cluster answered")
	}
}

// openCluster opens a cluster and waits until everything about it was read.
func (f *fixtures) openCluster(name string) {
	f.t.Helper()
	id := f.ids[name]
	must[ClusterState](f.t)(f.app.Clusters.Open("", id))
	if name == "lake" {
		until(f.t, f.events, name+" is found dead", func() bool {
			state := must[ClusterState](f.t)(f.app.Clusters.State("", id))
			return state.Phase == "down" && len(state.Steps) > 0
		})
		return
	}
	f.polled(name)
}

func (f *fixtures) polled(name string) {
	f.t.Helper()
	if err := f.app.Clusters.Refresh("", f.ids[name]); err != nil {
		f.t.Fatal(err)
	}
	until(f.t, f.events, name+" is known", func() bool {
		state := must[ClusterState](f.t)(f.app.Clusters.State("", f.ids[name]))
		return state.Phase == "ready" && state.Configs == state.Total && state.PluginCount >= 0 && state.StartedAt == 0
	})
	for _, row := range must[live.RowPage](f.t)(f.app.Clusters.Rows("", f.ids[name], 0, 500)).Rows {
		if row.Verdict == "" { // it was listed by a poll that came too early for its status
			f.polled(name)
			return
		}
	}
}

// connectors records the page of one connector for each verdict.
func (f *fixtures) connectors() {
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	names := []string{
		"orders-es-sink", "invoices-s3-sink", "clickstream-iceberg-sink", "returns-mongo-sink", "legacy-mirror-source",
		"loyalty-mysql-source", "orders-archive-jdbc-source", "orders-postgres-source",
	}
	for _, name := range names {
		detail := must[ConnectorDetail](t)(a.Connectors.Detail("", eu, name))
		f.record("connectors.detail", detail, "orders-eu", name)
		f.record("connectors.topics", must[inspect.TopicsView](t)(a.Connectors.Topics("", eu, name)), "orders-eu", name)
		f.record("connectors.offsets", must[inspect.OffsetsView](t)(a.Connectors.Offsets("", eu, name)), "orders-eu", name)
		f.record("connectors.metrics", must[inspect.MetricsView](t)(a.Connectors.Metrics("", eu, name)), "orders-eu", name)
		f.record("connectors.deleteFacts", must[inspect.DeleteFacts](t)(a.Connectors.DeleteFacts("", eu, name)), "orders-eu", name)
	}
	// The fixture without arguments serves every other connector.
	for _, method := range []string{"detail", "topics", "offsets", "metrics", "deleteFacts"} {
		f.move("connectors."+method, "(orders-eu,orders-es-sink)")
	}
	f.record("connectors.config", must[FormView](t)(a.Connectors.Config("", eu, "orders-postgres-source")))
	f.record("connectors.config", must[FormView](t)(a.Connectors.Config("", eu, "orders-es-sink")), "orders-eu", "orders-es-sink")
	f.record("connectors.trace", must[inspect.TraceView](t)(a.Connectors.Trace("", eu, "orders-es-sink", 0)))
	f.record("connectors.trace", must[inspect.TraceView](t)(a.Connectors.Trace("", eu, "invoices-s3-sink", -1)), "orders-eu", "invoices-s3-sink", "-1")
	f.record("connectors.reveal", must[string](t)(a.Connectors.Reveal("", eu, "orders-es-sink", "search.apikey")))
}

func (f *fixtures) move(method, args string) {
	f.answers[method] = f.answers[method+args]
	delete(f.answers, method+args)
}

// dialogs records the methods that open a native dialog, as if it was cancelled.
func (f *fixtures) dialogs() {
	f.record("exports.saveFile", "")
	f.record("exports.saveMany", "")
	f.record("desktop.pickFile", "")
}

func (f *fixtures) everyMethodIsThere() {
	for name, method := range boundMethods(f.app) {
		if _, there := f.answers[name]; there || method.NumOut() <= 1 {
			continue
		}
		withArguments := false
		for key := range f.answers {
			withArguments = withArguments || strings.HasPrefix(key, name+"(")
		}
		if !withArguments {
			f.t.Errorf("no fixture for %s", name)
		}
	}
}

// boundMethods are the methods of the bridge, by the page's names, without the one
// that cancels calls: only the bridge calls that.
func boundMethods(a *App) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for _, facade := range a.Bound() {
		typ := reflect.TypeOf(facade)
		for method := range typ.Methods() {
			if method.Name != "Cancel" {
				out[lowered(typ.Elem().Name())+"."+lowered(method.Name)] = method.Type
			}
		}
	}
	return out
}

func lowered(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}
