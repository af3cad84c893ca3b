package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"sluiceway/backend/boltstore"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/workbench"
)

// startApp opens an app as the window does, whether that succeeds or not.
func startApp(t *testing.T, home string) *App {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv(workbench.HomeVariable, home)
	a := New()
	a.emit = func(string, any) {}
	err := a.open(t.Context())
	a.calls.open(t.Context(), err)
	t.Cleanup(func() { a.shutdown(context.Background()) })
	return a
}

// usedFolder is a data folder with a profile in it.
func usedFolder(t *testing.T) (home, database string) {
	t.Helper()
	home = t.TempDir()
	a := startApp(t, home)
	must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: ProfileView{Permissions: profile.AllPermissions(), Name: "orders", URL: "http://127.0.0.1:1", Environment: "dev", Login: "none"}}))
	a.shutdown(context.Background())
	return home, filepath.Join(home, "sluiceway.db")
}

// write changes a stored value as another program would.
func writeDatabase(t *testing.T, database string, change func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(database, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(change); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// refusesToStart checks that Boot and every other method say why the app cannot start,
// and that nothing in the folder has changed.
func refusesToStart(t *testing.T, home string, code connect.Code) {
	t.Helper()
	database := filepath.Join(home, "sluiceway.db")
	before := bytesOf(t, database)
	a := startApp(t, home)
	boot := must[Boot](t)(a.Desktop.Boot(""))
	if len(boot.Notices) != 1 || boot.Notices[0].Code != code || boot.Notices[0].Text == "" || boot.Notices[0].Path != home {
		t.Fatalf("notices are %+v", boot.Notices)
	}
	for _, bound := range a.Bound() {
		facade := reflect.ValueOf(bound)
		for i := range facade.NumMethod() {
			name := facade.Type().Elem().Name() + "." + facade.Type().Method(i).Name
			if slices.Contains([]string{"Desktop.Boot", "Desktop.Painted", "Desktop.Cancel"}, name) {
				continue
			}
			if got := connect.ProblemOf(callWithNothing(facade.Method(i))).Code; got != code {
				t.Errorf("%s answers %q", name, got)
			}
		}
	}
	a.shutdown(context.Background())
	if !bytes.Equal(before, bytesOf(t, database)) {
		t.Error("the database was changed")
	}
	if files, _ := filepath.Glob(database + ".damaged-*"); len(files) != 0 {
		t.Errorf("the database was set aside: %q", files)
	}
}

func callWithNothing(method reflect.Value) error {
	var args []reflect.Value
	for in := range method.Type().Ins() {
		args = append(args, reflect.Zero(in))
	}
	out := method.Call(args)
	err, _ := reflect.TypeAssert[error](out[len(out)-1])
	return err
}

func TestASecondProcessIsRefusedWithTheReason(t *testing.T) {
	home, _ := usedFolder(t)
	release, won, err := boltstore.TryLock(home)
	if err != nil || !won {
		t.Fatal(won, err)
	}
	refusesToStart(t, home, connect.CodeLocked)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if boot := must[Boot](t)(startApp(t, home).Desktop.Boot("")); len(boot.Notices) != 0 || len(boot.Clusters) != 2 {
		t.Errorf("after the first has ended: %+v", boot)
	}
}

func TestADatabaseThatAnotherHasOpenIsLeftAlone(t *testing.T) {
	home, database := usedFolder(t)
	db, err := bbolt.Open(database, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	refusesToStart(t, home, connect.CodeLocked)
}

func TestANewerSchemaIsRefused(t *testing.T) {
	home, database := usedFolder(t)
	raiseSchema(t, database)
	refusesToStart(t, home, connect.CodeNewerSchema)
}

func TestDamageIsSetAsideAndReported(t *testing.T) {
	home, database := usedFolder(t)
	damaged := bytes.Repeat([]byte("damaged!"), 4096)
	if err := os.WriteFile(database, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	boot := must[Boot](t)(startApp(t, home).Desktop.Boot(""))
	if len(boot.Notices) != 1 || boot.Notices[0].Code != connect.CodeDamaged || boot.Open != box {
		t.Fatalf("notices are %+v", boot.Notices)
	}
	if !bytes.Equal(bytesOf(t, boot.Notices[0].Path), damaged) {
		t.Error("what was set aside is not what was found")
	}
}

// Settings that are intact on disk but cannot be decoded are not overwritten with the
// defaults.
func TestUnreadableSettingsAreReportedAndStored(t *testing.T) {
	home, _ := usedFolder(t)
	a := startApp(t, home)
	const odd = `{"theme":7,"from":"another version"}`
	if err := a.bench.Store.PutBlob("settings", []byte(odd)); err != nil {
		t.Fatal(err)
	}
	a.shutdown(context.Background())
	a = startApp(t, home)
	boot := must[Boot](t)(a.Desktop.Boot(""))
	if len(boot.Notices) != 1 || boot.Notices[0].Code != connect.CodeDamaged {
		t.Fatalf("notices are %+v", boot.Notices)
	}
	must[SettingsView](t)(a.Desktop.SaveSettings("", boot.Settings))
	a.shutdown(context.Background())
	a = startApp(t, home)
	if boot := must[Boot](t)(a.Desktop.Boot("")); len(boot.Notices) != 0 {
		t.Errorf("said again although new ones were saved: %+v", boot.Notices)
	}
	if stored, err := a.bench.Store.Blob("settings" + ".unreadable"); err != nil || string(stored) != odd {
		t.Errorf("what was there is %q now: %v", stored, err)
	}
}

// The page may call before the data folder is open: the call waits.
func TestCallsWaitUntilTheFolderIsOpen(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv(workbench.HomeVariable, t.TempDir())
	a := New()
	a.emit = func(string, any) {}
	results := make(chan error, 3)
	for _, call := range []func() error{
		func() error { _, err := a.Drafts.Count("1"); return err },
		func() error { _, err := a.Drafts.List("2"); return err },
		func() error { _, err := a.Clusters.List("3"); return err },
	} {
		go func() { results <- call() }()
	}
	waiting := func() int { a.calls.mu.Lock(); defer a.calls.mu.Unlock(); return len(a.calls.cancels) }
	for waiting() < 3 {
		time.Sleep(time.Millisecond)
	}
	a.calls.open(t.Context(), a.open(t.Context()))
	t.Cleanup(func() { a.shutdown(context.Background()) })
	for range 3 {
		if err := <-results; err != nil {
			t.Errorf("%+v", connect.ProblemOf(err))
		}
	}
}

func TestTheSandboxScaleIsHarmless(t *testing.T) {
	for text, want := range map[string]int{"": 0, "x": 0, "-1": 0, "250": 250, "999999999": mostSandbox, "99999999999999999999": 0} {
		t.Setenv("SLUICEWAY_SANDBOX_SCALE", text)
		if got := sandboxScale(); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestNoNoticeQuotesACause(t *testing.T) {
	home := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(home, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	boot := must[Boot](t)(startApp(t, home).Desktop.Boot(""))
	text, err := json.Marshal(boot)
	if err != nil || len(boot.Notices) != 1 {
		t.Fatal(boot, err)
	}
	if strings.Contains(string(text), "not a directory") {
		t.Errorf("the system's words reach the page: %s", text)
	}
}

// raiseSchema gives a database the schema version of a later release.
func raiseSchema(t *testing.T, database string) {
	t.Helper()
	writeDatabase(t, database, func(tx *bbolt.Tx) error {
		bucket, key, content := []byte("meta"), []byte("schema"), []byte("99")
		sum := sha256.Sum256(slices.Concat(bucket, []byte{0}, key, []byte{0}, content))
		return tx.Bucket(bucket).Put(key, slices.Concat([]byte{1}, sum[:16], content))
	})
}

func TestTheDataFolderIsOpenedWhileTheWindowIsMade(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv(workbench.HomeVariable, t.TempDir())
	a := New()
	a.emit = func(string, any) {}
	a.Begin()
	t.Cleanup(func() { a.shutdown(context.Background()) })
	err := <-a.opening // without a window
	if err != nil || a.bench.Store == nil {
		t.Fatal(err)
	}
	a.opening <- err
	a.start(t.Context())
	if boot := must[Boot](t)(a.Desktop.Boot("")); !boot.Opened || a.window() == nil {
		t.Errorf("boot is %+v", boot)
	}
}
