package wire

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

func TestLoginsAndHeaders(t *testing.T) {
	t.Parallel()
	log := NewCallLog(CallLogOptions{})
	srv, seen := server(t, func(w http.ResponseWriter, req request) {
		_, _ = w.Write([]byte(`{"echo":"` + req.header.Get("Authorization") + req.header.Get("X-Key") + `"}`)) // a rude worker
	})
	secrets := connect.Secrets{
		connect.SecretPassword: connect.NewSecret("c4nary-password"), connect.SecretToken: connect.NewSecret("c4nary-token\n"),
		connect.SecretHeader + "X-Key": connect.NewSecret("c4nary-header"),
	}
	for name, tt := range map[string]struct {
		login   connect.Login
		headers []connect.Header
		want    map[string][]string
		host    string
	}{
		"none":    {login: connect.LoginNone, want: map[string][]string{"Authorization": nil}},
		"basic":   {login: connect.LoginBasic, want: map[string][]string{"Authorization": {"Basic YWRhOmM0bmFyeS1wYXNzd29yZA=="}}},
		"bearer":  {login: connect.LoginBearer, want: map[string][]string{"Authorization": {"Bearer c4nary-token"}}},
		"headers": {headers: []connect.Header{{Name: "X-Tenant", Value: "eu"}, {Name: "X-Key", Secret: true}, {Name: "X-Tenant", Value: "us"}}, want: map[string][]string{"X-Tenant": {"eu", "us"}, "X-Key": {"c4nary-header"}}},
		"both":    {login: connect.LoginBearer, headers: []connect.Header{{Name: "X-Key", Secret: true}, {Name: "user-agent", Value: "mine"}}, want: map[string][]string{"Authorization": {"Bearer c4nary-token"}, "X-Key": {"c4nary-header"}, "User-Agent": {"mine"}}},
		"a host":  {headers: []connect.Header{{Name: "Host", Value: "connect.internal"}}, host: "connect.internal"},
	} {
		before := len(seen.all())
		client, base := clientFor(t, Options{Profile: connect.Profile{URL: srv.URL, Login: tt.login, Username: "ada", Headers: tt.headers}, Secrets: secrets, Log: log})
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			if got := call(t, client, base, method, "", "connectors"); got.status != http.StatusOK {
				t.Fatalf("%s: %+v", name, got)
			}
		}
		for _, got := range seen.all()[before:] {
			for header, want := range tt.want {
				if !slices.Equal(got.header.Values(header), want) {
					t.Errorf("%s: %s is %q, want %q", name, header, got.header.Values(header), want)
				}
			}
			if tt.host != "" && got.host != tt.host {
				t.Errorf("%s: host %q", name, got.host)
			}
		}
	}
	if text := wholeLog(log); strings.Contains(text, "c4nary") || strings.Contains(text, "YWRhOmM0") || len(log.Page("", 0, 0).Calls) != 12 {
		t.Errorf("the log has a secret, or too few calls:\n%s", text)
	}
}

func TestWhatHTTPCannotSendIsRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"token":        {Profile: connect.Profile{Login: connect.LoginBearer}, Secrets: connect.Secrets{connect.SecretToken: connect.NewSecret("c4nary\nrest")}},
		"header name":  {Profile: connect.Profile{Headers: []connect.Header{{Name: "X Key", Value: "x"}}}},
		"header value": {Profile: connect.Profile{Headers: []connect.Header{{Name: "X-Key", Secret: true}}}, Secrets: connect.Secrets{connect.SecretHeader + "X-Key": connect.NewSecret("c4nary\r\nX: y")}},
		"token URL":    {Profile: connect.Profile{Login: connect.LoginOAuth, OAuth: connect.OAuth{TokenURL: "login"}}},
	} {
		o.Profile.URL = "http://127.0.0.1:1"
		base, err := NewBase(o.Profile.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, err = NewClient(o, base, Dialect{})
		if connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), "Nothing was sent.") || strings.Contains(err.Error(), "c4nary") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
