package apache

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

const rebalanceText = "Cannot complete request because of a conflicting operation (e.g. worker rebalance)"

func times(n int, r reply) []reply { return slices.Repeat([]reply{r}, n) }

func TestReadsAreRepeated(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]reply{
		"409":           refusal(409, rebalanceText),
		"500 rebalance": refusal(500, "Request cannot be completed because a rebalance is expected"),
		"502":           {status: 502}, "503": {status: 503}, "504": {status: 504},
		"hung up": {hangUp: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const line = "GET /connectors/a/config"
			f := newFake(t).on(line, r, r, ok(`{"a":"1"}`))
			var reported []connect.Retry
			ctx := connect.WithOnRetry(t.Context(), func(r connect.Retry) { reported = append(reported, r) })
			got, err := fetch(ctx, f.client(nil).connection, aboutConnector("a", "config"), func(connect.Config) bool { return true })
			if err != nil || got["a"] != "1" {
				t.Fatal(got, err)
			}
			f.wantLines(line, line, line)
			if len(reported) != 2 || reported[1].Repeat != 2 || reported[1].Of != 5 || reported[1].Wait != time.Second || reported[1].Err == nil {
				t.Errorf("reported %+v", reported)
			}
		})
	}
}

func TestReadsAreRepeatedWithinTheLimit(t *testing.T) {
	t.Parallel()
	for limit, want := range map[time.Duration]int{10 * time.Second: 5, time.Minute: 6, time.Second: 2} {
		f := newFake(t).on("GET /", times(want, refusal(409, rebalanceText))...)
		c := f.client(func(o *wire.Options) { o.Profile.TimeLimit = limit })
		_, err := c.Identity(t.Context())
		wantCode(t, err, connect.CodeRebalancing)
		if len(f.lines()) != want {
			t.Errorf("limit %s: %d tries, want %d", limit, len(f.lines()), want)
		}
	}
}

func TestNotRepeated(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		call func(context.Context, *Client) error
		line string
		r    reply
		once bool
	}{
		"read, missing":     {readConfig, "GET /connectors/a/config", refusal(404, "Connector a not found"), false},
		"read, failing":     {readConfig, "GET /connectors/a/config", refusal(500, "no"), false},
		"poll":              {func(ctx context.Context, c *Client) error { _, err := c.Names(ctx); return err }, "GET /connectors", refusal(409, rebalanceText), true},
		"write, exists":     {func(ctx context.Context, c *Client) error { _, err := c.Create(ctx, "a", nil, ""); return err }, "POST /connectors", refusal(409, "Connector a already exists"), false},
		"write, rebal. 500": {func(ctx context.Context, c *Client) error { return failure(c.Pause(ctx, "a")) }, "PUT /connectors/a/pause", refusal(500, "a rebalance is expected"), false},
		"write, 503":        {func(ctx context.Context, c *Client) error { return failure(c.Pause(ctx, "a")) }, "PUT /connectors/a/pause", reply{status: 503}, false},
		"write, hung up":    {func(ctx context.Context, c *Client) error { return failure(c.Delete(ctx, "a")) }, "DELETE /connectors/a", reply{hangUp: true}, false},
		"write, other 409":  {func(ctx context.Context, c *Client) error { return failure(c.Delete(ctx, "a")) }, "DELETE /connectors/a", refusal(409, "no"), false},
		"validate, hung up": {func(ctx context.Context, c *Client) error { _, err := c.Validate(ctx, "X", nil); return err }, "PUT /connector-plugins/X/config/validate", reply{hangUp: true}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t).on(tt.line, tt.r)
			ctx := t.Context()
			if tt.once {
				ctx = connect.WithoutRetry(ctx)
			}
			if err := tt.call(ctx, f.client(nil)); err == nil {
				t.Error("no error")
			}
			f.wantLines(tt.line)
		})
	}
}

func TestWritesAreRepeatedAfterARebalance(t *testing.T) {
	t.Parallel()
	const line = "PUT /connectors/a/config"
	f := newFake(t).on(line, refusal(409, rebalanceText), reply{status: 201, body: `{"name":"a","config":{"k":"<v>"}}`})
	got, err := f.client(nil).PutConfig(t.Context(), "a", connect.Config{"k": "<v>"})
	if err != nil || !got.Created || got.Status != 201 || got.Connector.Config["k"] != "<v>" {
		t.Fatal(got, err)
	}
	for _, s := range f.seen {
		if s.body != `{"k":"<v>"}` {
			t.Errorf("a try sent %q", s.body)
		}
	}
	f.wantLines(line, line)

	const pause = "PUT /connectors/a/pause"
	f = newFake(t).on(pause, times(6, refusal(409, rebalanceText))...)
	wantCode(t, failure(f.client(nil).Pause(t.Context(), "a")), connect.CodeRebalancing)
	if len(f.lines()) != 6 {
		t.Errorf("%d tries, want one and five repetitions", len(f.lines()))
	}
}

func TestCancelBetweenTries(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("PUT /connectors/a/pause", refusal(409, rebalanceText))
	ctx, cancel := context.WithCancel(t.Context())
	ctx = connect.WithOnRetry(ctx, func(connect.Retry) { cancel() })
	e := wantCode(t, failure(f.client(nil).Pause(ctx, "a")), connect.CodeCanceled)
	if !strings.Contains(e.Text, "Nothing was paused.") {
		t.Errorf("%q: what was refused was not done", e.Text)
	}
}

func TestCancelUnderWay(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	release := make(chan struct{})
	c := serve(t, nil, func(http.ResponseWriter, *http.Request) { close(arrived); <-release })
	t.Cleanup(func() { close(release) })
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	e := wantCode(t, failure(c.Delete(ctx, "a")), connect.CodeCanceled)
	if !strings.Contains(e.Text, "It is not known whether “a” was deleted.") {
		t.Errorf("%q", e.Text)
	}
}

func TestTimeLimit(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	c := serve(t, func(o *wire.Options) { o.Profile.TimeLimit = time.Second }, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush() // the limit holds for the body, too
		<-release
	})
	t.Cleanup(func() { close(release) })
	_, err := c.Identity(t.Context())
	e := wantCode(t, err, connect.CodeTimeout)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(e.Text, "time limit") {
		t.Errorf("%q: %v", e.Text, e.Err)
	}
}
