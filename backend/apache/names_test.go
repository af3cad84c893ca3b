package apache

import (
	"context"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// The calls that a follower may carry out on another connector never leave,
// unless there is no follower; "." and ".." never do.
func TestDangerousNames(t *testing.T) {
	t.Parallel()
	writes := map[string]func(context.Context, *Client, string) error{
		"put": func(ctx context.Context, c *Client, name string) error {
			_, err := c.PutConfig(ctx, name, nil)
			return err
		},
		"delete": func(ctx context.Context, c *Client, name string) error { return failure(c.Delete(ctx, name)) },
		"stop":   func(ctx context.Context, c *Client, name string) error { return failure(c.Stop(ctx, name)) },
		"restart": func(ctx context.Context, c *Client, name string) error {
			return failure(c.Restart(ctx, name, connect.RestartOptions{}))
		},
		"task": func(ctx context.Context, c *Client, name string) error { return failure(c.RestartTask(ctx, name, 0)) },
	}
	local := map[string]func(context.Context, *Client, string) error{
		"pause":  func(ctx context.Context, c *Client, name string) error { return failure(c.Pause(ctx, name)) },
		"resume": func(ctx context.Context, c *Client, name string) error { return failure(c.Resume(ctx, name)) },
	}
	f := newFake(t).on("PUT /connectors/a%3Bb/pause", reply{status: 202}).on("PUT /connectors/a%3Bb/resume", reply{status: 202})
	c := f.client(nil)
	for _, name := range []string{"a;b", "a%41", "a{x}", "a/b", `a\b`, ".", ".."} {
		for what, call := range writes {
			if err := call(t.Context(), c, name); connect.CodeOf(err) != connect.CodeUnsafeName {
				t.Errorf("%s %q: %v", what, name, err)
			}
		}
		_, err := c.Create(t.Context(), name, nil, "")
		wantCode(t, err, connect.CodeUnsafeName)
	}
	for what, call := range local {
		if err := call(t.Context(), c, "a;b"); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if err := call(t.Context(), c, ".."); connect.CodeOf(err) != connect.CodeUnsafeName {
			t.Errorf("%s ..: %v", what, err)
		}
	}

	alone := newFake(t).
		on("DELETE /connectors/a%3Bb", reply{status: 204}).
		on("GET /connectors/a%3Bb", ok(`{"name":"a;b","config":{}}`), refusal(404, "Connector a;b not found")).
		on("PUT /connectors/a%3Bb/config", ok(`{"name":"a;b","config":{}}`))
	c = alone.client(func(o *wire.Options) { o.Profile.SingleWorker = true })
	if err := failure(c.Delete(t.Context(), "a;b")); err != nil {
		t.Error(err)
	}
	if _, err := c.PutConfig(t.Context(), "a;b", nil); err != nil {
		t.Error(err)
	}
	_, err := c.PutConfig(t.Context(), "a;b", nil) // it is gone now: a PUT would create the name
	wantCode(t, err, connect.CodeUnsafeName)
	wantCode(t, failure(c.Delete(t.Context(), "..")), connect.CodeUnsafeName)
}
