package wayin

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

func TestOpenForwards(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "worker") }))
	t.Cleanup(srv.Close)
	way := newWays(t, Options{}).Of(agreed("forward", strings.TrimPrefix(srv.URL, "http://"), "{port}"))
	ports := make([]int, 8)
	var all sync.WaitGroup
	for i := range ports {
		all.Go(func() {
			port, err := way.Open(t.Context())
			if ports[i] = port; err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, port := range ports {
		if port == 0 || port != ports[0] {
			t.Fatalf("the callers got different ports: %v", ports)
		}
	}
	port := strconv.Itoa(ports[0])
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1:"+port, nil)
	resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if text, _ := io.ReadAll(resp.Body); string(text) != "worker" {
		t.Errorf("through the way in came %q", text)
	}
	if name := way.Program(); name != filepath.Base(os.Args[0]) {
		t.Errorf("the program is called %q", name)
	}
	if lines := way.Lines(); len(lines) != 1 || lines[0] != "Forwarding from 127.0.0.1:"+port {
		t.Errorf("%q", lines)
	}
}

// Each command fails in its own way, and the error says how.
func TestOpenSaysWhatFailed(t *testing.T) {
	t.Parallel()
	name := filepath.Base(os.Args[0])
	dir := t.TempDir()
	tests := map[string]struct {
		profile connect.Profile
		text    string
		worker  string
	}{
		"a code":        {agreed("exit", "7", "pod is not running", "{port}"), name + " ended with code 7 before port ", "pod is not running"},
		"code 0":        {agreed("exit", "0", "bye", "{port}"), "leave out options such as -f", "bye"},
		"no port":       {limited(agreed("never", "{port}"), 300*time.Millisecond), " within 0.3 s, so it was ended", "waiting for the other side"},
		"not installed": {commanded("no-such-program-here {port}"), "no-such-program-here was not found on this computer's PATH", ""},
		"no file":       {commanded("/no/such/program {port}"), "There is no program /no/such/program", ""},
		"a folder":      {commanded(dir + " {port}"), "could not be started", ""},
		"no terminal":   {agreed("input", "{port}"), "ended with code 1", `input "" <nil>, terminal false`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := newWays(t, Options{}).Of(tt.profile).Open(t.Context())
			e, ok := errors.AsType[*connect.Error](err)
			if !ok || e.Code != connect.CodeUnreachable || !strings.Contains(e.Text, tt.text) || !strings.Contains(e.Text, "nothing was sent") || e.Worker != tt.worker {
				t.Errorf("%+v", err)
			}
		})
	}
}

func limited(p connect.Profile, limit time.Duration) connect.Profile {
	p.WayIn.Limit = limit
	return p
}

func commanded(command string) connect.Profile {
	return connect.Profile{ID: "p", WayIn: connect.WayIn{Command: command, Agreed: command}}
}

// Without the person's agreement nothing runs, not even after the command was changed by a
// character.
func TestOpenNeedsAgreement(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pids")
	p := agreed("note", file, "{port}")
	ways := newWays(t, Options{})
	for _, agreement := range []string{"", p.WayIn.Command + " ", strings.ToUpper(p.WayIn.Command)} {
		p.WayIn.Agreed = agreement
		_, err := ways.Of(p).Open(t.Context())
		if connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), "was not agreed to") {
			t.Errorf("%q: %v", agreement, err)
		}
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("the command was started")
	}
}

// A command that fails is not started again before its pause is over, however often it is
// asked for; the pauses grow, and begin again after it ran for a while.
func TestPausesGrow(t *testing.T) {
	t.Parallel()
	c := &clock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	file := filepath.Join(t.TempDir(), "fails")
	way := newWays(t, Options{Now: c.read}).Of(agreed("once", file, "{port}"))
	open := func() error {
		_, err := way.Open(t.Context())
		return err
	}
	fails := func() {
		t.Helper()
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if way.run != nil {
			way.run.process.group.kill()
			until(t, "the command has ended", func() bool { way.mu.Lock(); defer way.mu.Unlock(); return way.run == nil })
		}
	}
	fails()
	for _, pause := range []int{1, 2, 4, 8, 16, 32, 60, 60} {
		first := open()
		c.now = c.now.Add(time.Duration(pause)*time.Second - 1)
		if again := open(); first == nil || again != first { //nolint:errorlint // the same error means that nothing was started
			t.Fatalf("it was started before %d s were over: %v, then %v", pause, first, again)
		}
		c.now = c.now.Add(1)
	}
	_ = os.Remove(file)
	if err := open(); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(settled)
	fails()
	if err := open(); err == nil || !strings.Contains(err.Error(), "signal (killed), so the way in is closed") {
		t.Errorf("%v", err)
	}
	c.now = c.now.Add(firstPause)
	_ = os.Remove(file)
	if err := open(); err != nil {
		t.Errorf("the pauses did not begin again: %v", err)
	}
	fails()
	first := open()
	way.Hurry()
	if again := open(); first == nil || again == nil || again == first { //nolint:errorlint // another error means that it was started
		t.Errorf("it was not started for a person: %v", again)
	}
}

// A caller that gives up does not end the command for the others.
func TestOpenCanBeCancelled(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "listen")
	way := newWays(t, Options{}).Of(agreed("late", file, "{port}"))
	ctx, cancel := context.WithCancel(t.Context())
	gaveUp := make(chan error)
	go func() { _, err := way.Open(ctx); gaveUp <- err }()
	until(t, "the command runs", func() bool { way.mu.Lock(); defer way.mu.Unlock(); return way.run != nil })
	cancel()
	if err := <-gaveUp; !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("now"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := way.Open(t.Context()); err != nil || way.failures > 0 {
		t.Error(err)
	}
}

// A loud command neither blocks nor fills the memory.
func TestLinesAreBounded(t *testing.T) {
	t.Parallel()
	way := newWays(t, Options{}).Of(agreed("print", "{port}"))
	if _, err := way.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	lines := way.Lines()
	if len(lines) != mostLines || !strings.HasPrefix(lines[mostLines-1], "Forwarding from") || !strings.HasPrefix(lines[0], "line 4961 xxx") {
		t.Errorf("%q", lines)
	}
	for _, line := range lines {
		if len(line) > longestLine+len("…") || strings.ContainsAny(line, "\x1b\x07\r") {
			t.Errorf("%q", line)
		}
	}
}
