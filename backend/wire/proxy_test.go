package wire

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/certtest"
)

func TestEveryProxyIsUsed(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	ca := certtest.File(t, "ca.pem", root.PEM())
	plain, _ := server(t, fine)
	secure := tlsServer(t, root.Server("connect", certtest.Names("connect.internal")), nil)
	for name, login := range map[string]string{"open": "", "with login": "ada:c4nary-pw"} {
		forward := &httpProxy{login: login}
		secured := httptest.NewUnstartedServer(forward)
		secured.TLS = tlsServer(t, root.Server("proxy"), nil).TLS.Clone()
		secured.StartTLS()
		t.Cleanup(secured.Close)
		var used atomic.Int64
		for scheme, proxy := range map[string]string{"http": forward.start(t).URL, "https": secured.URL, "socks5": socks(t, login, &used)} {
			for _, worker := range []string{plain.URL, secure.URL} {
				before := used.Load() + forward.used.Load()
				o := Options{
					Profile: connect.Profile{URL: worker, CAFile: ca, ServerName: "connect.internal", Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: proxy}},
					Secrets: connect.Secrets{connect.SecretProxy: connect.NewSecret("c4nary-pw")},
					Log:     NewCallLog(CallLogOptions{}),
				}
				if login != "" {
					o.Profile.Proxy.Username = "ada"
				}
				client, base := clientFor(t, o)
				got := call(t, client, base, http.MethodGet, "", "connectors")
				if got.status != http.StatusOK || used.Load()+forward.used.Load() != before+1 {
					t.Errorf("%s, %s to %s: %+v", name, scheme, worker, got)
				}
				if strings.Contains(wholeLog(o.Log), "c4nary") {
					t.Errorf("%s: the password is in the log", scheme)
				}
			}
		}
	}
}

func TestNoProxyAndThatOfTheSystem(t *testing.T) {
	t.Parallel()
	worker, _ := server(t, fine)
	system := &httpProxy{}
	address := system.start(t).URL
	o := Options{Profile: connect.Profile{URL: strings.Replace(worker.URL, "127.0.0.1", "worker.invalid", 1)}, Proxy: func(*http.Request) (*url.URL, error) { return url.Parse(address) }}
	client, base := clientFor(t, o)
	if got := call(t, client, base, http.MethodGet, ""); got.status != http.StatusBadGateway || system.used.Load() != 1 {
		t.Errorf("system: %+v", got) // the proxy does not know the name
	}
	o.Profile.Proxy.Mode = connect.ProxyNone
	client, base = clientFor(t, o)
	if got := call(t, client, base, http.MethodGet, ""); got.Short != "name not resolved" || system.used.Load() != 1 {
		t.Errorf("none: %+v", got)
	}
}

func TestWhatAProxyRefuses(t *testing.T) {
	t.Parallel()
	worker, seen := server(t, fine)
	root := certtest.Authority(t, "Root")
	secure := tlsServer(t, root.Server("connect"), nil)
	gone := httptest.NewServer(nil)
	gone.Close()
	var used atomic.Int64
	wants := &httpProxy{login: "ada:c4nary"}
	blocks := &httpProxy{refuse: http.StatusForbidden}
	strange := tlsServer(t, root.Server("proxy"), nil)
	for name, tt := range map[string]struct {
		worker, proxy, user string
		short, text         string
	}{
		"no login":        {worker.URL, wants.start(t).URL, "", "proxy wants a login", "none was given"},
		"no login, TLS":   {secure.URL, wants.start(t).URL, "", "proxy wants a login", "none was given"},
		"wrong login":     {worker.URL, wants.start(t).URL, "eve", "proxy refused the login", "refused the login"},
		"wrong, TLS":      {secure.URL, wants.start(t).URL, "eve", "proxy refused the login", "refused the login"},
		"not allowed":     {secure.URL, blocks.start(t).URL, "", "proxy refused", "does not allow connections"},
		"not reached":     {strings.Replace(gone.URL, "http:", "https:", 1), (&httpProxy{}).start(t).URL, "", "proxy answered 502", "did not reach"},
		"gone":            {worker.URL, gone.URL, "", "proxy not reached", "Nothing is listening at the proxy"},
		"no such name":    {worker.URL, "http://proxy.invalid:3128", "", "proxy not found", "could not be resolved"},
		"not trusted":     {worker.URL, strange.URL, "", "proxy not trusted", "TLS connection to the proxy"},
		"SOCKS, no login": {worker.URL, socks(t, "ada:c4nary", &used), "", "proxy wants a login", "none was given"},
		"SOCKS, wrong":    {worker.URL, socks(t, "ada:c4nary", &used), "eve", "proxy refused the login", "refused the login"},
		"SOCKS, blocked":  {gone.URL, socks(t, "", &used), "", "proxy did not reach the worker", "could not connect to"},
		"SOCKS, gone":     {worker.URL, strings.Replace(gone.URL, "http:", "socks5:", 1), "", "proxy not reached", "Nothing is listening at the proxy"},
	} {
		o := Options{
			Profile: connect.Profile{URL: tt.worker, Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: tt.proxy, Username: tt.user}},
			Secrets: connect.Secrets{connect.SecretProxy: connect.NewSecret("c4nary-wrong")},
		}
		client, base := clientFor(t, o)
		got := call(t, client, base, http.MethodPost, "{}", "connectors")
		if got.Code != connect.CodeUnreachable || got.At != StageProxy && !strings.Contains(got.Text, "reach") && !strings.Contains(got.Text, "could not connect to") || got.Short != tt.short || !strings.Contains(got.Text, tt.text) || got.Next == "" || got.Sent || strings.Contains(got.Text, "c4nary") {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if len(seen.all()) > 0 {
		t.Errorf("the worker was reached: %+v", seen.all())
	}
	for _, address := range []string{"", "proxy:3128", "ftp://proxy", "http://"} {
		_, err := newTransport(Options{Profile: connect.Profile{Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: address}}})
		if connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// A proxy closes connections without notice, and a write on a closed one has no clear answer.
func TestForwardedRequestsShareNoConnection(t *testing.T) {
	t.Parallel()
	var kept atomic.Int64
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		if !req.Close {
			kept.Add(1)
		}
	}))
	t.Cleanup(proxy.Close)
	client, base := clientFor(t, Options{Profile: connect.Profile{URL: "http://connect.invalid:8083", Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: proxy.URL}}})
	for _, method := range []string{http.MethodGet, http.MethodPut} {
		if got := call(t, client, base, method, "", "connectors"); got.status != http.StatusOK || kept.Load() > 0 {
			t.Errorf("%s: %+v, on a connection that stays open", method, got)
		}
	}
}

func TestAProxyThatRefusesItsLoginLikeAServer(t *testing.T) {
	t.Parallel()
	for server, want := range map[string]string{"tinyproxy/1.11.1": "proxy refused the login", "Jetty(12.0)": ""} {
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Server", server)
			w.WriteHeader(http.StatusUnauthorized)
		}))
		t.Cleanup(proxy.Close)
		for _, scheme := range []string{"http", "https"} {
			o := Options{
				Profile: connect.Profile{URL: scheme + "://connect.invalid:8083", Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: proxy.URL, Username: "u"}},
				Secrets: connect.Secrets{connect.SecretProxy: connect.NewSecret("pw")},
			}
			client, base := clientFor(t, o)
			if scheme == "https" { // the answer to CONNECT is always the proxy's own
				want = "proxy refused the login"
			}
			if got := call(t, client, base, http.MethodGet, "", "connectors"); got.Short != want {
				t.Errorf("%s, %s: %+v", server, scheme, got)
			}
		}
	}
}
