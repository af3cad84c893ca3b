package confluent

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/confluentface"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secret = "hunter2-of-the-key"

// open returns a client of a face, and the calls that it made.
func open(t *testing.T, o confluentface.Options) (*Client, *confluentface.Face, *wire.CallLog) {
	t.Helper()
	o.Key, o.Secret = "KEY", secret
	o.OnViolation = func(text string) { t.Errorf("the service was sent %s", text) }
	f, err := confluentface.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	c, log := dial(t, f.URL())
	return c, f, log
}

func options(url string) wire.Options {
	return wire.Options{
		Profile: connect.Profile{ID: "p", URL: url, Scope: confluentface.Scope, Login: connect.LoginBasic, Username: "KEY"},
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)}, Log: wire.NewCallLog(wire.CallLogOptions{}),
		Pace: wire.Pace{Now: time.Now, Jitter: func() float64 { return 0 }, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }},
	}
}

func dial(t *testing.T, url string) (*Client, *wire.CallLog) {
	t.Helper()
	o := options(url)
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c, o.Log
}

// answering returns a client of a server that gives one answer to everything.
func answering(t *testing.T, status int, body string) *Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	c, _ := dial(t, s.URL)
	return c
}

func TestAPollIsOneRequest(t *testing.T) {
	c, _, log := open(t, confluentface.Options{})
	poll := func() {
		var group sync.WaitGroup
		for _, read := range []func() error{
			func() error { _, err := c.Identity(t.Context()); return err },
			func() error { _, err := c.Names(t.Context()); return err },
			func() error { _, err := c.Statuses(t.Context()); return err },
			func() error { _, err := c.Infos(t.Context()); return err },
		} {
			group.Go(func() {
				if err := read(); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	}
	poll()
	calls := log.Page("", 0, 0).Calls
	if len(calls) != 1 || calls[0].Path != "/connectors?expand=info%2Cstatus%2Cid" {
		t.Fatalf("%+v", calls)
	}
	poll()
	if n := len(log.Page("", 0, 0).Calls); n != 2 {
		t.Errorf("%d requests after two polls", n)
	}
	names, _ := c.Names(t.Context())
	if n := len(log.Page("", 0, 0).Calls); n != 3 || len(names) != 6 {
		t.Errorf("%d requests, names %q", n, names)
	}
}

// What is read after a write is never from before it.
func TestAWriteEndsTheSharedAnswer(t *testing.T) {
	c, _, _ := open(t, confluentface.Options{})
	if _, err := c.Statuses(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Delete(t.Context(), "orders-source"); err != nil {
		t.Fatal(err)
	}
	names, err := c.Names(t.Context())
	if err != nil || len(names) != 5 {
		t.Errorf("%q, %v", names, err)
	}
}

// A caller that gives up does not end the request of the others, and the last one does.
func TestCallersOfOneRequestGiveUpOnTheirOwn(t *testing.T) {
	begun, ended := make(chan struct{}), make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(begun)
		<-r.Context().Done()
		close(ended)
	}))
	defer s.Close()
	c, _ := dial(t, s.URL)
	first, stopFirst := context.WithCancel(t.Context())
	second, stopSecond := context.WithCancel(t.Context())
	errs := make(chan error, 2)
	go func() { _, err := c.Names(first); errs <- err }()
	<-begun
	go func() { _, err := c.Statuses(second); errs <- err }()
	stopFirst()
	if err := <-errs; connect.CodeOf(err) != connect.CodeCanceled {
		t.Error(err)
	}
	stopSecond()
	if err := <-errs; connect.CodeOf(err) != connect.CodeCanceled {
		t.Error(err)
	}
	<-ended
}

func TestAWaitIsHonouredAndSaid(t *testing.T) {
	c, f, log := open(t, confluentface.Options{})
	f.Limit(1, 20)
	poll := connect.WithoutRetry(t.Context())
	for range 3 {
		_, err := c.Statuses(poll)
		e, ok := errors.AsType[*connect.Error](err)
		if !ok || !strings.HasPrefix(e.Text, "The service asked to wait 20 s.") || e.Status != http.StatusTooManyRequests {
			t.Fatal(err)
		}
	}
	if n := len(log.Page("", 0, 0).Calls); n != 1 {
		t.Errorf("%d calls before the time that the service asked for", n)
	}
	f.Limit(1, 5)
	var said error
	ctx := connect.WithOnRetry(t.Context(), func(r connect.Retry) { said = r.Err })
	receipt, err := c.Pause(ctx, "orders-source")
	if err != nil || receipt.Status != http.StatusAccepted || said == nil || said.Error() != "The service asked to wait 5 s." {
		t.Errorf("%+v, %v, said %v", receipt, err, said)
	}
}

func TestMasksAreNeverSent(t *testing.T) {
	c, _, log := open(t, confluentface.Options{})
	stored, err := worker.Read(t.Context(), c, "orders-source")
	if err != nil || len(stored.Unshown) != 1 || stored.Unshown[0] != "connection.password" {
		t.Fatalf("%+v, %v", stored, err)
	}
	for key := range stored.Config {
		if isAdded(key) {
			t.Errorf("%s is from the service", key)
		}
	}
	before := len(log.Page("", 0, 0).Calls)
	for what, call := range map[string]func() error{
		"save":     func() error { _, err := c.PutConfig(t.Context(), "orders-source", stored.Config); return err },
		"create":   func() error { _, err := c.Create(t.Context(), "x", masked(stored.Config), ""); return err },
		"validate": func() error { _, err := c.Validate(t.Context(), "SandboxDatabaseSource", stored.Config); return err },
	} {
		if err := call(); connect.CodeOf(err) != connect.CodeMaskedValue {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n := len(log.Page("", 0, 0).Calls); n != before {
		t.Error("something was sent")
	}
	// With the secret entered again it is saved, also if the keys of the service are still there.
	read, err := c.Connector(t.Context(), "orders-source")
	if err != nil {
		t.Fatal(err)
	}
	read.Config["connection.password"] = "again"
	if _, err := c.PutConfig(t.Context(), "orders-source", read.Config); err != nil {
		t.Error(err)
	}
}

func masked(config connect.Config) connect.Config {
	out := config.Clone()
	delete(out, connect.KeyName)
	return out
}

func TestRestartIsLearnedToBeMissing(t *testing.T) {
	c, _, log := open(t, confluentface.Options{NoRestart: true})
	if _, err := c.Identity(t.Context()); err != nil || !c.Features().Can(worker.Restart) {
		t.Fatal(err)
	}
	for range 2 {
		_, err := c.Restart(t.Context(), "orders-source", connect.RestartOptions{})
		if connect.CodeOf(err) != connect.CodeUnsupported || !strings.Contains(err.Error(), "Nothing was restarted.") {
			t.Error(err)
		}
	}
	if n := len(log.Page("", 0, 0).Calls); n != 2 {
		t.Errorf("%d calls", n)
	}
	if why := c.Features().Why(worker.Restart); !strings.HasPrefix(why, "Confluent Cloud answered") {
		t.Errorf("why: %q", why)
	}
}

func TestADeleteIsJudgedByItsBody(t *testing.T) {
	for body, code := range map[string]connect.Code{
		`{"error":null}`: "", ``: "", `{}`: "",
		`{"error":{"code":500,"message":"the connector is locked"}}`: connect.CodeWorker,
		`{"error":"the connector is locked"}`:                        connect.CodeWorker,
		`<html>`:                                                     connect.CodeUnclear,
	} {
		_, err := answering(t, http.StatusOK, body).Delete(t.Context(), "a")
		if connect.CodeOf(err) != code {
			t.Errorf("%s: %v", body, err)
		}
		if code == connect.CodeWorker && !strings.Contains(err.Error(), "the connector is locked") {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestProfilesThatCannotBeUsed(t *testing.T) {
	for what, p := range map[string]connect.Profile{
		"http elsewhere": {URL: "http://api.confluent.cloud", Scope: confluentface.Scope},
		"no scope":       {},
		"half a scope":   {Scope: "env-1"},
		"a path":         {Scope: "env-1/lkc-1/../.."},
		"a query":        {Scope: "env-1/lkc-1?x"},
	} {
		if _, err := New(wire.Options{Profile: p}); connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("%s: %v", what, err)
		}
	}
	c, err := New(wire.Options{Profile: connect.Profile{Scope: "env-1/lkc-1"}})
	if err != nil || c.url(pauseCall("a b")).String() != "https://api.confluent.cloud/connect/v1/environments/env-1/clusters/lkc-1/connectors/a%20b/pause" {
		t.Errorf("%v %v", c.url(pauseCall("a b")), err)
	}
}

func TestDiscover(t *testing.T) {
	_, f, _ := open(t, confluentface.Options{PageSize: 1})
	o := options(f.URL())
	o.Profile.Scope = ""
	places, err := Discover(t.Context(), o)
	if err != nil || len(places) != 2 || places[0].Title != "Sandbox (env-sandbox)" || places[0].Scope != "" || len(places[1].Places) != 0 {
		t.Fatalf("%+v, %v", places, err)
	}
	if p := places[0].Places; len(p) != 1 || p[0].Scope != confluentface.Scope || p[0].Title != "orders (lkc-sandbox, AWS eu-central-1)" {
		t.Errorf("%+v", p)
	}
	for _, call := range o.Log.Page("", 0, 0).Calls {
		if !strings.HasPrefix(call.URL, f.URL()) {
			t.Errorf("called %s", call.URL)
		}
	}
	o.Profile.Username = "CLUSTERKEY"
	if _, err := Discover(t.Context(), o); connect.CodeOf(err) != connect.CodeUnauthorized || !strings.Contains(err.Error(), "Cloud API key") {
		t.Error(err)
	}
}

func TestProbe(t *testing.T) {
	_, f, _ := open(t, confluentface.Options{})
	facts := func(o wire.Options) (out []string) {
		for _, s := range Probe(t.Context(), o, nil) {
			out = append(out, string(s.State)+": "+s.Fact)
		}
		return out
	}
	o := options(f.URL())
	if got := facts(o); got[1] != "passed: API key KEY" || got[2] != "passed: env-sandbox/lkc-sandbox, 6 connectors" || got[3] != "passed: 3 source, 1 sink" {
		t.Errorf("%q", got)
	}
	o.Secrets = connect.Secrets{connect.SecretPassword: connect.NewSecret("wrong")}
	if got := facts(o); got[0] != "passed: " || got[1] != "failed: API key refused" || got[2] != "not_reached: not reached" {
		t.Errorf("%q", got)
	}
	if _, err := New(options("http://127.0.0.1:1")); err != nil {
		t.Fatal(err)
	}
	if got := facts(options("http://127.0.0.1:1")); got[0] != "failed: failed" {
		t.Errorf("%q", got)
	}
}

func TestOffsetsOfCustomConnectorsAreNotAskedFor(t *testing.T) {
	c, _, log := open(t, confluentface.Options{})
	if _, err := c.Infos(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := c.ResetOffsets(t.Context(), "ledger-source")
	if connect.CodeOf(err) != connect.CodeUnsupported || len(log.Page("", 0, 0).Calls) != 1 {
		t.Error(err)
	}
}

func TestAFailedRequestSaysThatNothingChanged(t *testing.T) {
	c, _, _ := open(t, confluentface.Options{Step: time.Millisecond})
	offsets, err := c.Offsets(t.Context(), "orders-warehouse-sink")
	if err != nil || len(offsets.Entries) != 2 {
		t.Fatalf("%+v, %v", offsets, err)
	}
	e := offsets.Entries[0]
	e.Partition["kafka_topic"] = []byte(`"nowhere"`)
	receipt, err := c.AlterOffsets(t.Context(), "orders-warehouse-sink", []connect.OffsetEntry{e})
	if err != nil {
		t.Fatal(err)
	}
	for {
		o, err := c.Operation(t.Context(), "orders-warehouse-sink", receipt.Operation)
		if err != nil {
			t.Fatal(err)
		}
		if o.State == worker.OperationRunning {
			continue
		}
		if o.State != worker.OperationFailed || o.Text != "The connector does not read the topic nowhere. Offsets were not changed." {
			t.Errorf("%+v", o)
		}
		break
	}
	if _, err := c.Operation(t.Context(), "orders-warehouse-sink", "PATCH earlier"); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("another request: %v", err)
	}
}
