package sandbox

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	type call struct{ method, path, body string }
	read := call{"GET", "/connectors/s/config", ""}
	write := call{"PUT", "/connectors/s/pause", ""}
	validate := call{"PUT", "/connector-plugins/FileStreamSource/config/validate", config(t, sourceClass)}
	cases := []struct {
		kind     FaultKind
		call     call
		spares   []call // not concerned, and not counted
		status   int
		contains string
	}{
		{FaultRebalance, write, []call{read, validate}, 409, "stale configuration (typically caused by a concurrent config change)"},
		{FaultReadRebalance, read, []call{write, {"GET", "/connectors", ""}, {"GET", "/connectors/s/status", ""}, {"GET", "/connectors/s/topics", ""}}, 500, "a rebalance is expected"},
		{FaultError, read, nil, 500, "made to fail"},
		{FaultBusy, read, nil, 500, "Request timed out. The worker is currently"},
		{FaultStarting, read, nil, 404, "<html>"},
		{FaultProxy, read, nil, 502, "Bad Gateway"},
		{FaultUnauthorized, read, nil, 401, "User cannot access the resource."},
		{FaultRedirect, read, nil, 302, ""},
	}
	for _, c := range cases {
		b := empty(t)
		b.create("s", sourceClass, "topic", "t")
		b.Fault(c.kind, 2)
		for _, spared := range c.spares {
			if got := b.ask(spared.method, spared.path, spared.body); got.status >= 300 {
				t.Errorf("%s: %s %s: %+v", c.kind, spared.method, spared.path, got)
			}
		}
		for range 2 {
			if got := b.ask(c.call.method, c.call.path, c.call.body); got.status != c.status || !strings.Contains(got.body, c.contains) {
				t.Errorf("%s: %+v", c.kind, got)
			}
		}
		if got := b.ask(c.call.method, c.call.path, c.call.body); got.status >= 300 {
			t.Errorf("%s is not over after two: %+v", c.kind, got)
		}
	}
}

func TestFaultUntilCleared(t *testing.T) {
	b := start(t, Options{Empty: true, Faults: map[FaultKind]int{FaultError: -1}})
	for range 5 {
		b.want(500, "GET", "/connectors", "")
	}
	b.Fault(FaultError, 0)
	b.want(200, "GET", "/connectors", "")
}

func TestFaultsThatCarryOut(t *testing.T) {
	for kind, landed := range map[FaultKind]bool{FaultRebalance: false, FaultError: false, FaultDrop: false, FaultBusy: true, FaultLost: true, FaultCut: true} {
		b := empty(t)
		b.Fault(kind, 1)
		request, err := http.NewRequestWithContext(t.Context(), "PUT", b.URL()+"/connectors/s/config", strings.NewReader(config(t, sourceClass, "topic", "t")))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", typeJSON)
		if response, err := b.http.Do(request); err == nil {
			_, readErr := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if broken := kind == FaultCut; (readErr != nil) != broken {
				t.Errorf("%s: read error %v", kind, readErr)
			}
		} else if kind != FaultDrop && kind != FaultLost {
			t.Errorf("%s: %v", kind, err)
		}
		if got := b.want(200, "GET", "/connectors", "").body; (got == `["s"]`) != landed {
			t.Errorf("%s: the list is %s", kind, got)
		}
	}
}

func TestSlow(t *testing.T) {
	w := &waits{}
	b := start(t, Options{Empty: true, Wait: w.wait, SlowBy: 7 * time.Second, Faults: map[FaultKind]int{FaultSlow: 1}})
	b.want(200, "GET", "/connectors", "")
	b.want(200, "GET", "/connectors", "")
	if !slices.Equal(w.all, []time.Duration{7 * time.Second}) {
		t.Errorf("waited %v", w.all)
	}
}
