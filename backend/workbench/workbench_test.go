package workbench

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
)

// opened is a workbench on a folder, without a keyring.
func opened(t *testing.T, home string) *Workbench {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	w := New(Options{Home: home})
	t.Cleanup(w.Close)
	if err := w.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

const fileSink = "io.sluiceway.sandbox.file.FileStreamSinkConnector"

// Everything but the window, as a command line would use it: a profile, a new connector
// through the write path, its export. No goroutine is left afterwards.
func TestTheWholeWorksWithoutAWindow(t *testing.T) {
	// The log writer leaves one goroutine running, even after it was closed.
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent(), goleak.IgnoreTopFunction("gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun"))
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	w := opened(t, t.TempDir())
	defer w.Close()
	ctx := t.Context()
	saved, err := w.Profiles.Save(ctx, profile.Input{
		View:    profile.View{Permissions: profile.AllPermissions(), Name: "mine", URL: w.Sandbox.URL(), Environment: "dev", Login: connect.LoginBasic, Username: sandboxUser},
		Entered: connect.Secrets{connect.SecretPassword: w.sandboxLogin},
	})
	if err != nil {
		t.Fatal(err)
	}
	id := saved.Profile.ID
	if err := w.ProfilesChanged(ctx); err != nil {
		t.Fatal(err)
	}
	created := create(t, w, id, "archive")
	if created.Landed != worker.LandedYes {
		t.Fatalf("created: %+v", created)
	}
	out, err := w.Exports.Print(ctx, ExportRequest{Profile: id, Name: "archive", Format: ExportJSON, Method: ExportPut})
	if err != nil || !strings.Contains(out.Text, `"topics": "orders"`) {
		t.Errorf("exported: %s, %v", out.Text, err)
	}
	path := filepath.Join(t.TempDir(), out.FileName)
	if err := WriteExport(path, out.Text); err != nil {
		t.Error(err)
	}
}

func create(t *testing.T, w *Workbench, id connect.ProfileID, name string) worker.Outcome {
	t.Helper()
	form, err := w.Editing.StartNew(t.Context(), id, fileSink, "")
	if err != nil {
		t.Fatal(err)
	}
	edits := []editing.Edit{{Key: "name", Text: name}, {Key: "topics", Text: "orders"}, {Key: "file", Text: "/data/orders.txt"}}
	if _, err := w.Editing.Set(form.Draft, edits); err != nil {
		t.Fatal(err)
	}
	result, err := w.Editing.Create(t.Context(), form.Draft, connect.InitialRunning)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// A folder that is open is not opened again, and can be as soon as it was closed.
func TestOneWorkbenchHasTheFolder(t *testing.T) {
	home := t.TempDir()
	first := opened(t, home)
	second := New(Options{Home: home})
	if err := second.Open(t.Context()); connect.CodeOf(err) != connect.CodeLocked {
		t.Errorf("while it is open: %v", err)
	}
	second.Close()
	first.Close()
	first.Close()
	opened(t, home)
}

// The command line and the tests of the backend need neither GTK nor Wails.
func TestNoWindowIsLinked(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dependency := range strings.FieldsSeq(string(out)) {
		if strings.Contains(dependency, "wailsapp") || strings.Contains(dependency, "gtk") || dependency == "sluiceway/app" {
			t.Errorf("the workbench links %s", dependency)
		}
	}
}

func TestNewsReachesWhoAsksForIt(t *testing.T) {
	changed := make(chan connect.ProfileID, 100)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	w := New(Options{Home: t.TempDir(), Events: Events{Cluster: func(id connect.ProfileID, _ uint64) {
		select {
		case changed <- id:
		default:
		}
	}}})
	t.Cleanup(w.Close)
	if err := w.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Live.Open(connect.SandboxID); err != nil {
		t.Fatal(err)
	}
	select {
	case id := <-changed:
		if id != connect.SandboxID {
			t.Errorf("news of %s", id)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("no news of the sandbox")
	}
}
