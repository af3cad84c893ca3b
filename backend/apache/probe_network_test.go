package apache

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/certtest"
)

// secured is a worker with TLS that may ask for client certificates.
func secured(t *testing.T, identity certtest.Identity, ask tls.ClientAuthType, authority certtest.Identity, answer http.HandlerFunc) string {
	t.Helper()
	srv := httptest.NewUnstartedServer(answer)
	srv.Config.ErrorLog = quiet()
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{identity.TLS()}, ClientAuth: ask, ClientCAs: authority.Pool()}
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv.URL
}

func stepOf(t *testing.T, steps []connect.Step, id string) connect.Step {
	t.Helper()
	for _, s := range steps {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("no step %s in %s", id, outline(steps))
	return connect.Step{}
}

func factIn(s connect.Step, label string) string {
	for _, f := range s.Facts {
		if f.Label == label {
			return f.Value
		}
	}
	return ""
}

func TestProbeShowsCertificates(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	ca := certtest.File(t, "ca.pem", root.PEM())
	good := root.Authority("Issuing").Server("connect")
	expired := certtest.SelfSigned(t, "old", certtest.Between(time.Now().Add(-48*time.Hour), time.Now().Add(-time.Hour)))
	mine := certtest.File(t, "me.p12", root.Client("anna").PKCS12())
	strange := certtest.File(t, "me.p12", certtest.Authority(t, "Strangers").Client("otto").PKCS12())
	for name, tt := range map[string]struct {
		server  certtest.Identity
		ask     tls.ClientAuthType
		profile connect.Profile
		want    string // of the TLS step
		asked   string
		chain   int
		problem string
	}{
		"all is well":     {good, tls.NoClientCert, connect.Profile{CAFile: ca}, "passed TLS 1.3", "", 3, ""},
		"not asked":       {good, tls.NoClientCert, connect.Profile{CAFile: ca, Certificate: connect.Certificate{File: mine}}, "passed TLS 1.3", "did not ask for it", 3, ""},
		"asked and taken": {good, tls.RequireAndVerifyClientCert, connect.Profile{CAFile: ca, Certificate: connect.Certificate{File: mine}}, "passed TLS 1.3", "took it", 3, ""},
		"none is fine":    {good, tls.VerifyClientCertIfGiven, connect.Profile{CAFile: ca}, "passed TLS 1.3", "does not insist", 3, ""},
		"none given":      {good, tls.RequireAndVerifyClientCert, connect.Profile{CAFile: ca}, "failed client certificate needed", "none was given", 3, ""},
		"refused":         {good, tls.RequireAndVerifyClientCert, connect.Profile{CAFile: ca, Certificate: connect.Certificate{File: strange}}, "failed client certificate refused", "refused it", 3, ""},
		"unknown CA":      {good, tls.NoClientCert, connect.Profile{}, "failed certificate not trusted", "", 2, "Its issuer, Root, is not trusted by this computer."},
		"pinned, expired": {expired, tls.NoClientCert, connect.Profile{Pin: wire.Fingerprint(expired.Certificate)}, "passed TLS 1.3, exactly the certificate of the profile, which expired on", "", 1, "It expired on"},
		"another pinned":  {good, tls.NoClientCert, connect.Profile{Pin: wire.Fingerprint(expired.Certificate)}, "failed another certificate", "", 2, ""},
	} {
		tt.profile.URL = secured(t, tt.server, tt.ask, root, plainWorker)
		secrets := connect.Secrets{connect.SecretKeyStore: connect.NewSecret(certtest.Password)}
		steps := Probe(t.Context(), wire.Options{Profile: tt.profile, Secrets: secrets}, nil)
		s := stepOf(t, steps, StepTLS)
		problems := ""
		for _, c := range s.Chain {
			problems += strings.Join(c.Problems, " ")
		}
		if got := string(s.State) + " " + s.Fact; !strings.HasPrefix(got, tt.want) || !strings.Contains(factIn(s, "Client certificate"), tt.asked) || len(s.Chain) != tt.chain || !strings.Contains(problems, tt.problem) {
			t.Errorf("%s: %s; %q; %d certificates: %s", name, got, factIn(s, "Client certificate"), len(s.Chain), problems)
		}
		if last := steps[len(steps)-1]; (s.State == connect.StepPassed) != (last.State == connect.StepPassed) {
			t.Errorf("%s: %s", name, outline(steps))
		}
	}
}

func TestProbeGetsAToken(t *testing.T) {
	t.Parallel()
	worker := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Header.Get("Authorization") != "Bearer t0ken" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		plainWorker(w, req)
	}))
	t.Cleanup(worker.Close)
	gone := httptest.NewServer(nil)
	gone.Close()
	answer := func(status int, body string, clock time.Duration) string {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Date", time.Now().Add(clock).UTC().Format(http.TimeFormat))
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}))
		t.Cleanup(srv.Close)
		return srv.URL
	}
	for name, tt := range map[string]struct {
		worker, tokens string
		want, hint     string
	}{
		"all well": {worker.URL, answer(200, `{"access_token":"t0ken","token_type":"bearer","expires_in":300}`, 0), "name passed, connect passed, token passed, login passed, version passed, plugins passed", ""},
		"refused": {
			worker.URL, answer(400, `{"error":"invalid_client","error_description":"no c4nary here"}`, -10*time.Minute),
			"name passed, connect passed, token failed (token refused)login, login not_reached, version not_reached, plugins not_reached", "10 min ahead of",
		},
		"no host":      {worker.URL, gone.URL, "name passed, connect passed, token failed (token: connection refused), login not_reached, version not_reached, plugins not_reached", "No token could be fetched"},
		"no worker":    {gone.URL, answer(200, `{}`, 0), "name passed, connect failed (connection refused), token not_reached, login not_reached, version not_reached, plugins not_reached", "refused"},
		"wrong scopes": {worker.URL, answer(200, `{"access_token":"other","token_type":"bearer"}`, 0), "name passed, connect passed, token passed, login failed (login refused)login, version not_reached, plugins not_reached", "scopes"},
	} {
		o := wire.Options{
			Profile: connect.Profile{URL: tt.worker, Login: connect.LoginOAuth, OAuth: connect.OAuth{TokenURL: tt.tokens + "/token", ClientID: "me"}},
			Secrets: connect.Secrets{connect.SecretClientSecret: connect.NewSecret("c4nary")},
		}
		steps := Probe(t.Context(), o, nil)
		if got := outline(steps); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, tt.want)
		}
		for _, s := range steps {
			if s.State == connect.StepFailed && !strings.Contains(s.Hint, tt.hint) || strings.Contains(s.Raw+s.Hint, "c4nary") {
				t.Errorf("%s: %+v", name, s)
			}
		}
	}
}

func TestProbeThroughAProxy(t *testing.T) {
	t.Parallel()
	worker := httptest.NewServer(http.HandlerFunc(plainWorker))
	t.Cleanup(worker.Close)
	target, err := url.Parse(worker.URL)
	if err != nil {
		t.Fatal(err)
	}
	forward := httptest.NewServer(httputil.NewSingleHostReverseProxy(target)) // which is what a proxy does with plain http
	t.Cleanup(forward.Close)
	wants := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
	t.Cleanup(wants.Close)
	gone := httptest.NewServer(nil)
	gone.Close()
	for proxy, want := range map[string]string{
		forward.URL: "proxy passed, name passed, connect passed, login passed, version passed, plugins passed",
		wants.URL:   "proxy failed (proxy wants a login), name not_reached, connect not_reached, login not_reached, version not_reached, plugins not_reached",
		gone.URL:    "proxy failed (proxy not reached), name not_reached, connect not_reached, login not_reached, version not_reached, plugins not_reached",
	} {
		steps := Probe(t.Context(), wire.Options{Profile: connect.Profile{URL: worker.URL, Proxy: connect.Proxy{Mode: connect.ProxyOwn, URL: proxy}}}, nil)
		if got := outline(steps); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestProbeAsksEveryWorker(t *testing.T) {
	t.Parallel()
	one := httptest.NewServer(http.HandlerFunc(plainWorker))
	t.Cleanup(one.Close)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"version":"4.3.1","commit":"c","kafka_cluster_id":"another"}`))
	}))
	t.Cleanup(other.Close)
	gone := httptest.NewServer(nil)
	gone.Close()
	probe := func(group string, more ...string) connect.Step {
		return stepOf(t, Probe(t.Context(), wire.Options{Profile: connect.Profile{URL: one.URL, MoreURLs: more, GroupID: group}}, nil), StepGroup)
	}
	if s := probe("connect-eu", gone.URL); s.State != connect.StepPassed || s.Fact != "connect-eu, from the profile; 1 of 2 workers answer" || factIn(s, gone.URL) != "connection refused" || factIn(s, one.URL) != "Kafka Connect 4.3.1" {
		t.Errorf("%+v", s)
	}
	if s := probe("connect-eu"); s.State != connect.StepPassed || s.Fact != "connect-eu, from the profile" {
		t.Errorf("%+v", s)
	}
	if s := probe("", other.URL); s.State != connect.StepFailed || !strings.Contains(s.Hint, other.URL+" uses another Kafka cluster") {
		t.Errorf("%+v", s)
	}
}
