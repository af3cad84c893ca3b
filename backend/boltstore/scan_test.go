package boltstore

import (
	"os"
	"path/filepath"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile/profiletest"
)

func FuzzScan(f *testing.F) {
	path := filepath.Join(f.TempDir(), FileName)
	s, err := Open(path, Options{})
	if err != nil {
		f.Fatal(err)
	}
	for _, id := range []connect.ProfileID{"a", "b"} {
		if err := s.PutProfile(f.Context(), profiletest.Full(id, string(id))); err != nil {
			f.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole, 0, byte(0))
	f.Add(whole, 5000, byte(0xff))
	f.Add(whole[:len(whole)/2], 9000, byte(1))
	f.Fuzz(func(t *testing.T, file []byte, at int, flip byte) {
		if at >= 0 && at < len(file) {
			file[at] ^= flip
		}
		found, err := scan(file) // must neither panic nor loop
		if err == nil && found == nil {
			t.Error("an undamaged file has no contents")
		}
	})
}
