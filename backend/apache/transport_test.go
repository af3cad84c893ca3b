package apache

import (
	"context"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

const rootBody = `{"version":"4.3.1","commit":"c","kafka_cluster_id":"k"}`

// serve is a client of a server with a handler of its own.
func serve(t *testing.T, change func(*wire.Options), h http.HandlerFunc) *Client {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return clientOf(t, srv.URL, change)
}

func clientOf(t *testing.T, address string, change func(*wire.Options)) *Client {
	t.Helper()
	o := wire.Options{Profile: connect.Profile{URL: address}}
	if change != nil {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func answersRoot(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, rootBody) }

func secureServer(t *testing.T) (*httptest.Server, string) {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.HandlerFunc(answersRoot))
	srv.Config.ErrorLog = quiet()
	srv.StartTLS()
	t.Cleanup(srv.Close)
	file := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw})
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return srv, file
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	srv, ca := secureServer(t)
	ctx := connect.WithoutRetry(t.Context())
	root := func(change func(*wire.Options)) error {
		_, err := clientOf(t, srv.URL, change).Identity(ctx)
		return err
	}
	e := wantCode(t, root(nil), connect.CodeUntrusted)
	if !strings.Contains(e.Text, "authority") {
		t.Errorf("%q", e.Text)
	}
	if err := root(func(o *wire.Options) { o.Profile.CAFile = ca }); err != nil {
		t.Errorf("with the CA file: %v", err)
	}
	if err := root(func(o *wire.Options) { o.Profile.SkipVerify = true }); err != nil {
		t.Errorf("without the check: %v", err)
	}
	_, err := clientOf(t, strings.Replace(srv.URL, "127.0.0.1", "localhost", 1), func(o *wire.Options) { o.Profile.CAFile = ca }).Identity(ctx)
	if e := wantCode(t, err, connect.CodeUntrusted); !strings.Contains(e.Text, "not valid for localhost") {
		t.Errorf("%q", e.Text)
	}
	_, err = New(wire.Options{Profile: connect.Profile{URL: srv.URL, CAFile: filepath.Join(t.TempDir(), "none")}})
	wantCode(t, err, connect.CodeInvalid)
	none := filepath.Join(t.TempDir(), "none.pem")
	if err := os.WriteFile(none, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = New(wire.Options{Profile: connect.Profile{URL: srv.URL, CAFile: none}})
	wantCode(t, err, connect.CodeInvalid)
}

func TestWrongScheme(t *testing.T) {
	t.Parallel()
	srv, _ := secureServer(t)
	ctx := connect.WithoutRetry(t.Context())
	plain := httptest.NewServer(http.HandlerFunc(answersRoot))
	t.Cleanup(plain.Close)
	_, err := clientOf(t, strings.Replace(plain.URL, "http:", "https:", 1), nil).Identity(ctx)
	if e := wantCode(t, err, connect.CodeUnreachable); !strings.Contains(e.Text, "uses http, ") {
		t.Errorf("%q", e.Text)
	}
	_, err = clientOf(t, strings.Replace(srv.URL, "https:", "http:", 1), nil).Identity(ctx)
	if connect.CodeOf(err) != connect.CodeUnreachable && connect.CodeOf(err) != connect.CodeWorker { // Go's server answers 400 in clear
		t.Errorf("%v", err)
	}
}

func TestNothingListens(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	c := clientOf(t, "http://"+address, nil)
	_, err = c.Identity(connect.WithoutRetry(t.Context()))
	if e := wantCode(t, err, connect.CodeUnreachable); !strings.Contains(e.Text, "refused") {
		t.Errorf("%q", e.Text)
	}
	e := wantCode(t, failure(c.Delete(t.Context(), "a")), connect.CodeUnreachable)
	if !strings.Contains(e.Text, "Nothing was deleted.") {
		t.Errorf("%q", e.Text)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the other host was asked") }))
	t.Cleanup(other.Close)
	var target string
	c := serve(t, nil, func(w http.ResponseWriter, req *http.Request) {
		switch req.URL.Path {
		case "/":
			http.Redirect(w, req, target, http.StatusFound)
		case "/moved":
			answersRoot(w, req)
		default:
			http.Redirect(w, req, "/moved", http.StatusMovedPermanently)
		}
	})
	ctx := connect.WithoutRetry(t.Context())

	target = other.URL + "/?token=c4nary"
	_, err := c.Identity(ctx)
	if e := wantCode(t, err, connect.CodeNotConnect); !strings.Contains(e.Text, other.URL) || strings.Contains(e.Text, "c4nary") {
		t.Errorf("%q", e.Text)
	}
	target = "/moved"
	if _, err := c.Identity(ctx); err != nil {
		t.Errorf("on the same host: %v", err)
	}
	e := wantCode(t, failure(c.Delete(ctx, "a")), connect.CodeUnclear)
	if !strings.Contains(e.Text, "The redirect was not followed.") || !strings.Contains(e.Text, "It is not known whether “a” was deleted.") {
		t.Errorf("%q: a write that was sent on would have become a GET", e.Text)
	}
	_, err = c.Connector(ctx, "..")
	wantCode(t, err, connect.CodeNotConnect)
}

func TestProxy(t *testing.T) {
	t.Parallel()
	var asked string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		asked = req.RequestURI
		answersRoot(w, req)
	}))
	t.Cleanup(proxy.Close)
	through := func(o *wire.Options) {
		o.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(proxy.URL) }
	}
	if _, err := clientOf(t, "http://connect.invalid:8083/base", through).Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	if asked != "http://connect.invalid:8083/base/" {
		t.Errorf("the proxy was asked for %q", asked)
	}
	asked = ""
	direct := httptest.NewServer(http.HandlerFunc(answersRoot))
	t.Cleanup(direct.Close)
	for _, host := range []string{"127.0.0.1", "localhost"} {
		if _, err := clientOf(t, strings.Replace(direct.URL, "127.0.0.1", host, 1), through).Identity(t.Context()); err != nil || asked != "" {
			t.Errorf("%s went through the proxy (%q): %v", host, asked, err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("GET /connectors", ok(`[]`)).on("PUT /connector-plugins/X/config/validate", ok(`{"configs":[]}`))
	c := f.client(func(o *wire.Options) { o.Profile.Denied = connect.DeniedAll() })
	ctx := t.Context()
	if _, err := c.Names(ctx); err != nil {
		t.Error(err)
	}
	if _, err := c.Validate(ctx, "X", nil); err != nil {
		t.Error(err)
	}
	for name, call := range map[string]func(context.Context) error{
		"create":  func(ctx context.Context) error { _, err := c.Create(ctx, "a", nil, ""); return err },
		"put":     func(ctx context.Context) error { _, err := c.PutConfig(ctx, "a", nil); return err },
		"delete":  func(ctx context.Context) error { return failure(c.Delete(ctx, "a")) },
		"pause":   func(ctx context.Context) error { return failure(c.Pause(ctx, "a")) },
		"resume":  func(ctx context.Context) error { return failure(c.Resume(ctx, "a")) },
		"stop":    func(ctx context.Context) error { return failure(c.Stop(ctx, "a")) },
		"restart": func(ctx context.Context) error { return failure(c.Restart(ctx, "a", connect.RestartOptions{})) },
		"task":    func(ctx context.Context) error { return failure(c.RestartTask(ctx, "a", 0)) },
		"disguise": func(ctx context.Context) error { // a name made to look like the one PUT that is allowed
			_, err := c.PutConfig(ctx, "../connector-plugins/X/config/validate", nil)
			return err
		},
	} {
		if err := call(ctx); connect.CodeOf(err) != connect.CodeReadOnly && name != "disguise" || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	f.wantLines("GET /connectors", "PUT /connector-plugins/X/config/validate")
}
