package wire

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

// oauth are the options of a login at a token server.
func oauth(worker, tokens *httptest.Server, log *CallLog) Options {
	return Options{
		Profile: connect.Profile{ID: "p", URL: worker.URL, Login: connect.LoginOAuth, OAuth: connect.OAuth{
			TokenURL: tokens.URL + "/oauth2/token", ClientID: "sluice way", Scopes: []string{"connect.read", "connect.write"},
			Audience: "https://connect", Params: []connect.Param{{Name: "resource", Value: "r1"}},
		}},
		Secrets: connect.Secrets{connect.SecretClientSecret: connect.NewSecret("c4nary/secret+1")},
		Log:     log,
	}
}

// issuer answers with the tokens c4nary-token-1, -2 and so on.
func issuer(t *testing.T, lasts int) (*httptest.Server, *requests, *atomic.Int64) {
	t.Helper()
	var given atomic.Int64
	srv, seen := server(t, func(w http.ResponseWriter, _ request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"access_token":"c4nary-token-%d","token_type":"bearer","expires_in":%d}`, given.Add(1), lasts)
	})
	return srv, seen, &given
}

func TestATokenIsFetchedOnceAndUsed(t *testing.T) {
	t.Parallel()
	tokens, asked, _ := issuer(t, 300)
	worker, seen := server(t, fine)
	log := NewCallLog(CallLogOptions{})
	client, base := clientFor(t, oauth(worker, tokens, log))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got := call(t, client, base, http.MethodGet, "", "connectors"); got.status != http.StatusOK {
				t.Errorf("%+v", got)
			}
		})
	}
	wait.Wait()
	for _, req := range seen.all() {
		if req.header.Get("Authorization") != "Bearer c4nary-token-1" {
			t.Errorf("%q", req.header.Get("Authorization"))
		}
	}
	calls := asked.all()
	if len(calls) != 1 {
		t.Fatalf("%d calls for a token", len(calls))
	}
	form, err := url.ParseQuery(calls[0].body)
	if err != nil || form.Get("grant_type") != "client_credentials" || form.Get("scope") != "connect.read connect.write" || form.Get("audience") != "https://connect" || form.Get("resource") != "r1" {
		t.Errorf("%v %v", form, err)
	}
	text := wholeLog(log)
	if strings.Contains(text, "c4nary") || !strings.Contains(text, tokens.URL+"/oauth2/token") || !strings.Contains(text, "token of the login") {
		t.Errorf("the log:\n%s", text)
	}
}

func TestATokenIsRenewedBeforeItEnds(t *testing.T) {
	t.Parallel()
	tokens, asked, _ := issuer(t, 300)
	worker, seen := server(t, fine)
	o := oauth(worker, tokens, nil)
	var later atomic.Int64
	o.Pace = Pace{Now: func() time.Time { return time.Unix(1000+later.Load(), 0) }}
	client, base := clientFor(t, o)
	for _, at := range []int64{0, 269, 271} {
		later.Store(at)
		call(t, client, base, http.MethodGet, "", "connectors")
	}
	all := seen.all()
	if len(asked.all()) != 2 || all[1].header.Get("Authorization") != "Bearer c4nary-token-1" || all[2].header.Get("Authorization") != "Bearer c4nary-token-2" {
		t.Errorf("%d calls for a token, then %q", len(asked.all()), all[2].header.Get("Authorization"))
	}
}

func TestARefusedTokenIsRenewedOnce(t *testing.T) {
	t.Parallel()
	for method, body := range map[string]string{http.MethodGet: "", http.MethodPut: `{"a":"b"}`} {
		tokens, _, _ := issuer(t, 300)
		worker, seen := server(t, func(w http.ResponseWriter, req request) {
			if req.header.Get("Authorization") != "Bearer c4nary-token-2" {
				w.WriteHeader(http.StatusUnauthorized)
			}
		})
		client, base := clientFor(t, oauth(worker, tokens, nil))
		if got := call(t, client, base, method, body, "connectors"); got.status != http.StatusOK {
			t.Errorf("%s: %+v", method, got)
		}
		if all := seen.all(); len(all) != 2 || all[1].body != body || all[0].line != all[1].line {
			t.Errorf("%s: %+v", method, all)
		}
	}
	tokens, asked, _ := issuer(t, 300)
	worker, seen := server(t, func(w http.ResponseWriter, _ request) { w.WriteHeader(http.StatusUnauthorized) })
	client, base := clientFor(t, oauth(worker, tokens, nil))
	if got := call(t, client, base, http.MethodDelete, "", "connectors", "a"); got.status != http.StatusUnauthorized || len(seen.all()) != 2 || len(asked.all()) != 2 {
		t.Errorf("%+v after %d calls and %d tokens", got, len(seen.all()), len(asked.all()))
	}
}

func TestWhyThereIsNoToken(t *testing.T) {
	t.Parallel()
	worker, seen := server(t, fine)
	gone := httptest.NewServer(nil)
	gone.Close()
	answers := func(status int, kind, body string) *httptest.Server {
		srv, _ := server(t, func(w http.ResponseWriter, _ request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		})
		return srv
	}
	elsewhere, _ := server(t, func(w http.ResponseWriter, _ request) {
		w.Header().Set("Location", worker.URL)
		w.WriteHeader(http.StatusFound)
	})
	const json = "application/json"
	for name, tt := range map[string]struct {
		tokens *httptest.Server
		code   connect.Code
		text   string
		next   string
		words  string
	}{
		"wrong secret": {answers(400, json, `{"error":"invalid_client","error_description":"no client with c4nary/secret+1"}`), connect.CodeUnauthorized, "does not accept the client or its secret", "secret", "no client with"},
		"wrong scope":  {answers(400, json, `{"error":"invalid_scope"}`), connect.CodeUnauthorized, "does not grant a scope", "scopes", ""},
		"not allowed":  {answers(400, json, `{"error":"unauthorized_client"}`), connect.CodeUnauthorized, "with its own credentials", "Allow", ""},
		"bare 401":     {answers(401, "text/plain", "no"), connect.CodeUnauthorized, "does not accept the client", "secret", ""},
		"error in 200": {answers(200, json, `{"error":"invalid_client"}`), connect.CodeUnauthorized, "does not accept the client", "secret", ""},
		"a login page": {answers(200, "text/html", "<html>"), connect.CodeUnauthorized, "did not answer with a token", "token URL", ""},
		"a page, 400":  {answers(400, "text/html", "<html>"), connect.CodeUnauthorized, "400 with a web page", "token URL", ""},
		"no such path": {answers(404, json, "{}"), connect.CodeUnauthorized, "nothing at the token URL", "token URL", ""},
		"broken":       {answers(500, json, "{}"), connect.CodeUnreachable, "answered 500", "later", ""},
		"gone":         {gone, connect.CodeUnreachable, "No token could be fetched", "", ""},
		"redirects":    {elsewhere, connect.CodeNotConnect, "redirect was not followed", "token URL", ""},
	} {
		log := NewCallLog(CallLogOptions{})
		client, base := clientFor(t, oauth(worker, tt.tokens, log))
		got := call(t, client, base, http.MethodPost, "{}", "connectors")
		if got.Code != tt.code || !strings.Contains(got.Text, tt.text) || !strings.Contains(got.Next, tt.next) || got.Sent || got.At != StageToken || !strings.Contains(got.Words, tt.words) {
			t.Errorf("%s: %+v", name, got)
		}
		if text := wholeLog(log); strings.Contains(text+got.Words+got.Text, "c4nary") {
			t.Errorf("%s: the log:\n%s", name, text)
		}
	}
	if len(seen.all()) > 0 {
		t.Errorf("the worker was called without a token: %+v", seen.all())
	}
}
