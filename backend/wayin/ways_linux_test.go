package wayin

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

// living returns those of the processes in a file that have not ended.
func living(t *testing.T, file string) []string {
	t.Helper()
	text, _ := os.ReadFile(file)
	return slices.DeleteFunc(strings.Fields(string(text)), func(pid string) bool {
		stat, err := os.ReadFile("/proc/" + pid + "/stat")
		return err != nil || strings.Contains(string(stat), ") Z ") // a zombie has ended
	})
}

// open opens the way in of a profile.
func open(t *testing.T, w *Ways, p connect.Profile) {
	t.Helper()
	if _, err := w.Of(p).Open(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestCloseEndsAllProcesses(t *testing.T) {
	t.Parallel()
	for behaviour, processes := range map[string]int{"note": 1, "fork": 2, "stubborn": 1} {
		t.Run(behaviour, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "pids")
			w := New(Options{Grace: 100 * time.Millisecond})
			p := agreed(behaviour, file, "{port}")
			open(t, w, p)
			if got := living(t, file); len(got) != processes {
				t.Errorf("%d processes run, want %d", len(got), processes)
			}
			w.Close()
			until(t, "all have ended", func() bool { return len(living(t, file)) == 0 })
			if _, err := w.Of(p).Open(t.Context()); connect.CodeOf(err) != connect.CodeUnreachable || len(living(t, file)) > 0 {
				t.Errorf("opened after Close: %v", err)
			}
		})
	}
}

// A command that goes into the background takes its children with it, also those that left
// its session.
func TestAnEndEndsAllProcesses(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pids")
	way := newWays(t, Options{Now: (&clock{}).read, Grace: 100 * time.Millisecond}).Of(agreed("detach", file, "{port}"))
	_, first := way.Open(t.Context()) // the port may answer before the command ends
	until(t, "it has ended", func() bool { way.mu.Lock(); defer way.mu.Unlock(); return way.run == nil })
	until(t, "the child has ended", func() bool { return len(living(t, file)) == 0 })
	if _, err := way.Open(t.Context()); err == nil || !strings.Contains(err.Error(), "leave out options such as -f") {
		t.Errorf("%v, then %v", first, err)
	}
}

// Only the stored profiles and the tests under way have one, and each its own.
func TestStoreAndBorrow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	w := newWays(t, Options{Grace: 100 * time.Millisecond})
	one := agreed("note", file("stored"), "{port}")
	two := one
	two.ID = "two"
	w.Store([]connect.Profile{one, two})
	open(t, w, one)
	open(t, w, two)
	if got := living(t, file("stored")); len(got) != 2 {
		t.Fatalf("two profiles share a process: %v", got)
	}

	same, done := w.Borrow(one)
	if same != w.Of(one) {
		t.Error("a test of the stored command does not use its process")
	}
	done()
	changed := agreed("note", file("tested"), "{port}")
	way, done := w.Borrow(changed)
	_, again := w.Borrow(changed)
	if _, err := way.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	again()
	w.Store([]connect.Profile{one, two})
	if len(living(t, file("tested"))) != 1 {
		t.Error("a test under way lost its way in")
	}
	done()
	if len(living(t, file("tested"))) != 0 || len(living(t, file("stored"))) != 2 {
		t.Error("a test did not end its own way in, or ended another")
	}

	w.Store([]connect.Profile{changed}) // one was changed, two was deleted
	w.ending.Wait()
	if got := living(t, file("stored")); len(got) != 0 {
		t.Errorf("of the old commands these are still running: %v", got)
	}
}

// The kernel ends the command of an app that is killed.
func TestKillingTheAppEndsTheCommand(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pids")
	app := exec.Command(os.Args[0], "way", "app", file, "0")
	app.Stdout = os.Stdout
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "the way in runs", func() bool { return len(living(t, file)) == 1 })
	if err := app.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = app.Wait()
	until(t, "the way in has ended", func() bool { return len(living(t, file)) == 0 })
}

func TestListenersOfOthersAreFound(t *testing.T) {
	t.Parallel()
	const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F93 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 1 1
   1: 0100007F:1F94 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 2 1
   2: 0100007F:1F95 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3 1
   3: 0100007F:1F96 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1001        0 4 1
`
	for port, want := range map[int]bool{0x1f93: true, 0x1f94: false, 0x1f95: false, 0x1f96: false, 0x1f97: false} {
		if got := listenedByOther(strings.NewReader(table), port, 1000); got != want {
			t.Errorf("port %d: %v", port, got)
		}
	}
}
