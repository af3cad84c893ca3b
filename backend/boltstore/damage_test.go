package boltstore

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile/profiletest"
)

const page = 4096

// fill creates a database with so many values that damage in the middle hits pages in
// use, and returns its bytes.
func fill(t *testing.T, path string) []byte {
	t.Helper()
	s := openAt(t, path, Options{})
	for i := range 120 {
		p := profiletest.Full(connect.ProfileID(fmt.Sprintf("id-%03d", i)), fmt.Sprintf("name-%03d", i))
		p.CAFile = strings.Repeat("x", 300)
		if err := s.PutProfile(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func fillPages(content []byte, from, to int, with byte) []byte {
	for i := from * page; i < min(to*page, len(content)); i++ {
		content[i] = with
	}
	return content
}

// TestDamagedFiles opens files with each kind of damage. The damaged bytes must be
// preserved, the person notified, and the store usable.
func TestDamagedFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	whole := fill(t, path)
	if len(whole) < 16*page {
		t.Fatalf("the file has only %d bytes", len(whole))
	}
	tests := map[string]func(content []byte) []byte{
		"empty file":            func([]byte) []byte { return []byte{} },
		"100 bytes":             func(c []byte) []byte { return c[:100] },
		"one page":              func(c []byte) []byte { return c[:page] },
		"garbage":               func(c []byte) []byte { return bytes.Repeat([]byte{0xa5, 0x17, 0x03}, len(c)/3) },
		"JSON text":             func([]byte) []byte { return []byte(`{"profiles":[]}`) },
		"both metas zeroed":     func(c []byte) []byte { return fillPages(c, 0, 2, 0) },
		"truncated to half":     func(c []byte) []byte { return c[:len(c)/2/page*page] },
		"truncated to 3 pages":  func(c []byte) []byte { return c[:3*page] },
		"truncated to 2 pages":  func(c []byte) []byte { return c[:2*page] },
		"truncated in a page":   func(c []byte) []byte { return c[:len(c)/3+17] },
		"pages from 4 are zero": func(c []byte) []byte { return fillPages(c, 4, len(c)/page, 0) },
		"pages from 4 are 0xff": func(c []byte) []byte { return fillPages(c, 4, len(c)/page, 0xff) },
		"pages from 2 are zero": func(c []byte) []byte { return fillPages(c, 2, len(c)/page, 0) },
		"pages from 2 are 0xff": func(c []byte) []byte { return fillPages(c, 2, len(c)/page, 0xff) },
	}
	for name, damage := range tests {
		t.Run(name, func(t *testing.T) {
			damaged := damage(bytes.Clone(whole))
			path := filepath.Join(t.TempDir(), FileName)
			if err := os.WriteFile(path, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			s := openAt(t, path, Options{})
			notices := s.Notices()
			if len(notices) != 1 || notices[0].Code != connect.CodeDamaged {
				t.Fatalf("notices are %+v", notices)
			}
			aside, err := os.ReadFile(notices[0].Path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(aside, damaged) {
				t.Error("the file that was set aside is not the damaged one")
			}
			checkWorks(t, s, path)
		})
	}
}

// TestEveryPage damages each page in three ways. Profiles may be lost, but not without a
// notice, and the store must be usable.
func TestEveryPage(t *testing.T) {
	whole := fill(t, filepath.Join(t.TempDir(), FileName))
	for _, with := range []byte{0x00, 0xff, 0x5a} {
		for p := range len(whole) / page {
			t.Run(fmt.Sprintf("page %d is %#x", p, with), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), FileName)
				damaged := fillPages(bytes.Clone(whole), p, p+1, with)
				if err := os.WriteFile(path, damaged, 0o600); err != nil {
					t.Fatal(err)
				}
				s := openAt(t, path, Options{})
				lost := 120 - len(names(t, s))
				if lost > 0 && len(s.Notices()) == 0 {
					t.Errorf("%d profiles are lost without a notice", lost)
				}
				checkWorks(t, s, path)
			})
		}
	}
}

// TestEveryFlippedByte flips single bytes throughout the file.
func TestEveryFlippedByte(t *testing.T) {
	whole := fill(t, filepath.Join(t.TempDir(), FileName))
	step := 211
	if testing.Short() {
		step = 2011
	}
	dir := t.TempDir()
	for at := 0; at < len(whole); at += step {
		path := filepath.Join(dir, fmt.Sprint(at), FileName)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		damaged := bytes.Clone(whole)
		damaged[at] ^= 0xff
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatalf("byte %d: %v", at, err)
		}
		got := names(t, s)
		if lost := 120 - len(got); lost > 0 && len(s.Notices()) == 0 {
			t.Errorf("byte %d: %d profiles are lost without a notice", at, lost)
		}
		for _, name := range got {
			if !strings.HasPrefix(name, "name-") {
				t.Errorf("byte %d: a profile became %q", at, name)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Dir(path)); err != nil {
			t.Fatal(err)
		}
	}
}

// checkWorks checks that the store can be written, closed, opened and read.
func checkWorks(t *testing.T, s *Store, path string) {
	t.Helper()
	if err := s.PutProfile(t.Context(), profiletest.Full("fresh", "fresh")); err != nil {
		t.Fatal(err)
	}
	before := names(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, path, Options{})
	if diff := cmp.Diff(before, names(t, again)); diff != "" {
		t.Error(diff)
	}
	if len(again.Notices()) != 0 {
		t.Errorf("the next start has notices: %+v", again.Notices())
	}
}

func TestSetAsideNamesDoNotCollide(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	for range 3 {
		if err := os.WriteFile(path, []byte("garbage"), 0o600); err != nil {
			t.Fatal(err)
		}
		s := openAt(t, path, Options{Now: fixedNow})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(path + ".damaged-*")
	if err != nil || len(files) != 3 {
		t.Errorf("%v, %v; want 3 files", files, err)
	}
}

func TestReadableValuesAreCarriedOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	whole := fill(t, path)
	// If only the list of free pages is wrong, every value can still be read.
	damaged := bytes.Clone(whole)
	for p := 2; p < len(damaged)/page; p++ {
		flags := damaged[p*page+8]
		if flags == 0x10 { // freelist: drop one free page
			damaged[p*page+10]--
		}
	}
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path, Options{})
	if notices := s.Notices(); len(notices) != 1 || !strings.Contains(notices[0].Text, "120 entries") {
		t.Errorf("notices are %+v", notices)
	}
	if n := len(names(t, s)); n != 120 {
		t.Errorf("%d profiles were carried over", n)
	}
}

func fixedNow() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }
