package rest

import (
	"context"
	"net/url"
	"testing"

	"sluiceway/backend/connect"
)

func TestPaths(t *testing.T) {
	t.Parallel()
	tests := []struct {
		base     string
		segments []string
		want     string
	}{
		{"http://h:1", nil, "/"},
		{"http://h:1/", nil, "/"},
		{"http://h:1/a%2Fb/", nil, "/a%2Fb/"},
		{"http://h:1/connect", []string{"connectors", "x"}, "/connect/connectors/x"},
		{"http://h:1", []string{"connectors", "..", "restart"}, "/connectors/../restart"},
		{"http://h:1", []string{"connectors", "."}, "/connectors/."},
		{"http://h:1", []string{"connectors", "a/b", "config"}, "/connectors/a%2Fb/config"},
		{"http://h:1", []string{"connectors", "%41 ->;?#ü{x}", "config"}, "/connectors/%2541%20-%3E%3B%3F%23%C3%BC%7Bx%7D/config"},
		{"http://h:1", []string{"connector-plugins", "org.A$B", "config"}, "/connector-plugins/org.A$B/config"},
	}
	for _, tt := range tests {
		b, err := newBase(tt.base)
		if err != nil {
			t.Fatal(err)
		}
		u := b.at(tt.segments, nil)
		if got := u.RequestURI(); got != tt.want {
			t.Errorf("%s + %q = %s, want %s", tt.base, tt.segments, got, tt.want)
		}
	}
	for _, bad := range []string{"", "localhost:8083", "ftp://h", "http://", ":"} {
		_, err := newBase(bad)
		wantCode(t, err, connect.CodeInvalid)
	}
}

func FuzzPath(f *testing.F) {
	for _, seed := range []string{"a", "..", "a/b", "%2F", ";", "ü", "\x00", "?#"} {
		f.Add(seed)
	}
	b, err := newBase("http://h:1/base")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name string) {
		u := b.at([]string{"connectors", name, "restart"}, url.Values{"q": {name}})
		back, err := url.ParseRequestURI(u.RequestURI())
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		s := b.segments(back)
		if name == "" {
			return
		}
		if len(s) != 3 || s[0] != "connectors" || s[2] != "restart" {
			t.Fatalf("%q became %q", name, u.RequestURI())
		}
		if got, err := url.PathUnescape(s[1]); err != nil || got != name {
			t.Fatalf("%q became %q: %v", name, got, err)
		}
	})
}

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
		on("GET /connectors/a%3Bb", ok(`{"name":"a;b"}`), refusal(404, "Connector a;b not found")).
		on("PUT /connectors/a%3Bb/config", ok(`{"name":"a;b"}`))
	c = alone.client(func(o *Options) { o.Profile.SingleWorker = true })
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
