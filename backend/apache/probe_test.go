package apache

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// outline writes steps as "name passed, connect failed connection refused".
func outline(steps []connect.Step) string {
	var out []string
	for _, s := range steps {
		text := s.ID + " " + string(s.State)
		if s.State == connect.StepFailed {
			text += " (" + s.Fact + ")" + string(s.Fix)
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func plainWorker(w http.ResponseWriter, req *http.Request) {
	if req.URL.Path == "/connector-plugins" {
		_, _ = w.Write([]byte(`[{"class":"A","type":"source"},{"class":"B","type":"sink"},{"class":"C","type":"sink"}]`))
		return
	}
	answersRoot(w, req)
}

func TestProbe(t *testing.T) {
	t.Parallel()
	worker := httptest.NewServer(http.HandlerFunc(plainWorker))
	t.Cleanup(worker.Close)
	guarded := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if user, password, _ := req.BasicAuth(); user != "ada" || password != "pw" {
			w.WriteHeader(http.StatusUnauthorized)
			_, _ = w.Write([]byte("User cannot access the resource."))
			return
		}
		plainWorker(w, req)
	}))
	t.Cleanup(guarded.Close)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }))
	t.Cleanup(page.Close)
	secured, ca := secureServer(t)
	gone := httptest.NewServer(nil)
	gone.Close()
	basic := func(o *wire.Options) {
		o.Profile.Login, o.Profile.Username = connect.LoginBasic, "ada"
		o.Secrets = connect.Secrets{connect.SecretPassword: connect.NewSecret("pw")}
	}
	tests := map[string]struct {
		url    string
		change func(*wire.Options)
		want   string
	}{
		"all well":      {worker.URL, nil, "name passed, connect passed, login passed, version passed, plugins passed"},
		"by name":       {strings.Replace(worker.URL, "127.0.0.1", "localhost", 1), nil, "name passed, connect passed, login passed, version passed, plugins passed"},
		"no name":       {"http://connect.invalid:1", func(o *wire.Options) { o.Proxy = direct }, "name failed (name not resolved), connect not_reached, login not_reached, version not_reached, plugins not_reached"},
		"nothing there": {gone.URL, nil, "name passed, connect failed (connection refused), login not_reached, version not_reached, plugins not_reached"},
		"login missing": {guarded.URL, nil, "name passed, connect passed, login failed (login refused)login, version not_reached, plugins not_reached"},
		"login right":   {guarded.URL, basic, "name passed, connect passed, login passed, version passed, plugins passed"},
		"a web page":    {page.URL, nil, "name passed, connect passed, login passed, version failed (not a Connect worker), plugins not_reached"},
		"unknown CA":    {secured.URL, nil, "name passed, connect passed, tls failed (certificate not trusted)add_ca, login not_reached, version not_reached, plugins not_reached"},
		"known CA":      {secured.URL, func(o *wire.Options) { o.Profile.CAFile = ca }, "name passed, connect passed, tls passed, login passed, version passed, plugins failed (not a Connect worker)"},
		"not https":     {strings.Replace(worker.URL, "http:", "https:", 1), nil, "name passed, connect passed, tls failed (not HTTPS)http, login not_reached, version not_reached, plugins not_reached"},
		"no CA file":    {secured.URL, func(o *wire.Options) { o.Profile.CAFile = "/none" }, "name failed (failed), connect not_reached, tls not_reached, login not_reached, version not_reached, plugins not_reached"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := wire.Options{Profile: connect.Profile{URL: tt.url}}
			if tt.change != nil {
				tt.change(&o)
			}
			reported := map[string]connect.Step{}
			steps := Probe(t.Context(), o, func(s connect.Step) { reported[s.ID] = s })
			if got := outline(steps); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			for _, s := range steps {
				if s.State == connect.StepFailed && (s.Hint == "" || s.Facts == nil) {
					t.Errorf("no reason: %+v", s)
				}
				if last, ok := reported[s.ID]; ok && last.State != s.State {
					t.Errorf("%s was last reported as %s and is %s", s.ID, last.State, s.State)
				}
			}
		})
	}
}

func direct(*http.Request) (*url.URL, error) { return nil, nil } //nolint:nilnil // net/http takes it for "no proxy"

func TestProbeFacts(t *testing.T) {
	t.Parallel()
	srv, ca := secureServer(t)
	steps := Probe(t.Context(), wire.Options{Profile: connect.Profile{URL: srv.URL}}, nil)
	tls := steps[2]
	if len(tls.Facts) < 3 || tls.Facts[0].Label != "Subject" || !strings.Contains(tls.Facts[2].Value, "until ") || len(tls.Chain) != 1 || len(tls.Chain[0].Problems) == 0 || !strings.Contains(tls.Raw, "x509") || strings.Contains(tls.Raw, "Get ") {
		t.Errorf("%+v", tls)
	}
	steps = Probe(t.Context(), wire.Options{Profile: connect.Profile{URL: srv.URL, CAFile: ca}}, nil)
	if s := steps[2]; s.Fact != "TLS 1.3" || len(s.Facts) < 3 || len(s.Chain) != 1 || len(s.Chain[0].Problems) != 0 {
		t.Errorf("%+v", s)
	}
	if s := steps[4]; s.Fact != "Kafka Connect 4.3.1" || s.Facts[0].Value != "k" {
		t.Errorf("%+v", s)
	}
	steps = Probe(t.Context(), wire.Options{Profile: connect.Profile{URL: srv.URL, SkipVerify: true}}, nil)
	if s := steps[2]; s.Fact != "TLS 1.3, certificate not checked" {
		t.Errorf("%+v", s)
	}
	if s := steps[1]; s.State != connect.StepPassed || !strings.HasPrefix(s.Fact, "port ") || steps[0].Fact != "127.0.0.1" {
		t.Errorf("%+v", steps[:2])
	}
}
