package wire

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"sluiceway/backend/connect"
)

// fleet returns a client of several workers.
func fleet(t *testing.T, o Options, urls ...string) (*http.Client, *Addresses) {
	t.Helper()
	addresses, err := NewAddresses(urls)
	if err != nil {
		t.Fatal(err)
	}
	o.Profile.URL, o.Profile.MoreURLs, o.Addresses = urls[0], urls[1:], addresses
	client, err := NewClient(o, addresses.First(), Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdleConnections)
	return client, addresses
}

func dead(t *testing.T) string {
	t.Helper()
	srv := httptest.NewServer(nil)
	srv.Close()
	return srv.URL
}

// hangsUp is a worker that is killed when it has read a request.
func hangsUp(w http.ResponseWriter, _ request) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
}

func status(code int) func(http.ResponseWriter, request) {
	return func(w http.ResponseWriter, _ request) { w.WriteHeader(code) }
}

func TestTheNextWorkerIsTried(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		first string
		read  string // which worker answers a read
		write string // and a write; empty: none
	}{
		"dead":        {dead(t), "second", "second"},
		"hangs up":    {first(t, hangsUp), "second", ""},
		"502":         {first(t, status(502)), "second", "502"},
		"503":         {first(t, status(503)), "second", "503"},
		"504":         {first(t, status(504)), "second", "504"},
		"500":         {first(t, status(500)), "500", "500"},
		"401":         {first(t, status(401)), "401", "401"},
		"not TLS":     {strings.Replace(first(t, fine), "http:", "https:", 1), "second", "second"},
		"no such":     {"http://worker.invalid:8083", "second", "second"},
		"all is well": {first(t, status(200)), "200", "200"},
	} {
		for method, want := range map[string]string{http.MethodGet: tt.read, http.MethodPut: tt.write} {
			second, seen := server(t, func(w http.ResponseWriter, _ request) { w.WriteHeader(http.StatusAccepted) })
			client, addresses := fleet(t, Options{Profile: connect.Profile{Login: connect.LoginBasic, Username: "ada"}}, tt.first, second.URL+"/base")
			got := call(t, client, addresses.First(), method, "", "connectors", "a/b")
			switch want {
			case "":
				if got.status != 0 || !got.Sent || len(seen.all()) != 0 {
					t.Errorf("%s %s: %+v, and the second worker got %v", method, name, got, seen.all())
				}
			case "second":
				all := seen.all()
				if got.status != http.StatusAccepted || len(all) != 1 || all[0].line != method+" /base/connectors/a%2Fb" || all[0].header.Get("Authorization") == "" ||
					all[0].host != strings.TrimPrefix(second.URL, "http://") || addresses.Answered() != second.URL+"/base" {
					t.Errorf("%s %s: %+v, answered by %q, %+v", method, name, got, addresses.Answered(), all)
				}
			default:
				if http.StatusText(got.status) == "" || len(seen.all()) != 0 || got.status == http.StatusAccepted {
					t.Errorf("%s %s: %+v, and the second worker got %v", method, name, got, seen.all())
				}
			}
		}
	}
}

func first(t *testing.T, answer func(http.ResponseWriter, request)) string {
	t.Helper()
	srv, _ := server(t, answer)
	return srv.URL
}

func TestTheWorkerThatAnsweredIsPreferredUntilItFails(t *testing.T) {
	t.Parallel()
	var down atomic.Bool
	flaky := func(w http.ResponseWriter, req request) {
		if down.Load() {
			hangsUp(w, req)
		}
	}
	one, atOne := server(t, fine)
	two, atTwo := server(t, flaky)
	log := NewCallLog(CallLogOptions{})
	client, addresses := fleet(t, Options{Log: log}, dead(t), two.URL, one.URL)
	for range 3 {
		call(t, client, addresses.First(), http.MethodGet, "", "connectors")
	}
	if len(atTwo.all()) != 3 || len(atOne.all()) != 0 || addresses.Answered() != two.URL {
		t.Errorf("%d and %d calls, answered by %s", len(atTwo.all()), len(atOne.all()), addresses.Answered())
	}
	if calls := log.Page("", 0, 0).Calls; len(calls) != 4 || calls[0].URL != two.URL+"/connectors" || calls[0].Path != "/connectors" || calls[3].Failure != "connection refused" {
		t.Errorf("%+v", calls)
	}
	down.Store(true)
	if got := call(t, client, addresses.First(), http.MethodGet, "", "connectors"); got.status != http.StatusOK || addresses.Answered() != one.URL {
		t.Errorf("%+v, answered by %s", got, addresses.Answered())
	}
	if silent := addresses.Silent(); len(silent) != 2 || !slices.Contains(silent, two.URL) {
		t.Errorf("silent: %v", silent)
	}
	down.Store(false)
	addresses.Check(t.Context(), client)
	if silent := addresses.Silent(); len(silent) != 1 || addresses.Answered() != one.URL {
		t.Errorf("silent after the check: %v; answered by %s", silent, addresses.Answered())
	}
}

func TestNoWorkerAnswers(t *testing.T) {
	t.Parallel()
	client, addresses := fleet(t, Options{}, dead(t), dead(t))
	got := call(t, client, addresses.First(), http.MethodPost, "{}", "connectors")
	if got.Code != connect.CodeUnreachable || got.Sent || !strings.Contains(got.Text, "None of the 2 workers") || !strings.Contains(got.Text, addresses.bases[1].Host()) {
		t.Errorf("%+v", got)
	}
	if len(addresses.Silent()) != 2 || addresses.Answered() != "" {
		t.Errorf("silent %v", addresses.Silent())
	}
	ctx, cancel := context.WithCancel(connect.WithoutRetry(t.Context()))
	cancel()
	if got := callWith(ctx, t, client, addresses.First(), http.MethodGet, ""); got.Code != connect.CodeCanceled {
		t.Errorf("%+v", got)
	}
}
