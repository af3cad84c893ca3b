package sandbox

import (
	"strings"
	"testing"
	"time"

	"sluiceway/backend/sandbox/cluster"
	"sluiceway/backend/sandbox/plugins"
	"sluiceway/backend/sandbox/validate"
)

func TestStart(t *testing.T) {
	b := empty(t)
	b.want(201, "PUT", "/connectors/k/config", config(t, sinkClass, "topics", "t", "tasks.max", "2"))
	var seen []string
	for range 20 {
		if state := b.states("k"); len(seen) == 0 || seen[len(seen)-1] != state {
			seen = append(seen, state)
		}
		b.clock.pass(100 * time.Millisecond)
	}
	got := strings.Join(seen, ", ")
	if want := "none, UNASSIGNED, RUNNING, RUNNING UNASSIGNED UNASSIGNED, "; !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ", RUNNING RUNNING RUNNING") {
		t.Error(got)
	}
}

func TestInitialStates(t *testing.T) {
	for state, want := range map[string]string{"": "RUNNING RUNNING", "running": "RUNNING RUNNING", "Paused": "PAUSED", "STOPPED": "STOPPED"} {
		b := empty(t)
		b.want(201, "POST", "/connectors", string(plugins.ToJSON(map[string]any{
			"name": "s", "initial_state": state, "config": map[string]string{"connector.class": sourceClass, "topic": "t"},
		})))
		b.clock.pass(5 * time.Second)
		if got := b.states("s"); got != want {
			t.Errorf("%q: %s", state, got)
		}
		b.want(202, "PUT", "/connectors/s/resume", "")
		b.clock.pass(5 * time.Second)
		if got := b.states("s"); got != "RUNNING RUNNING" {
			t.Errorf("%q resumed: %s", state, got)
		}
	}
}

func TestPauseStopResume(t *testing.T) {
	b := empty(t)
	b.create("k", sinkClass, "topics", "t", "tasks.max", "2")
	steps := []struct {
		path   string
		status int
		soon   string // right after the answer
		then   string // five seconds later
		tasks  int    // in the info, right after the answer
	}{
		{"pause", 202, "RUNNING RUNNING RUNNING", "PAUSED PAUSED PAUSED", 2},
		{"pause", 202, "PAUSED PAUSED PAUSED", "PAUSED PAUSED PAUSED", 2},
		{"resume", 202, "PAUSED PAUSED PAUSED", "RUNNING RUNNING RUNNING", 2},
		{"resume", 202, "RUNNING RUNNING RUNNING", "RUNNING RUNNING RUNNING", 2},
		{"stop", 204, "RUNNING RUNNING RUNNING", "STOPPED", 0},
		{"stop", 204, "STOPPED", "STOPPED", 0},
		{"pause", 202, "STOPPED", "PAUSED", 0},
		{"stop", 204, "PAUSED", "STOPPED", 0},
		{"resume", 202, "STOPPED", "RUNNING RUNNING RUNNING", 0},
	}
	for i, step := range steps {
		b.want(step.status, "PUT", "/connectors/k/"+step.path, "")
		if got := b.states("k"); got != step.soon {
			t.Errorf("step %d %s: at once %s", i, step.path, got)
		}
		if got := strings.Count(b.want(200, "GET", "/connectors/k", "").body, `"task":`); got != step.tasks {
			t.Errorf("step %d %s: %d task configs", i, step.path, got)
		}
		b.clock.pass(5 * time.Second)
		if got := b.states("k"); got != step.then {
			t.Errorf("step %d %s: later %s", i, step.path, got)
		}
	}
}

func TestPauseInTheMiddleOfAStart(t *testing.T) {
	for _, after := range []time.Duration{0, 300 * time.Millisecond, 950 * time.Millisecond} {
		b := empty(t)
		b.want(201, "PUT", "/connectors/s/config", config(t, sourceClass, "topic", "t"))
		b.clock.pass(after)
		b.want(202, "PUT", "/connectors/s/pause", "")
		b.clock.pass(5 * time.Second)
		if got := b.states("s"); got != "PAUSED PAUSED" {
			t.Errorf("paused after %s: %s", after, got)
		}
		b.want(202, "PUT", "/connectors/s/resume", "")
		b.clock.pass(5 * time.Second)
		if got := b.states("s"); got != "RUNNING RUNNING" {
			t.Errorf("paused after %s, resumed: %s", after, got)
		}
	}
}

func TestStopAndResumeWithoutAPause(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t")
	for _, path := range []string{"stop", "resume", "stop", "resume"} {
		b.ask("PUT", "/connectors/s/"+path, "")
		b.clock.pass(50 * time.Millisecond)
	}
	b.clock.pass(5 * time.Second)
	if got := b.states("s"); got != "RUNNING RUNNING" {
		t.Error(got)
	}
}

func TestFailureInTheStartOfATask(t *testing.T) {
	b := empty(t)
	b.create("k", sinkClass, "topics", "t", "tasks.max", "2", "file", "/nope/out.txt")
	failed := "RUNNING FAILED FAILED"
	if got := b.states("k"); got != failed {
		t.Fatal(got)
	}
	trace := b.want(200, "GET", "/connectors/k/tasks/0/status", "").body
	for _, part := range []string{plugins.ConnectException + ": Couldn't find or create file '/nope/out.txt'", `\nCaused by: java.nio.file.NoSuchFileException: /nope/out.txt\n\tat `, `\t... `} {
		if !strings.Contains(trace, part) {
			t.Errorf("%q is not in %s", part, trace)
		}
	}
	b.want(202, "PUT", "/connectors/k/pause", "")
	b.clock.pass(5 * time.Second)
	if got := b.states("k"); got != "PAUSED FAILED FAILED" { // failed stays failed
		t.Errorf("paused: %s", got)
	}
	b.want(202, "PUT", "/connectors/k/resume", "")
	for _, path := range []string{"/tasks/1/restart", "/restart", "/restart?includeTasks=true&onlyFailed=true"} {
		if got := b.ask("POST", "/connectors/k"+path, ""); got.status >= 300 {
			t.Fatalf("%s: %+v", path, got)
		}
		b.clock.pass(5 * time.Second)
		if got := b.states("k"); got != failed {
			t.Errorf("%s: %s", path, got)
		}
	}
	if again := b.want(200, "GET", "/connectors/k/tasks/0/status", "").body; again != trace {
		t.Error("the same failure reads differently")
	}
	b.want(200, "PUT", "/connectors/k/config", config(t, sinkClass, "topics", "t", "tasks.max", "2", "file", "/tmp/out.txt"))
	b.clock.pass(5 * time.Second)
	if got := b.states("k"); got != "RUNNING RUNNING RUNNING" {
		t.Errorf("repaired: %s", got)
	}
}

func TestFailureOfTheConnector(t *testing.T) {
	b := empty(t)
	b.create("h", plugins.HTTPPackage+"HttpPostSinkConnector", "topics", "t", "http.url", "https://api.shop.invalid/in")
	if got := b.states("h"); got != "FAILED" {
		t.Fatal(got)
	}
	if got := b.want(200, "GET", "/connectors/h/status", "").body; !strings.Contains(got, `"version":null,"trace":"`) || !strings.Contains(got, "java.net.UnknownHostException: api.shop.invalid") {
		t.Error(got)
	}
	b.play([]exchange{{"POST", "/connectors/h/restart", "", 500, `Failed to start connector: h`, ""}})
	b.want(200, "PUT", "/connectors/h/config", config(t, plugins.HTTPPackage+"HttpPostSinkConnector", "topics", "t", "http.url", "https://api.shop.example/in"))
	b.clock.pass(5 * time.Second)
	if got := b.states("h"); got != "RUNNING RUNNING" {
		t.Error(got)
	}
}

func TestRequestedFailures(t *testing.T) {
	const moody = plugins.DemoPackage + "MoodySourceConnector"
	cases := []struct {
		pairs []string
		early string // two seconds after the create
		late  string
	}{
		{[]string{"sandbox.fail.after.ms", "0"}, "RUNNING FAILED", "RUNNING FAILED"},
		{[]string{"sandbox.fail.after.ms", "10000"}, "RUNNING RUNNING", "RUNNING FAILED"},
		{[]string{"sandbox.fail.after.ms", "0", "tasks.max", "3", "sandbox.fail.tasks", "0,2"}, "RUNNING FAILED RUNNING FAILED", "RUNNING FAILED RUNNING FAILED"},
		{[]string{"sandbox.fail.after.ms", "0", "sandbox.fail.connector", "true"}, "FAILED", "FAILED"},
		{[]string{"sandbox.fail.after.ms", "10000", "sandbox.fail.connector", "true"}, "RUNNING RUNNING", "FAILED RUNNING"},
	}
	for _, c := range cases {
		b := empty(t)
		b.want(201, "PUT", "/connectors/m/config", config(t, moody, append(c.pairs, "sandbox.fail.message", "as told")...))
		b.clock.pass(2 * time.Second)
		early := b.states("m")
		b.clock.pass(30 * time.Second)
		if late := b.states("m"); early != c.early || late != c.late {
			t.Errorf("%v: %s, then %s", c.pairs, early, late)
		}
		if body := b.want(200, "GET", "/connectors/m/status", "").body; !strings.Contains(body, "as told") {
			t.Errorf("%v: %s", c.pairs, body)
		}
	}
}

func TestHalfATopicCreationFailsTheConnector(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t", "topic.creation.groups", "g", "topic.creation.g.include", "x")
	if got := b.states("s"); got != "FAILED" {
		t.Error(got)
	}
	if got := b.want(200, "GET", "/connectors/s/status", "").body; !strings.Contains(got, `ConfigException: Missing required configuration \"topic.creation.default.replication.factor\"`) {
		t.Error(got)
	}
}

func TestMirrorOfADeadClusterRunsWithoutTasks(t *testing.T) {
	b := empty(t)
	b.create("m", plugins.Base+"mirror.TopicMirrorSourceConnector", "source.cluster.alias", "a", "source.bootstrap.servers", "kafka.invalid:9092")
	b.clock.pass(time.Hour)
	if got := b.states("m"); got != "RUNNING" {
		t.Error(got)
	}
}

func TestRestartWithOptionsAnswersThePlan(t *testing.T) {
	b := empty(t)
	const moody = plugins.DemoPackage + "MoodySourceConnector"
	b.create("m", moody, "tasks.max", "2", "sandbox.fail.after.ms", "0", "sandbox.fail.tasks", "1")
	plans := []struct{ query, contains, after string }{
		{"?onlyFailed=true", `"tasks":[{"id":0,"state":"RUNNING"`, "RUNNING RUNNING FAILED"},
		{"?includeTasks=true&onlyFailed=true", `{"id":0,"state":"RUNNING","worker_id":"worker-1:8083","version":"${project.version}"},{"id":1,"state":"RESTARTING"`, "RUNNING RUNNING FAILED"},
		{"?includeTasks=true", `"connector":{"state":"RESTARTING","worker_id":"worker-2:8083","version":"${project.version}"},"tasks":[{"id":0,"state":"RESTARTING"`, "RUNNING RUNNING FAILED"},
	}
	for _, p := range plans {
		if got := b.want(202, "POST", "/connectors/m/restart"+p.query, ""); !strings.Contains(got.body, p.contains) {
			t.Errorf("%s: %s", p.query, got.body)
		}
		b.clock.pass(5 * time.Second)
		if got := b.states("m"); got != p.after {
			t.Errorf("%s: %s", p.query, got)
		}
	}
	b.want(204, "POST", "/connectors/m/restart?includeTasks=maybe", "")
	b.want(204, "PUT", "/connectors/m/stop", "")
	b.clock.pass(5 * time.Second)
	b.want(204, "POST", "/connectors/m/restart", "")
	b.want(202, "POST", "/connectors/m/restart?includeTasks=true", "")
	b.clock.pass(5 * time.Second)
	if got := b.states("m"); got != "STOPPED" {
		t.Errorf("a stopped connector: %s", got)
	}
	b.want(404, "POST", "/connectors/m/tasks/0/restart", "")
}

func TestRestartOfATask(t *testing.T) {
	b := empty(t)
	b.create("k", sinkClass, "topics", "t", "tasks.max", "2")
	b.want(204, "POST", "/connectors/k/tasks/1/restart", "")
	if got := b.states("k"); got != "RUNNING RUNNING UNASSIGNED" {
		t.Error(got)
	}
	b.clock.pass(5 * time.Second)
	if got := b.states("k"); got != "RUNNING RUNNING RUNNING" {
		t.Error(got)
	}
	b.play([]exchange{{"POST", "/connectors/k/tasks/7/restart", "", 404, `Unknown task: k-7`, ""}})
}

func TestAChangeRestartsOnlyWhatChanged(t *testing.T) {
	b := empty(t)
	b.create("k", sinkClass, "topics", "t", "tasks.max", "3")
	body := config(t, sinkClass, "topics", "t", "tasks.max", "3")
	b.want(200, "PUT", "/connectors/k/config", body)
	for range 20 {
		b.clock.pass(100 * time.Millisecond)
		if got := b.states("k"); got != "RUNNING RUNNING RUNNING RUNNING" {
			t.Fatalf("the same config again: %s", got)
		}
	}
	got := b.want(200, "PUT", "/connectors/k/config", config(t, sinkClass, "topics", "t", "tasks.max", "1"))
	if strings.Count(got.body, `"task":`) != 3 { // the answer still has the old list
		t.Error(got.body)
	}
	b.clock.pass(5 * time.Second)
	if got := b.states("k"); got != "RUNNING RUNNING" {
		t.Errorf("fewer tasks: %s", got)
	}
	if got := b.want(200, "GET", "/connectors/k/tasks", "").body; strings.Count(got, "task.class") != 1 || !strings.Contains(got, plugins.FilePackage+"FileStreamSinkTask") {
		t.Error(got)
	}
}

func TestStoppedKeepsItsStateThroughAChange(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t")
	b.want(204, "PUT", "/connectors/s/stop", "")
	b.clock.pass(5 * time.Second)
	b.want(200, "PUT", "/connectors/s/config", config(t, sourceClass, "topic", "u"))
	b.clock.pass(5 * time.Second)
	if got := b.states("s"); got != "STOPPED" {
		t.Error(got)
	}
}

func TestTheShop(t *testing.T) {
	b := start(t, Options{})
	want := map[string]string{
		"shop-orders-search-sink":    "RUNNING FAILED FAILED",
		"shop-prices-mirror":         "PAUSED PAUSED",
		"shop-customers-source":      "RUNNING RUNNING",
		"shop-orders-source":         "RUNNING RUNNING",
		"shop-heartbeat-source":      "RUNNING RUNNING",
		"shop-invoices-archive-sink": "RUNNING RUNNING RUNNING",
		"shop-orders-warehouse-sink": "RUNNING RUNNING RUNNING RUNNING RUNNING",
		"shop-weather-source":        "RUNNING RUNNING",
	}
	var names []string
	b.want(200, "GET", "/connectors", "").decode(t, &names)
	if len(names) != len(want) {
		t.Errorf("names %q", names)
	}
	for name, states := range want {
		if got := b.states(name); got != states {
			t.Errorf("%s: %s", name, got)
		}
	}
	trace := b.want(200, "GET", "/connectors/shop-orders-search-sink/tasks/1/status", "").body
	if strings.Count(trace, "Caused by: ") != 3 || !strings.Contains(trace, "DataException: Field does not exist: customer_id") {
		t.Error(trace)
	}
	// The failure is a mistake in the config, and mending it helps.
	b.want(200, "PATCH", "/connectors/shop-orders-search-sink/config", `{"id.field":"order_id"}`)
	b.clock.pass(10 * time.Second)
	if got := b.states("shop-orders-search-sink"); got != "RUNNING RUNNING RUNNING" {
		t.Errorf("mended: %s", got)
	}
}

func TestStoredConfigsOfTheStartAreValid(t *testing.T) {
	for _, scale := range []int{0, 60} {
		b := start(t, Options{Scale: scale})
		var infos map[string]struct{ Info cluster.InfoBody }
		b.want(200, "GET", "/connectors?expand=info", "").decode(t, &infos)
		for name, entry := range infos {
			class := entry.Info.Config.Text("connector.class")
			var found validate.ConfigInfos
			b.want(200, "PUT", "/connector-plugins/"+class+"/config/validate", string(plugins.ToJSON(entry.Info.Config))).decode(t, &found)
			if found.ErrorCount != 0 {
				t.Errorf("%s has errors: %s", name, plugins.ToJSON(found))
			}
		}
	}
}

func TestEqualSeedsAndClocksGiveEqualAnswers(t *testing.T) {
	play := func(seed uint64) string {
		b := start(t, Options{Seed: seed, Scale: 40})
		b.want(201, "PUT", "/connectors/x/config", config(t, sinkClass, "topics", "t", "tasks.max", "4"))
		var all strings.Builder
		for range 12 {
			b.clock.pass(130 * time.Millisecond)
			all.WriteString(b.want(200, "GET", "/connectors?expand=status&expand=info", "").body)
		}
		return all.String()
	}
	first := play(7)
	if play(7) != first {
		t.Error("the same seed gave another life")
	}
	if play(8) == first {
		t.Error("another seed gave the same life")
	}
}
