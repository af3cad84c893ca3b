package boltstore

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
	"sluiceway/backend/records"
	"sluiceway/backend/records/recordstest"
)

var (
	_ profile.Store = (*Store)(nil)
	_ records.Store = (*Store)(nil)
)

func openAt(t *testing.T, path string, o Options) *Store {
	t.Helper()
	s, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newStore(t *testing.T) *Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "data", FileName), Options{})
}

func wantCode(t *testing.T, err error, code connect.Code) {
	t.Helper()
	if connect.CodeOf(err) != code {
		t.Errorf("error %v has code %q, want %q", err, connect.CodeOf(err), code)
	}
}

func TestProfileStore(t *testing.T) {
	profiletest.RunStore(t, func(t *testing.T) profile.Store { return newStore(t) })
}

func TestRecordStore(t *testing.T) {
	recordstest.RunStore(t, func(t *testing.T) records.Store { return newStore(t) })
}

func TestBlobs(t *testing.T) {
	s := newStore(t)
	_, err := s.Blob("settings")
	wantCode(t, err, connect.CodeNotFound)
	for _, want := range [][]byte{[]byte("one"), {}, []byte("two\x00")} {
		if err := s.PutBlob("settings", want); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Blob("settings"); err != nil || !bytes.Equal(want, got) {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
}

func TestFolderIDStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	first := openAt(t, path, Options{})
	id, err := first.FolderID(t.Context())
	if err != nil || len(id) < 16 {
		t.Fatalf("%q, %v", id, err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := openAt(t, path, Options{}).FolderID(t.Context()); again != id || err != nil {
		t.Errorf("%q, %v; want %q", again, err, id)
	}
	if other, err := newStore(t).FolderID(t.Context()); other == id || err != nil {
		t.Errorf("two folders share %q, %v", other, err)
	}
}

func TestPermissions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", FileName)
	openAt(t, path, Options{})
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has %o, want %o", name, info.Mode().Perm(), want)
		}
	}
}

func TestSecondOpenIsLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	openAt(t, path, Options{})
	_, err := Open(path, Options{Timeout: time.Millisecond})
	wantCode(t, err, connect.CodeLocked)
}

func TestUnreachableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(filepath.Join(file, "data", FileName), Options{})
	wantCode(t, err, connect.CodeInternal)
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	newer := append(migrations(), migration{to: len(migrations()) + 1, run: func(*bbolt.Tx) error { return nil }})
	s := openAt(t, path, Options{migrations: newer})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(path, Options{})
	wantCode(t, err, connect.CodeNewerSchema)
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("there are %d files", len(files))
	}
	openAt(t, path, Options{migrations: newer}) // and the lock is free again
}

func TestMigrationRunsOnceOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, path, Options{})
	if err := s.PutProfile(t.Context(), profiletest.Full("a", "a")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	failing := append(migrations(), migration{to: len(migrations()) + 1, run: func(tx *bbolt.Tx) error {
		return errors.Join(put(tx, bucketSettings, "half", []byte("x")), errors.New("planned"))
	}})
	_, err := Open(path, Options{migrations: failing})
	wantCode(t, err, connect.CodeInternal)

	runs := 0
	working := append(migrations(), migration{to: len(migrations()) + 1, run: func(tx *bbolt.Tx) error {
		runs++
		if content, err := get(tx, bucketSettings, "half"); content != nil || err != nil {
			t.Errorf("a failed migration left %q, %v", content, err)
		}
		return nil
	}})
	for range 2 {
		s = openAt(t, path, Options{migrations: working})
		if _, err := s.Profile(t.Context(), "a"); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if runs != 1 {
		t.Errorf("the migration ran %d times", runs)
	}
}

func TestMigrationTableHasNoGaps(t *testing.T) {
	for i, m := range migrations() {
		if m.to != i+1 {
			t.Errorf("entry %d migrates to schema %d", i, m.to)
		}
	}
}

func TestTryLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	release, won, err := TryLock(dir)
	if err != nil || !won {
		t.Fatalf("%t, %v", won, err)
	}
	if _, again, err := TryLock(dir); again || err != nil {
		t.Errorf("the folder was locked twice: %t, %v", again, err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	release, won, err = TryLock(dir)
	if err != nil || !won {
		t.Fatalf("after the release: %t, %v", won, err)
	}
	if err := release(); err != nil {
		t.Error(err)
	}
}

func names(t *testing.T, s *Store) []string {
	t.Helper()
	all, err := s.Profiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, p := range all {
		out = append(out, p.Name)
	}
	slices.Sort(out)
	return out
}

func TestOneDamagedValueIsSetAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, path, Options{})
	for _, id := range []connect.ProfileID{"a", "b", "c"} {
		if err := s.PutProfile(t.Context(), profiletest.Full(id, "name-"+string(id))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	flip(t, path, "name-b")

	s = openAt(t, path, Options{})
	if diff := cmp.Diff([]string{"name-a", "name-c"}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	notices := s.Notices()
	if len(notices) != 1 || notices[0].Code != connect.CodeDamaged || notices[0].Path != path {
		t.Errorf("notices are %+v", notices)
	}
	if n := count(t, s, bucketDamaged); n != 1 {
		t.Errorf("%d values are set aside, want 1", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if again := openAt(t, path, Options{}); len(again.Notices()) != 0 {
		t.Error("damage is reported twice")
	}
}

func TestDamageFoundWhileRunning(t *testing.T) {
	s := newStore(t)
	for _, id := range []connect.ProfileID{"a", "b"} {
		if err := s.PutProfile(t.Context(), profiletest.Full(id, string(id))); err != nil {
			t.Fatal(err)
		}
	}
	err := s.db.Update(func(tx *bbolt.Tx) error {
		return errors.Join(
			tx.Bucket([]byte(bucketProfiles)).Put([]byte("b"), []byte("no envelope at all")),
			put(tx, bucketProfiles, "c", []byte("no JSON")),
			tx.Bucket([]byte(bucketSettings)).Put([]byte("settings"), wrap([]byte("other"), []byte("settings"), []byte("{}"))),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Blob("settings") // a sound value in the wrong place
	wantCode(t, err, connect.CodeDamaged)
	_, err = s.Profile(t.Context(), "b")
	wantCode(t, err, connect.CodeDamaged)
	if diff := cmp.Diff([]string{"a"}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	if n := count(t, s, bucketDamaged); n != 2 || len(s.Notices()) != 2 {
		t.Errorf("%d values are set aside with %d notices, want 2", n, len(s.Notices()))
	}
}

func count(t *testing.T, s *Store, bucket string) int {
	t.Helper()
	n := 0
	err := s.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucket)).ForEach(func([]byte, []byte) error { n++; return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// flip damages every occurrence of text in the file.
func flip(t *testing.T, path, text string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for from := 0; ; found++ {
		i := bytes.Index(content[from:], []byte(text))
		if i < 0 {
			break
		}
		content[from+i] ^= 0x01
		from += i + 1
	}
	if found == 0 {
		t.Fatalf("%q is not in the file", text)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
