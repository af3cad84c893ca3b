package workbench

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// TestMain is also the way in of the tests: “forward FILE PORT TARGET” notes that it was
// started, and forwards a port to a target. Without a target it ends.
func TestMain(m *testing.M) {
	if len(os.Args) == 5 && os.Args[1] == "forward" {
		forward(os.Args[2], os.Args[3], os.Args[4])
		return
	}
	os.Exit(m.Run())
}

func forward(file, port, target string) {
	note, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		os.Exit(9)
	}
	_, _ = note.WriteString("started\n")
	_ = note.Close()
	fmt.Println("password=c4nary-in-the-way")
	if target == "none" {
		fmt.Println("error: the pod is not running")
		os.Exit(1)
	}
	l, err := net.Listen("tcp4", "127.0.0.1:"+port)
	if err != nil {
		os.Exit(9)
	}
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			there, err := net.Dial("tcp4", target)
			if err != nil {
				_ = conn.Close()
				return
			}
			go func() { _, _ = io.Copy(there, conn); _ = there.Close() }()
			_, _ = io.Copy(conn, there)
			_ = conn.Close()
		}()
	}
}

// storedWith stores a profile of a cluster behind a way in.
func storedWith(t *testing.T, w *Workbench, id connect.ProfileID, file, target string) connect.Profile {
	t.Helper()
	command := fmt.Sprintf("'%s' forward '%s' {port} %s", os.Args[0], file, target)
	p := connect.Profile{
		ID: id, Name: string(id), URL: "http://localhost:{port}", Environment: connect.EnvDev, TimeLimit: connect.DefaultTimeLimit,
		Login: connect.LoginNone, WayIn: connect.WayIn{Command: command, Agreed: command},
	}
	if err := w.Store.PutProfile(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := w.ProfilesChanged(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func starts(file string) int {
	text, _ := os.ReadFile(file)
	return strings.Count(string(text), "started")
}

func (w *Workbench) probeOf(ctx context.Context, t *testing.T, p connect.Profile) []connect.Step {
	t.Helper()
	kind, err := w.Kinds.Of(p)
	if err != nil {
		t.Fatal(err)
	}
	return w.Reach.probe(ctx, kind, p, nil, nil)
}

// A stored cluster is reached through its command, which is started once for all calls, and
// ends when the profile is deleted.
func TestAClusterIsReachedThroughItsWayIn(t *testing.T) {
	w := opened(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "starts")
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }))
	t.Cleanup(far.Close)
	p := storedWith(t, w, "behind", file, strings.TrimPrefix(far.URL, "http://"))
	if err := w.Live.Refresh(t.Context(), p.ID); connect.CodeOf(err) != connect.CodeUnauthorized {
		t.Fatalf("the worker was not reached: %v", err)
	}
	steps := w.probeOf(t.Context(), t, p)
	first := steps[0]
	if first.ID != stepWayIn || first.State != connect.StepPassed || !strings.Contains(first.Fact, filepath.Base(os.Args[0])+" is running, port ") {
		t.Errorf("%+v", first)
	}
	if !strings.Contains(first.Raw, "password=") || strings.Contains(first.Raw, "c4nary") {
		t.Errorf("the output is not shown, or not masked: %q", first.Raw)
	}
	if last := steps[len(steps)-1]; len(steps) < 5 || last.State != connect.StepNotReached {
		t.Errorf("%+v", steps)
	}
	if n := starts(file); n != 1 {
		t.Errorf("it was started %d times", n)
	}
	way := w.ways.Of(p)
	if err := w.Store.DeleteProfile(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.ProfilesChanged(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := way.Open(t.Context()); err == nil || starts(file) != 1 {
		t.Errorf("the way in of a deleted cluster is open: %v", err)
	}
}

// The reason of a cluster whose way in fails is what the command did, and polls do not start
// it again before its pause is over.
func TestAWayInThatFailsIsTheReasonOfItsCluster(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	now := time.Now()
	w := New(Options{Home: t.TempDir(), Now: func() time.Time { return now }}) // the first pause never ends
	t.Cleanup(w.Close)
	if err := w.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "starts")
	p := storedWith(t, w, "behind", file, "none")
	for range 3 {
		err := w.Live.Refresh(t.Context(), p.ID)
		if connect.CodeOf(err) != connect.CodeUnreachable || !strings.Contains(err.Error(), "ended with code 1 before port") ||
			!strings.Contains(err.Error(), "the pod is not running") || strings.Contains(err.Error(), "c4nary") {
			t.Fatal(err)
		}
	}
	steps := w.probeOf(t.Context(), t, p)
	if first := steps[0]; first.State != connect.StepFailed || !strings.HasSuffix(first.Fact, " ended with code 1") || !strings.Contains(first.Hint, "Check the command") || !strings.Contains(first.Raw, "the pod") {
		t.Errorf("%+v", first)
	}
	for _, s := range steps[1:] {
		if s.State != connect.StepNotReached || s.Title == "" || s.Raw != "" || s.Hint != "" {
			t.Errorf("%+v", s)
		}
	}
	if len(steps) < 5 {
		t.Errorf("%+v", steps)
	}
	if n := starts(file); n != 1 {
		t.Errorf("it was started %d times", n)
	}
}

// Nothing is started for a profile whose command nobody agreed to, such as an edited one.
func TestAWayInNeedsAgreement(t *testing.T) {
	w := opened(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "starts")
	p := storedWith(t, w, "behind", file, "none")
	p.WayIn.Agreed = ""
	if err := w.Store.PutProfile(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := w.ProfilesChanged(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := starts(file) // the first poll may have begun
	if err := w.Live.Refresh(t.Context(), p.ID); connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), "was not agreed to") {
		t.Error(err)
	}
	if first := w.probeOf(t.Context(), t, p)[0]; first.State != connect.StepFailed || starts(file) != before {
		t.Errorf("%+v", first)
	}
}

// A test starts the command of its input and ends it afterwards; only the stored one, if it is
// the same, goes on. Without the person's agreement it starts nothing.
func TestATestHasItsOwnWayIn(t *testing.T) {
	w := opened(t, t.TempDir())
	file := filepath.Join(t.TempDir(), "starts")
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }))
	t.Cleanup(far.Close)
	p := storedWith(t, w, "behind", file, strings.TrimPrefix(far.URL, "http://"))
	port, err := w.ways.Of(p).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	view, err := w.Profiles.Get(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	wayOf := func(in profile.Input) connect.Step {
		t.Helper()
		steps, err := w.Reach.Test(t.Context(), in, nil)
		if err != nil || len(steps) < 5 {
			t.Fatalf("%+v, %v", steps, err)
		}
		return steps[0]
	}
	same := fmt.Sprintf(", port %d", port)
	if step := wayOf(profile.Input{View: view}); !strings.HasSuffix(step.Fact, same) || starts(file) != 1 {
		t.Errorf("the stored command was not used: %+v", step)
	}
	view.WayIn.Command = strings.Replace(view.WayIn.Command, "forward", "'forward'", 1)
	if step := wayOf(profile.Input{View: view}); step.State != connect.StepFailed || !strings.Contains(step.Hint, "was not agreed to") || starts(file) != 1 {
		t.Errorf("without agreement: %+v", step)
	}
	if step := wayOf(profile.Input{View: view, AgreeWayIn: true}); step.State != connect.StepPassed || strings.HasSuffix(step.Fact, same) || starts(file) != 2 {
		t.Errorf("with agreement: %+v", step)
	}
	if again, err := w.ways.Of(p).Open(t.Context()); err != nil || again != port || starts(file) != 2 {
		t.Errorf("the stored way in did not go on: %v", err)
	}
}
