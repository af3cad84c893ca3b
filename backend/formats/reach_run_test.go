//go:build unix

package formats

import (
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/certtest"
)

// demanding is a worker with TLS that demands a client certificate, and reports who called.
func demanding(t *testing.T, root certtest.Identity, tokens bool) *httptest.Server {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if tokens && req.URL.Path == "/token" {
			if req.FormValue("client_secret") != `s"e$c r+t` || req.FormValue("scope") != "a b" || req.FormValue("audience") != "it's" || req.FormValue("extra") != "1&2" {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			_, _ = io.WriteString(w, "{\n \"token_type\": \"bearer\", \"access_token\" : \"t0ken.x-y_z\",\n \"expires_in\": 3}")
			return
		}
		user, _, _ := req.BasicAuth()
		_, _ = io.WriteString(w, strings.Join([]string{req.Method, req.URL.Path, req.TLS.PeerCertificates[0].Subject.CommonName, user, req.Header.Get("Authorization"), req.Header.Get("X-Tenant"), req.Header.Get("X-Key")}, "|"))
	}))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{root.Server("connect").TLS()}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: root.Pool()}
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv
}

func TestCurlReachesADemandingWorker(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	me := root.Client("anna")
	srv := demanding(t, root, true)
	files := map[string]connect.Certificate{
		"PEM":    {File: certtest.File(t, "it's: me.pem", me.PEM()), KeyFile: certtest.File(t, "me.key", me.KeyPEM(false))},
		"PKCS12": {File: certtest.File(t, "me.p12", me.PKCS12())},
	}
	headers := []connect.Header{{Name: "X-Tenant", Value: "it's eu"}, {Name: "X-Key", Secret: true}}
	variables := map[string]string{
		"CONNECT_TOKEN": "mine", "CONNECT_CLIENT_SECRET": `s"e$c r+t`, "CONNECT_KEY_PASSWORD": certtest.Password, "CONNECT_HEADER_X_KEY": `k"$e'y`,
		"CONNECT_USER": "ada", "CONNECT_PASSWORD": "pw",
	}
	for kind, certificate := range files {
		for login, want := range map[connect.Login]string{
			connect.LoginNone: "||", connect.LoginBasic: "ada|Basic YWRhOnB3|", connect.LoginBearer: "|Bearer mine|", connect.LoginOAuth: "|Bearer t0ken.x-y_z|",
		} {
			p := connect.Profile{
				URL: srv.URL, Login: login, Headers: headers, CAFile: certtest.File(t, "ca.pem", root.PEM()), Certificate: certificate, Proxy: connect.Proxy{Mode: connect.ProxyNone},
				OAuth: connect.OAuth{TokenURL: srv.URL + "/token", ClientID: "me", Scopes: []string{"a", "b"}, Audience: "it's", Params: []connect.Param{{Name: "extra", Value: "1&2"}}},
			}
			o := Options{BaseURL: srv.URL, Login: login == connect.LoginBasic, Profile: p, WithLogin: true}
			c := Connector{Name: "a", Config: connect.Config{"db.password": "x"}}
			one, err := Render(Curl, c, o)
			if err != nil {
				t.Fatal(err)
			}
			many, err := RenderMany(Curl, "all", []Item{{Connector: c}}, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, script := range []Rendered{one, many} {
				set := map[string]string{}
				for _, v := range script.Variables {
					set[v.Name] = variables[v.Name]
					if v.Key == "db.password" || v.Key == "db.password of a" {
						set[v.Name] = "secret"
					}
				}
				for name, shell := range shells(t) {
					out, err := runScript(t, shell, os.Getenv("PATH"), script.Text, set)
					if want := "PUT|/connectors/a/config|anna|" + want + `it's eu|k"$e'y`; err != nil || out != want {
						t.Errorf("%s, %s, %s: %v, %q, want %q\n%s", kind, login, name, err, out, want, script.Text)
					}
				}
			}
		}
	}
}

func TestCurlUsesTheProxyOfTheProfile(t *testing.T) {
	t.Parallel()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_, _ = io.WriteString(w, req.RequestURI+" "+req.Header.Get("Proxy-Authorization"))
	}))
	t.Cleanup(proxy.Close)
	p := connect.Profile{Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: proxy.URL, Username: "ada"}}
	script, err := Print(Curl, Connector{Name: "a"}, Options{BaseURL: "http://127.0.0.1:1", Profile: p})
	if err != nil {
		t.Fatal(err)
	}
	for name, shell := range shells(t) {
		out, err := runScript(t, shell, os.Getenv("PATH"), script, map[string]string{"CONNECT_PROXY_PASSWORD": "pw"})
		if err != nil || out != "http://127.0.0.1:1/connectors/a/config Basic YWRhOnB3" {
			t.Errorf("%s: %v, %q\n%s", name, err, out, script)
		}
	}
}

func TestCurlSaysWhatItCannotDo(t *testing.T) {
	t.Parallel()
	p := connect.Profile{CAFile: "/etc/trust.jks", ServerName: "connect.svc", Pin: "ab12", Certificate: connect.Certificate{File: "/etc/me.jks"}, Headers: []connect.Header{{Name: "X-Key", Secret: true}}, Login: connect.LoginBearer}
	text, err := Print(Curl, Connector{Name: "a"}, Options{BaseURL: "https://w", Profile: p, WithLogin: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"--cacert '/etc/trust.jks.pem'", "keytool -list -rfc -keystore /etc/trust.jks", "-srckeystore /etc/me.jks", "--cert-type P12", "--cert '/etc/me.jks.p12'", "for connect.svc", "SHA-256 ab12", "$CONNECT_KEY_PASSWORD", "$CONNECT_HEADER_X_KEY"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	text, err = Print(Curl, Connector{Name: "a"}, Options{BaseURL: "https://w", Profile: p})
	if err != nil || strings.Contains(text, "$CONNECT") || strings.Contains(text, "--cert ") {
		t.Errorf("without the login: %v\n%s", err, text)
	}
}
