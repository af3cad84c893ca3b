// Package killtest kills a writing process at random times and checks what the next start
// finds.
package killtest

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/boltstore"
	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/keychain/keychaintest"
	"sluiceway/backend/profile"
	"sluiceway/backend/records"
)

// folder is a data folder with the services that write to it.
type folder struct {
	store    *boltstore.Store
	backend  keychaintest.File
	profiles *profile.Service
	records  *records.Service
	close    func() error
}

func openFolder(t testing.TB, dir string) *folder {
	t.Helper()
	store, err := boltstore.Open(filepath.Join(dir, boltstore.FileName), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	id, err := store.FolderID(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := &folder{store: store, backend: keychaintest.File{Dir: filepath.Join(dir, "keyring")}}
	keys := keychain.New(keychain.Options{Namespace: id, Backend: f.backend})
	f.records = records.New(records.Options{Store: store, Keys: keys, Secret: secretKeys})
	f.profiles = &profile.Service{Store: store, Secrets: keys, Attached: f.records}
	f.close = func() error {
		f.records.Close()
		return store.Close()
	}
	return f
}

func secretKeys(c connect.Config) []string {
	return slices.DeleteFunc(c.Keys(), func(key string) bool { return !strings.Contains(key, "password") })
}
