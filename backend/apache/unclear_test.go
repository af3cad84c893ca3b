package apache

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

// write is one call that changes something, and the answer of a real worker.
type write struct {
	call func(context.Context, *Client) error
	line string
	good reply
}

func writes() map[string]write {
	info := `{"name":"a","config":{"k":"v"},"tasks":[],"type":"sink"}`
	return map[string]write{
		"create": {func(ctx context.Context, c *Client) error { return failure(c.Create(ctx, "a", nil, "")) }, "POST /connectors", reply{status: 201, body: info}},
		"put":    {func(ctx context.Context, c *Client) error { return failure(c.PutConfig(ctx, "a", nil)) }, "PUT /connectors/a/config", ok(info)},
		"delete": {func(ctx context.Context, c *Client) error { return failure(c.Delete(ctx, "a")) }, "DELETE /connectors/a", reply{status: 204}},
		"pause":  {func(ctx context.Context, c *Client) error { return failure(c.Pause(ctx, "a")) }, "PUT /connectors/a/pause", reply{status: 202}},
		"resume": {func(ctx context.Context, c *Client) error { return failure(c.Resume(ctx, "a")) }, "PUT /connectors/a/resume", reply{status: 202}},
		"stop":   {func(ctx context.Context, c *Client) error { return failure(c.Stop(ctx, "a")) }, "PUT /connectors/a/stop", reply{status: 204}},
		"restart": {func(ctx context.Context, c *Client) error {
			return failure(c.Restart(ctx, "a", connect.RestartOptions{}))
		}, "POST /connectors/a/restart", reply{status: 204}},
		"restart all": {
			func(ctx context.Context, c *Client) error {
				return failure(c.Restart(ctx, "a", connect.RestartOptions{IncludeTasks: true}))
			}, "POST /connectors/a/restart?includeTasks=true&onlyFailed=false",
			reply{status: 202, body: `{"name":"a","connector":{"state":"RESTARTING","worker_id":"w:1"},"tasks":[]}`},
		},
		"restart task": {func(ctx context.Context, c *Client) error { return failure(c.RestartTask(ctx, "a", 0)) }, "POST /connectors/a/tasks/0/restart", reply{status: 204}},
	}
}

// TestOnlyWhatConnectGivesIsASuccess: any other answer without an error may
// have come from anything on the way.
func TestOnlyWhatConnectGivesIsASuccess(t *testing.T) {
	t.Parallel()
	bad := map[string]reply{
		"login page":    {status: 200, kind: "text/html", body: "<!doctype html><title>Log in</title>"},
		"page, 202":     {status: 202, kind: "text/html", body: "<html>"},
		"page, 204":     {status: 206, kind: "text/html", body: "<html>"},
		"empty 200":     {status: 200},
		"null":          {status: 200, body: "null"},
		"empty object":  {status: 201, body: "{}"},
		"list":          {status: 202, body: "[]"},
		"about another": {status: 201, body: `{"name":"b","config":{"k":"v"}}`},
		"text":          {status: 200, kind: "text/plain", body: "OK"},
		"half":          {status: 201, body: `{"name":"a","config":`},
		"redirect":      {status: 302, header: map[string]string{"Location": "/login"}},
		"not modified":  {status: 304},
	}
	for name, w := range writes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t).on("GET /", ok(`{"version":"4.3.1"}`)).on(w.line, w.good)
			c := f.client(nil)
			identify(t, c)
			if err := w.call(t.Context(), c); err != nil {
				t.Fatalf("what a worker answers: %v", err)
			}
			for what, r := range bad {
				f.on(w.line, r)
				err := w.call(t.Context(), c)
				if code := connect.CodeOf(err); code != connect.CodeUnclear && (code != connect.CodeTimeout || what != "half") {
					t.Errorf("%s: code %q: %v", what, code, err)
				}
				if !strings.Contains(err.Error(), "It is not known whether ") {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
}

// A read that is no answer about the connector is not taken for one: what is
// read before a delete is all that is left of it.
func TestReadsHaveAShape(t *testing.T) {
	t.Parallel()
	reads := map[string]func(context.Context, *Client) error{
		"GET /connectors/a":                        func(ctx context.Context, c *Client) error { return failure(c.Connector(ctx, "a")) },
		"GET /connectors/a/status":                 func(ctx context.Context, c *Client) error { return failure(c.Status(ctx, "a")) },
		"GET /connectors":                          func(ctx context.Context, c *Client) error { return failure(c.Names(ctx)) },
		"GET /connectors/a/offsets":                func(ctx context.Context, c *Client) error { return failure(c.Offsets(ctx, "a")) },
		"GET /connectors/a/topics":                 func(ctx context.Context, c *Client) error { return failure(c.Topics(ctx, "a")) },
		"GET /connector-plugins":                   func(ctx context.Context, c *Client) error { return failure(c.Plugins(ctx, true)) },
		"GET /connector-plugins/X/config":          func(ctx context.Context, c *Client) error { return failure(c.Definitions(ctx, "X", "")) },
		"PUT /connector-plugins/X/config/validate": func(ctx context.Context, c *Client) error { return failure(c.Validate(ctx, "X", nil)) },
		"GET /": func(ctx context.Context, c *Client) error { return failure(c.Identity(ctx)) },
	}
	for line, read := range reads {
		for _, body := range []string{"{}", "null", "", `"a"`, "<html>"} {
			f := newFake(t).on(line, ok(body))
			if err := read(t.Context(), f.client(nil)); connect.CodeOf(err) != connect.CodeNotConnect {
				t.Errorf("%s answers %s: %v", line, body, err)
			}
		}
	}
	f := newFake(t).on("GET /connectors/a", ok(`{"name":"b","config":{"connector.class":"X"}}`))
	wantCode(t, failure(f.client(nil).Connector(t.Context(), "a")), connect.CodeNotConnect)
}

// One connector with an endless trace does not hide the others.
func TestALongTraceHidesNoOther(t *testing.T) {
	t.Parallel()
	trace := "java.lang.IllegalStateException: boom\\n" + strings.Repeat("\\tat org.example.Thing.run(Thing.java:7)\\n", 500_000)
	long := `{"name":"long","connector":{"state":"FAILED","worker_id":"w:1","trace":"` + trace + `"},"tasks":[],"type":"sink"}`
	list := `{"before":{"status":{"name":"before","connector":{"state":"RUNNING"},"tasks":[]}},"":{"status":{"connector":{"state":"RUNNING"}}},
		"long":{"status":` + long + `},"after":{"status":{"name":"after","connector":{"state":"RUNNING"},"tasks":[]}}}`
	f := newFake(t).on("GET /connectors?expand=status", ok(list)).on("GET /connectors/long/status", ok(long)).
		on("GET /connectors", ok(`["b","","a"]`))
	c := f.client(nil)
	all, err := c.Statuses(t.Context())
	if err != nil || len(all) != 3 || all["after"].Connector.State != connect.StateRunning {
		t.Fatalf("%d connectors, %v", len(all), err)
	}
	one, err := c.Status(t.Context(), "long")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []connect.Status{all["long"], one} {
		got := s.Connector.Trace
		if s.Connector.State != connect.StateFailed || !strings.HasPrefix(got, "java.lang.IllegalStateException: boom\n") || !strings.Contains(got, "too large to show") || len(got) > traceLimit+100 {
			t.Errorf("state %s, %d bytes of trace", s.Connector.State, len(got))
		}
	}
	if names, err := c.Names(t.Context()); err != nil || strings.Join(names, " ") != "a b" {
		t.Errorf("%q %v", names, err)
	}
}

func TestIgnoredRestartFlags(t *testing.T) {
	t.Parallel()
	// A worker before 3.0 ignores the flags and answers 204: what was asked for was not done.
	f := newFake(t).on("GET /", ok(`{"version":"4.3.1"}`)).on("POST /connectors/a/restart?includeTasks=true&onlyFailed=true", reply{status: http.StatusNoContent})
	err := failure(f.client(nil).Restart(t.Context(), "a", connect.RestartOptions{IncludeTasks: true, OnlyFailed: true}))
	wantCode(t, err, connect.CodeUnclear)
}

// A plugin with more settings than a form can show is refused with a sentence.
func TestTooManySettings(t *testing.T) {
	t.Parallel()
	keys := strings.Repeat(`{"name":"k"},`, mostKeys) + `{"name":"k"}`
	entries := strings.Repeat(`{"value":{"name":"k"}},`, mostKeys) + `{"value":{"name":"k"}}`
	f := newFake(t).on("GET /connector-plugins/X/config", ok("["+keys+"]")).on("PUT /connector-plugins/X/config/validate", ok(`{"configs":[`+entries+`]}`))
	c := f.client(nil)
	e := wantCode(t, failure(c.Definitions(t.Context(), "X", "")), connect.CodeTooLarge)
	if !strings.Contains(e.Text, "5001 settings of X") {
		t.Errorf("%q", e.Text)
	}
	wantCode(t, failure(c.Validate(t.Context(), "X", nil)), connect.CodeTooLarge)
}
