package apache

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

func logged(t *testing.T, f *fake, change func(*wire.Options)) (*Client, *wire.CallLog) {
	t.Helper()
	log := wire.NewCallLog(wire.CallLogOptions{})
	return f.client(func(o *wire.Options) {
		o.Log = log
		if change != nil {
			change(o)
		}
	}), log
}

func newest(t *testing.T, log *wire.CallLog) connect.Call {
	t.Helper()
	page := log.Page("", 0, 1)
	if len(page.Calls) != 1 {
		t.Fatal("no call was logged")
	}
	if page.Calls[0].Request != "" || page.Calls[0].Answer != "" {
		t.Error("a page carries bodies")
	}
	call, found := log.Detail(page.Calls[0].ID)
	if !found {
		t.Fatal("no detail")
	}
	return call
}

func TestCallLogRecords(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("POST /base/connectors", refusal(409, rebalanceText), reply{status: 201, body: `{"name":"a","config":{}}`})
	c, log := logged(t, f, func(o *wire.Options) {
		o.Profile.URL += "/base"
		o.Profile.Login, o.Profile.Username = connect.LoginBasic, "ada"
		o.Secrets = connect.Secrets{connect.SecretPassword: connect.NewSecret("c4nary-login")}
	})
	ctx := connect.WithPurpose(t.Context(), connect.Purpose{You: true, Text: "create a"})
	if _, err := c.Create(ctx, "a", connect.Config{"k": "v"}, ""); err != nil {
		t.Fatal(err)
	}
	calls := log.Page("p", 0, 0).Calls
	if len(calls) != 2 || calls[0].Status != 201 || calls[0].Try != 2 || calls[1].Status != 409 || calls[1].Try != 1 {
		t.Fatalf("%+v", calls)
	}
	got := newest(t, log)
	if got.Path != "/connectors" || got.URL != f.srv.URL+"/base/connectors" || got.Method != "POST" || got.Login != connect.LoginBasic ||
		!got.Purpose.You || got.Purpose.Text != "create a" || got.AnswerType != "application/json" ||
		got.Request != `{"name":"a","config":{"k":"v"}}` || got.Answer != `{"name":"a","config":{}}` || got.SentBytes != int64(len(got.Request)) || got.GotBytes != int64(len(got.Answer)) {
		t.Errorf("%+v", got)
	}
	if strings.Contains(dump(got), "c4nary") {
		t.Error("the password is in the log")
	}
	if !got.Timing.Reused || got.Timing.Connect != 0 || calls[1].Timing.Reused || got.Took <= 0 || got.Timing.Waited <= 0 {
		t.Errorf("timing %+v of %s, first %+v", got.Timing, got.Took, calls[1].Timing)
	}
	if len(log.Page("other", 0, 0).Calls) != 0 || len(log.Page("p", got.ID, 0).Calls) != 0 || len(log.Page("p", got.ID-1, 0).Calls) != 1 {
		t.Error("filters")
	}
}

func dump(c connect.Call) string {
	return strings.Join([]string{c.Path, c.URL, c.Request, c.Answer, c.Failure, c.Purpose.Text}, "\n")
}

func TestCallLogMasks(t *testing.T) {
	t.Parallel()
	const canary = "c4nary-9f2b"
	config := connect.Config{"connector.class": "X", "db.password": canary, "file": "${file:/p:c4}", "url": "jdbc:x://h?password=" + canary}
	f := newFake(t).
		on("PUT /connector-plugins/X/config/validate", ok(`{"name":"X","error_count":1,"groups":[],"configs":[
			{"definition":{"name":"file"},"value":{"name":"file","value":"resolved-c4nary-x","recommended_values":[],"errors":["Invalid value resolved-c4nary-x"],"visible":true}},
			{"definition":{"name":"topics"},"value":{"name":"topics","value":"shown","recommended_values":[],"errors":[],"visible":true}}]}`)).
		on("POST /connectors", refusal(400, "bad: Invalid value resolved-c4nary-x for configuration file: x")).
		on("GET /connectors/a", ok(`{"name":"a","config":{"db.password":"`+canary+`","x":"shown"}}`)).
		on("GET /connectors/a/tasks", ok(`[{"id":{"connector":"a","task":0},"config":{"db.password":"`+canary+`"}}]`)).
		on("GET /connectors?expand=info", ok(`{"a":{"info":{"config":{"db.password":"`+canary+`"}}}}`)).
		on("GET /connectors/a/status", ok(`{"name":"a","connector":{"state":"FAILED","trace":"jdbc:x://u:`+canary+`@h"},"tasks":[]}`))
	c, log := logged(t, f, nil)
	ctx := t.Context()
	_, _ = c.Validate(ctx, "X", config)
	if v := newest(t, log); !strings.Contains(v.Answer, "shown") || !strings.Contains(v.Request, "${file:/p:c4}") {
		t.Errorf("too much was hidden: %s %s", v.Request, v.Answer)
	}
	_, _ = c.Create(ctx, "a", config, "")
	_, _ = c.Connector(ctx, "a")
	if v := newest(t, log); !strings.Contains(v.Answer, "shown") {
		t.Errorf("too much was hidden: %s", v.Answer)
	}
	_, _ = fetch(ctx, c.connection, aboutConnector("a", "tasks"), func(any) bool { return true })
	_, _ = c.Status(ctx, "a")
	if _, err := c.Infos(ctx); err != nil {
		t.Error(err)
	}
	if list := newest(t, log); list.Answer != "" || list.GotBytes == 0 {
		t.Errorf("a list keeps its size only: %+v", list)
	}
	for _, call := range log.Page("", 0, 0).Calls {
		detail, _ := log.Detail(call.ID)
		if strings.Contains(dump(detail), "c4nary") {
			t.Errorf("%s %s: a secret is in the log:\n%s", call.Method, call.Path, dump(detail))
		}
	}
}

func TestCallLogCutsAfterMasking(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ü", 64<<10)
	f := newFake(t).on("GET /connectors/a", ok(`{"name":"a","config":{"k":"`+long+`"}}`)).on("GET /connectors/b", ok(`{"name":"b","config":{"k":"`+strings.Repeat("x", 1<<20)+`"}}`))
	c, log := logged(t, f, nil)
	if _, err := c.Connector(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if got := newest(t, log); len(got.Answer) > 64<<10 || len(got.Answer) < 64<<10-4 || got.GotBytes != int64(len(long)+30) {
		t.Errorf("stored %d of %d", len(got.Answer), got.GotBytes)
	}
	if _, err := c.Connector(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	if got := newest(t, log); got.Answer != "" {
		t.Error("what is too long to be masked must not be stored")
	}
}

func TestCallLogFailures(t *testing.T) {
	t.Parallel()
	log := wire.NewCallLog(wire.CallLogOptions{})
	release := make(chan struct{})
	c := serve(t, func(o *wire.Options) { o.Log, o.Profile.TimeLimit = log, time.Second }, func(http.ResponseWriter, *http.Request) { <-release })
	t.Cleanup(func() { close(release) })
	_, err := c.Identity(t.Context())
	wantCode(t, err, connect.CodeTimeout)
	if got := newest(t, log); got.Status != 0 || got.Failure != "time limit reached" {
		t.Errorf("%+v", got)
	}
}

func TestStory(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		call connect.Call
		want string
	}{
		"409":     {connect.Call{Method: "POST", Path: "/connectors/a/restart?includeTasks=true", Status: 409, Answer: `{"error_code":409,"message":"` + rebalanceText + `"}`}, "Nothing was restarted by this call."},
		"500":     {connect.Call{Method: "POST", Path: "/connectors", Status: 500, Answer: `{"error_code":500,"message":"x"}`}, "Something may have been created by this call all the same."},
		"202":     {connect.Call{Method: "PUT", Path: "/connectors/a/pause", Status: 202, Try: 2}, "follows later. It was try number 2."},
		"201":     {connect.Call{Method: "PUT", Path: "/connectors/a/config", Status: 201}, "it was created"},
		"read":    {connect.Call{Method: "GET", Path: "/connectors", Status: 200}, "changed nothing"},
		"refused": {connect.Call{Method: "DELETE", Path: "/connectors/a", Failure: "connection refused"}, "Nothing was sent, so nothing was deleted."},
		"lost":    {connect.Call{Method: "DELETE", Path: "/connectors/a", Failure: "time limit reached", Timing: connect.CallTiming{Sent: 1}}, "may have been deleted"},
		"check":   {connect.Call{Method: "PUT", Path: "/connector-plugins/X/config/validate", Status: 500, Answer: `{"error_code":500,"message":"x"}`}, "This call changed nothing."},
	}
	for name, tt := range tests {
		if got := Story(tt.call); !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q in it", name, got, tt.want)
		}
	}
}

// A worker repeats what it knows of a connector in answers about other things.
func TestWhatIsKnownOfAConfigIsHiddenElsewhere(t *testing.T) {
	t.Parallel()
	const words = "no login with c4nary-1 or c4nary-2 or c4nary-3"
	config := connect.Config{"connector.class": "X", "db.password": "c4nary-1", "url": "jdbc:x://h?password=c4nary-2", "pin": "c4nary-3"}
	status := func(name string) reply {
		return ok(`{"name":"` + name + `","connector":{"state":"RUNNING"},"tasks":[{"id":0,"state":"FAILED","trace":"` + words + `"}]}`)
	}
	stored := `{"name":"a b","config":{"connector.class":"X","db.password":"c4nary-1","url":"jdbc:x://h?password=c4nary-2","pin":"c4nary-3"}}`
	for name, learn := range map[string]struct {
		line   string
		answer reply
		call   func(context.Context, *Client) error
	}{
		"connector": {"GET /connectors/a%20b", ok(stored), func(ctx context.Context, c *Client) error { _, err := c.Connector(ctx, "a b"); return err }},
		"list":      {"GET /connectors?expand=info", ok(`{"a b":{"info":` + stored + `}}`), func(ctx context.Context, c *Client) error { _, err := c.Infos(ctx); return err }},
		"create": {"POST /connectors", reply{status: 201, body: stored}, func(ctx context.Context, c *Client) error {
			_, err := c.Create(ctx, "a b", config, "")
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t).
				on("GET /connector-plugins/X/config", ok(`[{"name":"pin","type":"PASSWORD"}]`)).
				on("GET /connectors/a%20b/status", status("a b")).
				on("GET /connectors/other/status", status("other")).
				on("POST /connectors/a%20b/restart", refusal(500, words)).
				on("PUT /connectors/a%20b/config", refusal(400, words)).
				on("PUT /connector-plugins/X/config/validate", refusal(500, words)).
				on("GET /connectors/a%20b/tasks", ok(`[{"id":{"connector":"a b","task":0},"config":{"pin":"c4nary-3"}}]`)).
				on(learn.line, learn.answer)
			c, log := logged(t, f, nil)
			ctx := connect.WithoutRetry(t.Context())
			if _, err := c.Definitions(ctx, "X", ""); err != nil {
				t.Fatal(err)
			}
			if err := learn.call(ctx, c); err != nil {
				t.Fatal(err)
			}
			for _, of := range []string{"a b", "other"} {
				if _, err := c.Status(ctx, of); err != nil {
					t.Fatal(err)
				}
			}
			e := wantCode(t, failure(c.Restart(ctx, "a b", connect.RestartOptions{})), connect.CodeWorker)
			if strings.Contains(e.Worker, "c4nary") || !strings.Contains(e.Worker, "no login with") {
				t.Errorf("the worker's words are %q", e.Worker)
			}
			_, err := c.PutConfig(ctx, "a b", config)
			put := wantCode(t, err, connect.CodeInvalid)
			_, err = c.Validate(ctx, "X", config)
			validate := wantCode(t, err, connect.CodeWorker)
			if strings.Contains(put.Worker+validate.Worker, "c4nary") {
				t.Errorf("the worker's words are %q, %q", put.Worker, validate.Worker)
			}
			if _, err := fetch(ctx, c.connection, aboutConnector("a b", "tasks"), func(any) bool { return true }); err != nil {
				t.Fatal(err)
			}
			for _, call := range log.Page("", 0, 0).Calls {
				detail, _ := log.Detail(call.ID)
				if strings.Contains(dump(detail), "c4nary") {
					t.Errorf("%s %s: %s", call.Method, call.Path, dump(detail))
				}
			}
		})
	}
}
