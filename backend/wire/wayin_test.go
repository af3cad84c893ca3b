package wire

import (
	"context"
	"encoding/pem"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/certtest"
)

// opened is a way in that leads to a server, or fails.
type opened struct {
	port int
	err  error
}

func (o opened) Open(context.Context) (int, error) { return o.port, o.err }

func wayTo(t *testing.T, address string) opened {
	t.Helper()
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"))
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return opened{port: n}
}

// The name in the URL is never resolved, and no proxy is asked for it.
func TestTheWayInTakesThePlaceOfThePort(t *testing.T) {
	t.Parallel()
	srv, seen := server(t, fine)
	log := NewCallLog(CallLogOptions{})
	way := wayTo(t, srv.URL)
	client, base := clientFor(t, Options{
		Profile: connect.Profile{ID: "p", URL: "http://connect.invalid:{port}/base", Login: connect.LoginBasic, Username: "u"},
		Log:     log, WayIn: way,
		Proxy: func(*http.Request) (*url.URL, error) { return nil, errors.New("a proxy was asked for") },
	})
	if got := call(t, client, base, http.MethodGet, "", "connectors"); got.status != http.StatusOK {
		t.Fatalf("%+v", got)
	}
	host := "connect.invalid:" + strconv.Itoa(way.port)
	if req := seen.all()[0]; req.line != "GET /base/connectors" || req.host != host || req.header.Get("Authorization") == "" {
		t.Errorf("%+v", req)
	}
	if logged := wholeLog(log); !strings.Contains(logged, "http://"+host+"/base/connectors") {
		t.Errorf("the call log has %s", logged)
	}
	if base.Host() != "connect.invalid:{port}" {
		t.Errorf("the base is shown as %s", base.Host())
	}
}

// The certificate is checked for the name in the URL.
func TestTheWayInKeepsTheNameOfTheCertificate(t *testing.T) {
	t.Parallel()
	srv := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	t.Cleanup(srv.Close)
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	for host, works := range map[string]bool{"example.com": true, "other.example": false} { // the certificate of httptest is for example.com
		client, base := clientFor(t, Options{Profile: connect.Profile{URL: "https://" + host + ":{port}", CAFile: file}, WayIn: wayTo(t, srv.URL)})
		if got := call(t, client, base, http.MethodGet, ""); (got.status == http.StatusOK) != works {
			t.Errorf("%s: %+v", host, got)
		}
	}
}

// Nothing is sent if the way in fails, whatever the URL is, and its reason is passed on.
func TestAWayInThatFailsIsTheReason(t *testing.T) {
	t.Parallel()
	srv, seen := server(t, fine)
	failed := &connect.Error{Code: connect.CodeUnreachable, Text: "ssh ended with code 255.", Worker: "debug: sending c4nary-password to bastion"}
	for _, address := range []string{srv.URL, "http://localhost:{port}"} {
		client, base := clientFor(t, Options{
			Profile: connect.Profile{URL: address, Login: connect.LoginBasic, Username: "u"}, WayIn: opened{err: failed},
			Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret("c4nary-password")},
		})
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base.At([]string{"connectors"}, nil).String(), nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.Do(req)
		if err == nil {
			_ = resp.Body.Close()
		}
		e, ok := errors.AsType[*connect.Error](err)
		if !ok || e.Text != failed.Text || strings.Contains(e.Worker, "c4nary") || !strings.Contains(e.Worker, "to bastion") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if len(seen.all()) > 0 || !strings.Contains(failed.Worker, "c4nary") {
		t.Errorf("it was sent nevertheless, or the original was changed: %v", seen.all())
	}
}

func TestTheTokenMayComeThroughTheWayIn(t *testing.T) {
	t.Parallel()
	tokens, asked, _ := issuer(t, 300)
	worker, seen := server(t, fine)
	o := oauth(worker, tokens, nil)
	o.Profile.OAuth.TokenURL, o.WayIn = "http://login.invalid:{port}/oauth2/token", wayTo(t, tokens.URL)
	client, base := clientFor(t, o)
	if got := call(t, client, base, http.MethodGet, "", "connectors"); got.status != http.StatusOK || len(asked.all()) != 1 || len(seen.all()) != 1 {
		t.Errorf("%+v", got)
	}
}

// A proxy of the profile's own can be at the port of the way in, as with ssh -D.
func TestAProxyMayBeTheWayIn(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	worker, _ := server(t, fine)
	forward := &httpProxy{}
	secured := httptest.NewUnstartedServer(forward)
	secured.TLS = tlsServer(t, root.Server("proxy"), nil).TLS.Clone()
	secured.StartTLS()
	t.Cleanup(secured.Close)
	var used atomic.Int64
	for scheme, proxy := range map[string]string{"http": forward.start(t).URL, "https": secured.URL, "socks5": socks(t, "", &used)} {
		before := used.Load() + forward.used.Load()
		client, base := clientFor(t, Options{
			Profile: connect.Profile{
				URL: worker.URL, CAFile: certtest.File(t, "ca.pem", root.PEM()),
				Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: scheme + "://127.0.0.1:{port}"},
			},
			WayIn: wayTo(t, strings.Replace(proxy, "socks5", "http", 1)),
		})
		if got := call(t, client, base, http.MethodGet, "", "connectors"); got.status != http.StatusOK || used.Load()+forward.used.Load() != before+1 {
			t.Errorf("%s: %+v", scheme, got)
		}
	}
}
