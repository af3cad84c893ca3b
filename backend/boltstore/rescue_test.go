package boltstore

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile/profiletest"
)

func closeStore(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// block makes it impossible to write a new file next to the database, as on a full
// disk.
func block(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(path+newSuffix, 0o500); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedFileStaysUntilTheNewOneIsComplete(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	whole := fill(t, path)
	damaged := fillPages(bytes.Clone(whole), 0, 2, 0)
	writeFile(t, path, damaged)
	full := migration{to: 3, run: func(*bbolt.Tx) error { return os.ErrClosed }} // fails as on a full disk
	_, err := Open(path, Options{migrations: append(migrations(), full)})
	wantCode(t, err, connect.CodeDamaged)
	if !bytes.Equal(readFile(t, path), damaged) {
		t.Error("the damaged file was changed")
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("the failed rescue left %v", files)
	}
	if s := openAt(t, path, Options{}); len(s.Notices()) != 1 || !bytes.Equal(readFile(t, s.Notices()[0].Path), damaged) {
		t.Errorf("the next start says %+v", s.Notices())
	}
}

func TestAnEmptyFileIsNotTakenForTheDamagedOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data [1]", FileName) // brackets are special in patterns
	whole := fill(t, path)
	damaged := bytes.Clone(whole)
	for p := 2; p < len(damaged)/page; p++ {
		if damaged[p*page+8] == 0x10 {
			damaged[p*page+10]--
		}
	}
	aside := path + asideSuffix + "20260304T050607Z"
	writeFile(t, aside, damaged)
	writeFile(t, path, nil) // left by an older version that ended halfway
	s := openAt(t, path, Options{})
	if n := len(names(t, s)); n != 120 {
		t.Errorf("%d profiles were recovered", n)
	}
	notices := s.Notices()
	if len(notices) != 1 || notices[0].Path != aside {
		t.Errorf("notices are %+v, want %s named", notices, aside)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 2 {
		t.Errorf("the empty file was set aside, too: %v", files)
	}
}

func TestLostValuesAreRestoredFromTheCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	fill(t, path)
	s := openAt(t, path, Options{})
	id, err := s.FolderID(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.UpdateCopy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.PutProfile(t.Context(), profiletest.Full("later", "later")); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	for name, damage := range map[string]func([]byte) []byte{
		"both metas zeroed": func(c []byte) []byte { return fillPages(c, 0, 2, 0) },
		"garbage":           func(c []byte) []byte { return bytes.Repeat([]byte{0xa5}, len(c)) },
		"nothing":           func([]byte) []byte { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			copied := filepath.Join(t.TempDir(), FileName)
			writeFile(t, copied, damage(readFile(t, path)))
			writeFile(t, copied+copySuffix, readFile(t, path+copySuffix))
			s := openAt(t, copied, Options{})
			if n := len(names(t, s)); n != 120 {
				t.Errorf("%d profiles", n)
			}
			if again, err := s.FolderID(t.Context()); again != id || err != nil {
				t.Errorf("the passwords cannot be found: %s, %v", again, err)
			}
			if n := s.Notices(); len(n) != 1 || !strings.Contains(n[0].Text, "120 from the copy of") {
				t.Errorf("notices are %+v", n)
			}
		})
	}
}

func TestADamagedValueIsRestoredFromTheCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, path, Options{})
	for _, id := range []connect.ProfileID{"a", "b"} {
		if err := s.PutProfile(t.Context(), profiletest.Full(id, "name-"+string(id))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.UpdateCopy(t.Context()); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	flip(t, path, "name-b")
	s = openAt(t, path, Options{})
	if diff := cmp.Diff([]string{"name-a", "name-b"}, names(t, s)); diff != "" {
		t.Error(diff)
	}
	if n := s.Notices(); len(n) != 1 || !strings.Contains(n[0].Text, "restored from the copy of") {
		t.Errorf("notices are %+v", n)
	}
}

func TestDeletedValuesAreNotRestoredFromTheCopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	fill(t, path)
	s := openAt(t, path, Options{})
	if err := s.UpdateCopy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteProfile(t.Context(), "id-007"); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	damaged := readFile(t, path)
	for p := 2; p < len(damaged)/page; p++ {
		if damaged[p*page+8] == 0x10 {
			damaged[p*page+10]--
		}
	}
	writeFile(t, path, damaged)
	if s = openAt(t, path, Options{}); len(names(t, s)) != 119 || len(s.Notices()) != 1 {
		t.Errorf("%d profiles, %+v", len(names(t, s)), s.Notices())
	}
}

func TestAnIncompleteCopyReplacesNothing(t *testing.T) {
	s := newStore(t)
	if err := s.UpdateCopy(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, s.db.Path()+copySuffix)
	block(t, s.db.Path()+copySuffix)
	if err := s.UpdateCopy(t.Context()); err == nil {
		t.Error("no error")
	}
	if !bytes.Equal(before, readFile(t, s.db.Path()+copySuffix)) {
		t.Error("the last good copy was changed")
	}
}

// TestAFlippedBitInMetadataLosesNothing damages each metadata value in either bucket
// and in both.
func TestAFlippedBitInMetadataLosesNothing(t *testing.T) {
	for _, key := range []string{keySchema, keyFolder, keyOrder} {
		for _, buckets := range [][]string{{bucketMeta}, {bucketMetaCopy}, {bucketMeta, bucketMetaCopy}} {
			t.Run(key+" in "+strings.Join(buckets, " and "), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), FileName)
				fill(t, path)
				s := openAt(t, path, Options{})
				id, err := s.FolderID(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if err := s.UpdateCopy(t.Context()); err != nil {
					t.Fatal(err)
				}
				flipValue(t, s, key, buckets)
				closeStore(t, s)
				for range 2 {
					s = openAt(t, path, Options{})
					if n := len(names(t, s)); n != 120 {
						t.Errorf("%d profiles are left", n)
					}
					if again, err := s.FolderID(t.Context()); again != id || err != nil {
						t.Errorf("the passwords cannot be found: %q, %v", again, err)
					}
					closeStore(t, s)
				}
				if n := s.Notices(); len(n) > 0 {
					t.Errorf("the damage was not repaired: %+v", n)
				}
			})
		}
	}
}

func flipValue(t *testing.T, s *Store, key string, buckets []string) {
	t.Helper()
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for _, bucket := range buckets {
			b := tx.Bucket([]byte(bucket))
			value := bytes.Clone(b.Get([]byte(key)))
			value[len(value)-1] ^= 0x10
			if err := b.Put([]byte(key), value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAValueThatWasSavedAgainIsNotSetAside(t *testing.T) {
	s := newStore(t)
	if err := s.PutProfile(t.Context(), profiletest.Full("a", "a")); err != nil {
		t.Fatal(err)
	}
	if err := s.setAside(bucketProfiles, "a", replacement{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a"}, names(t, s)); diff != "" || len(s.Notices()) > 0 {
		t.Errorf("%s, %+v", diff, s.Notices())
	}
}
