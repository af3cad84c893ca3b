package emqx_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/emqx"
	"sluiceway/backend/health"
	"sluiceway/backend/sandbox/emqxface"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

const password = "c4nary-login"

func start(t *testing.T, role string) *emqxface.Face {
	t.Helper()
	face, err := emqxface.Start(t.Context(), emqxface.Options{Key: "key", Secret: password, User: "ada", Password: password, Role: role})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = face.Close() })
	return face
}

func dial(t *testing.T, url string, login connect.Login) (*emqx.Client, *wire.CallLog) {
	t.Helper()
	log := wire.NewCallLog(wire.CallLogOptions{})
	user := "key"
	if login == connect.LoginSession {
		user = "ada"
	}
	c, err := emqx.New(wire.Options{
		Profile: connect.Profile{URL: url, Login: login, Username: user},
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(password)}, Log: log,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, log
}

// ready returns a client of a face whose features are known.
func ready(t *testing.T) *emqx.Client {
	t.Helper()
	c, _ := dial(t, start(t, "").URL(), connect.LoginBasic)
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestActionsWaitForTheirConnector(t *testing.T) {
	t.Parallel()
	c := ready(t)
	all, err := c.Statuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]health.Verdict{
		"mysql:warehouse": health.Failed, "action/mysql:save_orders": health.Waiting, "action/mysql:save_alarms": health.Waiting,
		"kafka_producer:orders_kafka": health.Degraded, "action/kafka_producer:to_orders": health.Degraded, "action/kafka_producer:to_telemetry": health.Degraded,
		"http:archive_http": health.Paused, "action/http:post_archive": health.Paused, "http:shift_reports": health.Running,
		"action/http:post_report": health.Running, "mqtt:line2_broker": health.Running, "source/mqtt:line2_commands": health.Running,
	}
	if len(all) != len(want) {
		t.Errorf("%d rows, want %d", len(all), len(want))
	}
	for row, verdict := range want {
		status := all[row]
		if got := health.Of(status); got != verdict {
			t.Errorf("%s: %s, want %s", row, got, verdict)
		}
		own, err := c.Status(t.Context(), row)
		if err != nil || own.Waiting != status.Waiting || own.Parent != status.Parent || own.Connector != status.Connector {
			t.Errorf("%s: its own status is %+v, in the list %+v (%v)", row, own, status, err)
		}
	}
	orders := all["action/mysql:save_orders"]
	if orders.Parent != "mysql:warehouse" || orders.Uses != 2 || orders.Type != connect.TypeSink {
		t.Errorf("%+v", orders)
	}
	if down := all["mysql:warehouse"]; !strings.Contains(down.Connector.Trace, "connection refused") || down.Tasks[1].WorkerID != "emqx@10.0.0.12" {
		t.Errorf("%+v", down)
	}
}

// One poll asks for names, statuses and configs at the same time, and needs three requests.
func TestAPollIsThreeRequests(t *testing.T) {
	t.Parallel()
	counted := make(chan string, 100)
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		counted <- r.URL.Path
		<-release
		_, _ = w.Write([]byte("[]"))
	}))
	t.Cleanup(server.Close)
	c, _ := dial(t, server.URL, connect.LoginNone)
	done := make(chan error, 2)
	go func() { _, err := c.Names(context.WithoutCancel(t.Context())); done <- err }()
	for range 3 {
		<-counted
	}
	go func() { _, err := c.Statuses(context.WithoutCancel(t.Context())); done <- err }()
	close(release)
	for range 2 {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
}

func TestATokenIsFetchedAgainWhenItHasEnded(t *testing.T) {
	t.Parallel()
	face := start(t, "")
	c, log := dial(t, face.URL(), connect.LoginSession)
	for range 2 {
		if _, err := c.Names(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if face.Logins() != 1 {
		t.Errorf("%d logins before the token ended", face.Logins())
	}
	face.ExpireTokens()
	if _, err := c.Pause(t.Context(), "http:shift_reports"); err != nil {
		t.Fatal(err)
	}
	if face.Logins() != 2 {
		t.Errorf("%d logins after the token ended", face.Logins())
	}
	for _, call := range log.Page("", 0, 0).Calls {
		detail, _ := log.Detail(call.ID)
		if strings.Contains(detail.Request+detail.Answer, password) {
			t.Errorf("the password is in the call log: %s %s", call.Method, call.Path)
		}
		if strings.HasSuffix(call.Path, "/login") && strings.Contains(detail.Answer, `"token":"`) && !strings.Contains(detail.Answer, "•") {
			t.Errorf("the token is in the call log: %s", detail.Answer)
		}
	}
}

func TestAViewerMayOnlyRead(t *testing.T) {
	t.Parallel()
	c, _ := dial(t, start(t, "viewer").URL(), connect.LoginSession)
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c.Features().Can(worker.Edit) || !strings.Contains(c.Features().Why(worker.Edit), "viewer") || !c.Features().Can(worker.Metrics) {
		t.Errorf("%v, %q", c.Features().All(), c.Features().Why(worker.Edit))
	}
	if _, err := c.Pause(t.Context(), "http:shift_reports"); connect.CodeOf(err) != connect.CodeForbidden {
		t.Errorf("%v", err)
	}
}

func TestAMaskKeepsTheSecretAndNeverReplacesOne(t *testing.T) {
	t.Parallel()
	c := ready(t)
	const row = "mysql:warehouse"
	stored, err := worker.Read(t.Context(), c, row)
	if err != nil || !slices.Equal(stored.Unshown, []string{"password"}) {
		t.Fatalf("%+v %v", stored, err)
	}
	stored.Config["server"] = "mysql.warehouse.internal:3306"
	if _, err := c.PutConfig(t.Context(), row, stored.Config); err != nil {
		t.Fatal(err)
	}
	again, err := worker.Read(t.Context(), c, row)
	if err != nil || !again.Config.Equal(stored.Config) {
		t.Errorf("%v %v", again.Config, err)
	}
	_, err = c.Create(t.Context(), "mysql:copy", stored.Config, "")
	if connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("another name in the config: %v", err)
	}
	delete(stored.Config, connect.KeyName)
	_, err = c.Create(t.Context(), "mysql:copy", stored.Config, "")
	if e := connect.AsError(err); err == nil || len(e.Findings) != 1 || e.Findings[0].Key != "password" {
		t.Errorf("a mask was sent with a new connector: %v", err)
	}
}

func TestConfigsKeepTypesAndLeaveOutDefaults(t *testing.T) {
	t.Parallel()
	c := ready(t)
	kafka, err := c.Connector(t.Context(), "kafka_producer:orders_kafka")
	if err != nil {
		t.Fatal(err)
	}
	want := connect.Config{
		"name": "kafka_producer:orders_kafka", "connector.class": "connector/kafka_producer", "bootstrap_hosts": "kafka-3.eu.half:9092",
		"authentication": `{"mechanism":"plain","password":"******","username":"emqx"}`, "ssl.enable": "true",
	}
	if !kafka.Config.Equal(want) {
		t.Errorf("%v", kafka.Config)
	}
	change := kafka.Config.Clone()
	change["tags"], change["ssl.versions"], change["resource_opts.health_check_timeout"] = `["a","b"]`, `["tlsv1.3"]`, "infinity"
	if _, err := c.PutConfig(t.Context(), kafka.Name, change); err != nil {
		t.Fatal(err)
	}
	again, err := c.Connector(t.Context(), kafka.Name)
	if err != nil || !again.Config.Equal(change) {
		t.Errorf("%v %v", again.Config, err)
	}
	change["authentication"] = "msk_iam"
	if _, err := c.PutConfig(t.Context(), kafka.Name, change); err != nil {
		t.Errorf("a constant of a union: %v", err)
	}
}

func TestErrorsAreAtTheirKeys(t *testing.T) {
	t.Parallel()
	c := ready(t)
	config := connect.Config{"connector.class": "connector/mysql", "server": "a:1", "resource_opts.health_check_interval": "soon"}
	_, err := c.Create(t.Context(), "mysql:new", config, "")
	var keys []string
	for _, f := range connect.AsError(err).Findings {
		keys = append(keys, f.Key)
	}
	if !slices.Equal(keys, []string{"database", "resource_opts.health_check_interval"}) {
		t.Errorf("%v: %v", keys, err)
	}
	config = connect.Config{"connector.class": "connector/mysql", "server": "a:1", "database": "d", "pool_size": "many", "no.such.key": "x"}
	_, err = c.Create(t.Context(), "mysql:new", config, "")
	if e := connect.AsError(err); e.Code != connect.CodeInvalid || e.Status != 0 || len(e.Findings) != 2 {
		t.Errorf("what EMQX would refuse was sent: %+v", e)
	}
}

func TestATestStoresNothingAndSaysWhy(t *testing.T) {
	t.Parallel()
	c := ready(t)
	stored, err := c.Connector(t.Context(), "mysql:warehouse")
	if err != nil {
		t.Fatal(err)
	}
	err = c.Test(t.Context(), stored.Name, stored.Config)
	if e := connect.AsError(err); e == nil || e.Code != connect.CodeInvalid || !strings.Contains(e.Worker, "connection refused") {
		t.Errorf("%v", err)
	}
	stored.Config["server"] = "mysql.warehouse.internal:3306"
	if err := c.Test(t.Context(), stored.Name, stored.Config); err != nil {
		t.Errorf("%v", err)
	}
	config := connect.Config{"connector.class": "connector/http", "url": "https://hook.down/x"}
	if err := c.Test(t.Context(), "", config); connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("a new one without a name: %v", err)
	}
}

func TestWhatIsInUseIsNotDeleted(t *testing.T) {
	t.Parallel()
	c := ready(t)
	for row, want := range map[string][]worker.User{
		"mysql:warehouse":          {{Kind: "action", Name: "save_alarms", Row: "action/mysql:save_alarms"}, {Kind: "action", Name: "save_orders", Row: "action/mysql:save_orders"}},
		"action/mysql:save_orders": {{Kind: "rule", Name: "orders"}, {Kind: "rule", Name: "alarms"}},
		"http:archive_http":        {{Kind: "action", Name: "post_archive", Row: "action/http:post_archive"}},
	} {
		got, err := c.Users(t.Context(), row)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v %v", row, got, err)
		}
		_, err = c.Delete(t.Context(), row)
		if e := connect.AsError(err); e == nil || e.Code != connect.CodeInvalid || !strings.Contains(e.Text, "the "+want[0].Kind+" “"+want[0].Name+"”") || !strings.Contains(e.Text, "Nothing was deleted.") {
			t.Errorf("%s: %v", row, err)
		}
	}
	if _, err := c.Delete(t.Context(), "action/http:post_report"); err != nil {
		t.Errorf("%v", err)
	}
}

func TestAStartSaysWhyItFails(t *testing.T) {
	t.Parallel()
	c := ready(t)
	_, err := c.Restart(t.Context(), "mysql:warehouse", connect.RestartOptions{})
	if e := connect.AsError(err); e == nil || !strings.Contains(e.Worker, "connection refused") {
		t.Errorf("%v", err)
	}
	if _, err := c.RestartTask(t.Context(), "kafka_producer:orders_kafka", 0); err != nil {
		t.Errorf("the node that reaches it: %v", err)
	}
	if _, err := c.RestartTask(t.Context(), "kafka_producer:orders_kafka", 1); err == nil {
		t.Error("the node that does not reach it was started")
	}
	if _, err := c.Restart(t.Context(), "http:archive_http", connect.RestartOptions{}); err == nil || !strings.Contains(err.Error(), "not enabled") {
		t.Errorf("%v", err)
	}
}

func TestRequestLines(t *testing.T) {
	t.Parallel()
	c := ready(t)
	for want, change := range map[string]worker.Change{
		"POST /api/v5/connectors":                            {Action: worker.ActionCreate, Name: "mysql:a"},
		"PUT /api/v5/actions/mysql:a":                        {Action: worker.ActionSave, Name: "action/mysql:a"},
		"PUT /api/v5/sources/mqtt:a/enable/false":            {Action: worker.ActionPause, Name: "source/mqtt:a"},
		"POST /api/v5/nodes/{node}/connectors/mysql:a/start": {Action: worker.ActionRestartTask, Name: "mysql:a"},
		"DELETE /api/v5/connectors/mysql:a":                  {Action: worker.ActionDelete, Name: "mysql:a"},
	} {
		if got := c.Traits().RequestOf(change); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAnotherServerIsNotEMQX(t *testing.T) {
	t.Parallel()
	for body, status := range map[string]int{`[]`: 200, `{"version":"4.1.0"}`: 200, "<html>": 404, `[{"node":"a"}]`: 200} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}))
		c, _ := dial(t, server.URL, connect.LoginBasic)
		if _, err := c.Identity(t.Context()); connect.CodeOf(err) != connect.CodeNotConnect {
			t.Errorf("%s: %v", body, err)
		}
		server.Close()
	}
}

func TestProbe(t *testing.T) {
	t.Parallel()
	face := start(t, "")
	for _, c := range []struct {
		user, url string
		failed    string
	}{{"key", face.URL(), ""}, {"key", face.URL() + "/api/v5/", ""}, {"nobody", face.URL(), "login"}, {"key", "http://127.0.0.1:1", "connect"}} {
		steps := emqx.Probe(t.Context(), wire.Options{
			Profile: connect.Profile{URL: c.url, Login: connect.LoginBasic, Username: c.user}, Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(password)},
		}, nil)
		failed := ""
		for _, s := range steps {
			if s.State == connect.StepFailed {
				failed = s.ID
			}
		}
		if text, _ := json.Marshal(steps); failed != c.failed || len(steps) != 4 {
			t.Errorf("%s %s: %s", c.user, c.url, text)
		}
	}
}
