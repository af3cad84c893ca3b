package msk

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

func serveURL(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	srv := httptest.NewServer(handler)
	t.Cleanup(srv.Close)
	return srv.URL
}

// After an update that failed the connector is RUNNING with its old config. Only the operation
// says so.
func TestAnUpdateThatFails(t *testing.T) {
	t.Parallel()
	c, _, clock := ready(t, nil)
	before, err := c.Connector(t.Context(), "orders-source")
	if err != nil {
		t.Fatal(err)
	}
	wrong := before.Config.Clone()
	wrong["database.port"] = "many"
	receipt, err := c.PutConfig(t.Context(), "orders-source", wrong)
	if err != nil || receipt.Operation == "" {
		t.Fatal(receipt, err)
	}
	clock.move(1500 * time.Millisecond)
	o := operation(t, c, "orders-source", receipt)
	if o.State != worker.OperationRunning || !strings.Contains(o.Text, "VALIDATE_UPDATE") || o.Steps[0].State != connect.StepPassed || o.Steps[1].State != connect.StepRunning {
		t.Errorf("%+v", o)
	}
	status, err := c.Status(t.Context(), "orders-source")
	if err != nil || status.Connector.State != connect.StateSettling || status.Connector.Reported != "UPDATING" {
		t.Errorf("%+v %v", status, err)
	}
	clock.move(time.Second)
	o = operation(t, c, "orders-source", receipt)
	if o.State != worker.OperationFailed || !strings.Contains(o.Text, "InvalidInput.InvalidConnectorConfiguration") || o.Steps[1].State != connect.StepFailed || o.Steps[2].Fact != "cancelled" {
		t.Errorf("%+v", o)
	}
	status, err = c.Status(t.Context(), "orders-source")
	after, readErr := c.Connector(t.Context(), "orders-source")
	if err != nil || readErr != nil || status.Connector.State != connect.StateRunning || !after.Config.Equal(before.Config) {
		t.Errorf("%+v %v %v %v", status, after.Config, err, readErr)
	}
}

func TestAnEqualConfigIsNotSent(t *testing.T) {
	t.Parallel()
	log := wire.NewCallLog(wire.CallLogOptions{})
	c, _, _ := ready(t, func(o *wire.Options) { o.Log = log })
	now, err := c.Connector(t.Context(), "orders-source")
	if err != nil {
		t.Fatal(err)
	}
	receipt, err := c.PutConfig(t.Context(), "orders-source", now.Config)
	if err != nil || receipt.Operation != "" || receipt.Connector.Name != "orders-source" {
		t.Errorf("%+v %v", receipt, err)
	}
	for _, call := range log.Page("", 0, 0).Calls {
		if call.Method != http.MethodGet {
			t.Errorf("%s %s was sent", call.Method, call.Path)
		}
	}
}

// The service answers a stale version like any wrong input.
func TestAStaleVersion(t *testing.T) {
	t.Parallel()
	reads := 0
	c := serve(t, nil, func(w http.ResponseWriter, req *http.Request) {
		if req.Method == http.MethodPut {
			w.Header().Set("X-Amzn-Errortype", "BadRequestException")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"message":"The version is not current"}`)
			return
		}
		reads++
		_, _ = fmt.Fprintf(w, `{"connectorName":"a","connectorArn":"arn:a","connectorState":"RUNNING","currentVersion":"K%d","connectorConfiguration":{"connector.class":"x"}}`, reads)
	})
	c.know("a", "arn:a")
	_, err := c.PutConfig(t.Context(), "a", connect.Config{"connector.class": "x", "k": "v"})
	if e := wantCode(t, err, connect.CodeConflict); !strings.Contains(e.Text, "The stored config is as it was.") {
		t.Error(e.Text)
	}
}

func TestCapacity(t *testing.T) {
	t.Parallel()
	c, _, clock := ready(t, nil)
	const name = "clicks-source"
	value := func(key string) string {
		t.Helper()
		all, err := c.Settings(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			if s.Definition.Name == key {
				return s.Value
			}
		}
		t.Fatalf("no setting %s", key)
		return ""
	}
	if value(keyMode) != modeAutoscaled || value(keyMax) != "4" {
		t.Errorf("%s %s", value(keyMode), value(keyMax))
	}
	receipt, err := c.Resize(t.Context(), name, connect.Config{keyMax: "6"})
	if err != nil || receipt.Operation == "" {
		t.Fatal(receipt, err)
	}
	clock.move(4 * time.Second)
	if o := operation(t, c, name, receipt); o.State != worker.OperationDone || o.Steps[2].Title != "Capacity changed" {
		t.Errorf("%+v", o)
	}
	if value(keyMax) != "6" || value(keyMin) != "1" {
		t.Errorf("%s to %s", value(keyMin), value(keyMax))
	}
	if receipt, err = c.Resize(t.Context(), name, connect.Config{keyMode: modeProvisioned, keyCount: "3"}); err != nil {
		t.Fatal(receipt, err)
	}
	clock.move(4 * time.Second)
	if value(keyMode) != modeProvisioned || value(keyCount) != "3" || value(keyMax) != "" {
		t.Errorf("%s with %s, %q", value(keyMode), value(keyCount), value(keyMax))
	}
	if receipt, err = c.Resize(t.Context(), name, connect.Config{keyCount: "3"}); err != nil || receipt.Operation != "" {
		t.Errorf("an equal capacity was sent: %+v %v", receipt, err)
	}
	_, err = c.Resize(t.Context(), name, connect.Config{keyRole: "arn:aws:iam::1:role/other"})
	if e := wantCode(t, err, connect.CodeInvalid); !strings.Contains(e.Text, "“Service role” cannot be changed") {
		t.Error(e.Text)
	}
	_, err = c.Resize(t.Context(), name, connect.Config{keyCount: "many"})
	_ = wantCode(t, err, connect.CodeInvalid)
}

func TestSettingsOfANewConnector(t *testing.T) {
	t.Parallel()
	c, f, clock := ready(t, nil)
	all, err := c.Settings(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	values := goodSettings()
	for _, s := range all {
		switch s.Definition.Name {
		case keyPlugin:
			if len(s.Choices) != 2 || s.Choices[0].Title != "shop-connectors" || s.Choices[0].Note != "revision 2, Databases and files" {
				t.Errorf("%+v", s.Choices)
			}
			values[keyPlugin] = s.Choices[0].Value
		case keyWorkers:
			if len(s.Choices) != 1 || s.Choices[0].Title != "secrets-eu" {
				t.Errorf("%+v", s.Choices)
			}
			values[keyWorkers] = s.Choices[0].Value
		}
		if s.Definition.DisplayName == "" || s.Definition.Group == "" || s.Choices == nil {
			t.Errorf("%+v", s)
		}
	}
	values[keyLogGroup] = "/msk-connect/lake"
	config := connect.Config{connect.KeyClass: plugins.FilePackage + "FileStreamSourceConnector", "topic": "new", "tasks.max": "1"}
	receipt, err := c.CreateWith(t.Context(), "made", config, values)
	if err != nil || !receipt.Created {
		t.Fatal(receipt, err)
	}
	if o := operation(t, c, "made", receipt); o.State != worker.OperationRunning || !strings.Contains(o.Text, "CREATING") {
		t.Errorf("%+v", o)
	}
	clock.move(3 * time.Second)
	if o := operation(t, c, "made", receipt); o.State != worker.OperationDone {
		t.Errorf("%+v", o)
	}
	links, err := c.Links(t.Context(), "made")
	if err != nil || len(links) != 1 || links[0].URL != "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:log-groups/log-group/$252Fmsk-connect$252Flake" {
		t.Errorf("%+v %v", links, err)
	}
	_, err = c.CreateWith(t.Context(), "other", config, connect.Config{keyMCU: "many"})
	e := wantCode(t, err, connect.CodeInvalid)
	for _, part := range []string{"“Plugin” must be", "“Service role” is missing", "“Subnets” is missing", "“MCU per worker” must be", "Nothing was created."} {
		if !strings.Contains(e.Text, part) {
			t.Errorf("%q is not in %s", part, e.Text)
		}
	}
	f.Deny("ListCustomPlugins")
	if all, err = c.Settings(t.Context(), "made"); err != nil || !strings.Contains(all[0].Note, "kafkaconnect:ListCustomPlugins") || all[0].Value != values[keyPlugin] {
		t.Errorf("%+v %v", all[0], err)
	}
}

// Without settings a connector gets those of another one of its class.
func TestACreateCopiesTheSettings(t *testing.T) {
	t.Parallel()
	c, _, clock := ready(t, nil)
	class := plugins.SearchPackage + "SearchIndexSinkConnector"
	config := connect.Config{connect.KeyClass: class, "topics": "carts", "search.url": "https://search.lake.example:9200"}
	receipt, err := c.Create(t.Context(), "carts-search-sink", config, "")
	if err != nil {
		t.Fatal(err)
	}
	clock.move(3 * time.Second)
	if o := operation(t, c, "carts-search-sink", receipt); o.State != worker.OperationDone {
		t.Errorf("%+v", o)
	}
	config[connect.KeyClass] = "org.example.Nobody"
	_, err = c.Create(t.Context(), "nobody", config, "")
	if e := wantCode(t, err, connect.CodeInvalid); !strings.Contains(e.Text, "no other connector of the class org.example.Nobody") {
		t.Error(e.Text)
	}
}

func TestWhatIAMRefuses(t *testing.T) {
	t.Parallel()
	c, f, _ := ready(t, nil)
	f.Deny("PauseConnector", "UpdateConnector")
	_, err := c.Pause(t.Context(), "orders-source")
	e := wantCode(t, err, connect.CodeForbidden)
	if !strings.Contains(e.Text, "IAM does not allow kafkaconnect:PauseConnector. Nothing was paused.") {
		t.Error(e.Text)
	}
	if why := c.Features().Why(worker.Pause); !strings.Contains(why, "kafkaconnect:PauseConnector") {
		t.Errorf("the button is still there: %q", why)
	}
	if !c.Features().Can(worker.Restart) || !c.Features().Can(worker.Edit) {
		t.Error("other buttons are gone")
	}
	if _, err := c.Identity(t.Context()); err != nil || !c.Features().Can(worker.Pause) {
		t.Errorf("permissions change, so it is offered again later: %v", err)
	}
}

func TestARegionWithoutTheNewerCalls(t *testing.T) {
	t.Parallel()
	c, f, _ := ready(t, nil)
	f.Lack("RestartConnector")
	_, err := c.Restart(t.Context(), "orders-source", connect.RestartOptions{})
	if e := wantCode(t, err, connect.CodeUnsupported); !strings.Contains(e.Text, "This region does not have the call RestartConnector yet. Nothing was restarted.") {
		t.Error(e.Text)
	}
	if _, err := c.Identity(t.Context()); err != nil || c.Features().Can(worker.Restart) || !c.Features().Can(worker.Pause) {
		t.Errorf("%v %v", c.Features().All(), err)
	}
}

func TestThrottling(t *testing.T) {
	t.Parallel()
	c, f, _ := ready(t, nil)
	f.Throttle(2)
	var waits []time.Duration
	ctx := connect.WithOnRetry(t.Context(), func(r connect.Retry) { waits = append(waits, r.Wait) })
	if _, err := c.Pause(ctx, "orders-source"); err != nil || len(waits) != 2 || waits[1] <= waits[0] {
		t.Errorf("%v after %v", err, waits)
	}
	f.Throttle(1)
	_, err := c.Names(connect.WithoutRetry(t.Context()))
	if e := wantCode(t, err, connect.CodeWorker); e.Status != http.StatusTooManyRequests {
		t.Error(e)
	}
}

func TestAReadOnlyProfileSendsNothing(t *testing.T) {
	t.Parallel()
	log := wire.NewCallLog(wire.CallLogOptions{})
	c, _, _ := ready(t, func(o *wire.Options) { o.Profile.Denied, o.Log = connect.DeniedAll(), log })
	_, err := c.Pause(t.Context(), "orders-source")
	_ = wantCode(t, err, connect.CodeReadOnly)
	_, err = c.Delete(t.Context(), "orders-source")
	_ = wantCode(t, err, connect.CodeReadOnly)
	for _, call := range log.Page("", 0, 0).Calls {
		if call.Method != http.MethodGet {
			t.Errorf("%s %s was sent", call.Method, call.Path)
		}
	}
}

func TestReasonsOfFailures(t *testing.T) {
	t.Parallel()
	c, _, _ := ready(t, nil)
	statuses, err := c.Statuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	failed := statuses["returns-search-sink"]
	if failed.Connector.State != connect.StateFailed || !strings.Contains(failed.Connector.Trace, "UnknownError.ConnectorFailed: The connector failed to start.") {
		t.Errorf("%+v", failed)
	}
	if s := statuses["orders-search-sink"]; s.Connector.State != connect.StatePaused || s.Connector.Trace != "" || len(s.Tasks) != 0 {
		t.Errorf("%+v", s)
	}
}

// Names and statuses of one poll are one request. What is asked for after a write is not
// answered with a list that was asked for before it.
func TestAPollReadsTheListOnce(t *testing.T) {
	t.Parallel()
	asked := 0
	c := serve(t, nil, func(w http.ResponseWriter, _ *http.Request) {
		asked++
		_, _ = io.WriteString(w, `{"connectors":[{"connectorName":"new","connectorArn":"arn:new","connectorState":"PAUSED"}]}`)
	})
	name, arn := "old", "arn:old"
	r := &reading{done: make(chan struct{}), rows: []types.ConnectorSummary{{ConnectorName: &name, ConnectorArn: &arn}}}
	c.lists.reading = r
	close(r.done)
	if names, err := c.Names(t.Context()); err != nil || names[0] != "old" || asked > 0 {
		t.Errorf("%v %v, asked %d times", names, err, asked)
	}
	c.lists.wrote()
	if statuses, err := c.Statuses(t.Context()); err != nil || statuses["new"].Name != "new" || asked != 1 {
		t.Errorf("%v %v, asked %d times", statuses, err, asked)
	}
}

// The service says that a connector is RUNNING, so its note says that the last update failed,
// until another one succeeds.
func TestANoteAboutAFailedUpdate(t *testing.T) {
	t.Parallel()
	c, _, clock := ready(t, nil)
	noteOf := func() string {
		t.Helper()
		statuses, err := c.Statuses(t.Context())
		if err != nil || statuses["clicks-source"].Connector.Note != "" {
			t.Fatal(statuses, err)
		}
		return statuses["orders-source"].Connector.Note
	}
	if got := noteOf(); !strings.HasPrefix(got, "The update of ") || !strings.Contains(got, `role "cdc_orders_ro" does not exist`) {
		t.Error(got)
	}
	now, err := c.Connector(t.Context(), "orders-source")
	if err != nil {
		t.Fatal(err)
	}
	now.Config["heartbeat.interval.ms"] = "5000"
	if _, err := c.PutConfig(t.Context(), "orders-source", now.Config); err != nil {
		t.Fatal(err)
	}
	if got := noteOf(); got != "" {
		t.Errorf("while it is updated: %s", got)
	}
	clock.move(5 * time.Second)
	if got := noteOf(); got != "" {
		t.Errorf("after an update that worked: %s", got)
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	c := serve(t, nil, func(w http.ResponseWriter, req *http.Request) {
		if req.URL.Query().Get("nextToken") == "" {
			_, _ = io.WriteString(w, `{"connectors":[{"connectorName":"b","connectorArn":"arn:b"}],"nextToken":"2"}`)
			return
		}
		_, _ = io.WriteString(w, `{"connectors":[{"connectorName":"a","connectorArn":"arn:a"}]}`)
	})
	if names, err := c.Names(t.Context()); err != nil || strings.Join(names, " ") != "a b" {
		t.Error(names, err)
	}
}

// The call log has neither the signature nor secrets of configs.
func TestTheCallLogHasNoSecrets(t *testing.T) {
	t.Parallel()
	log := wire.NewCallLog(wire.CallLogOptions{})
	c, _, clock := ready(t, func(o *wire.Options) { o.Log = log })
	config := connect.Config{
		connect.KeyClass: plugins.ShopPackage + "ShopDatabaseSourceConnector", "topic.prefix": "a", "database.hostname": "h", "database.user": "u",
		"database.password": "c4nary-password", "database.dbname": "d",
	}
	receipt, err := c.Create(t.Context(), "made", config, "")
	if err != nil {
		t.Fatal(err)
	}
	clock.move(3 * time.Second)
	operation(t, c, "made", receipt)
	config["slot.name"] = "s"
	if receipt, err = c.PutConfig(t.Context(), "made", config); err != nil {
		t.Fatal(err)
	}
	operation(t, c, "made", receipt)
	if _, err := c.Restart(t.Context(), "orders-source", connect.RestartOptions{OnlyFailed: true}); err != nil {
		t.Fatal(err)
	}
	for _, call := range log.Page("", 0, 0).Calls {
		detail, _ := log.Detail(call.ID)
		if all := fmt.Sprintf("%+v", detail); strings.Contains(all, "c4nary") || strings.Contains(all, keyID) {
			t.Errorf("%s", all)
		}
	}
}
