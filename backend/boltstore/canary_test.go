package boltstore_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"sluiceway/backend/boltstore"
	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/logfile"
	"sluiceway/backend/profile"
	"sluiceway/backend/records"
)

const canary = "canary-Xy9/%20'\"-password"

// folder is a data folder and everything that writes to it.
type folder struct {
	store    *boltstore.Store
	log      *logfile.File
	keychain *keychain.Keychain
	profiles *profile.Service
	records  *records.Service
}

func openFolder(t *testing.T, dir string, backend keychain.Backend) *folder {
	t.Helper()
	f := &folder{}
	var err error
	f.log, err = logfile.Open(filepath.Join(dir, "logs"), logfile.Options{Hide: func(text string) string { return text }, Level: slog.LevelDebug})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(f.log.Handler())
	f.store, err = boltstore.Open(filepath.Join(dir, boltstore.FileName), boltstore.Options{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	id, err := f.store.FolderID(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f.keychain = keychain.New(keychain.Options{Namespace: id, Backend: backend, Log: log})
	f.records = records.New(records.Options{Store: f.store, Keys: f.keychain, Log: log, Secret: func(c connect.Config) []string {
		var keys []string
		for key := range c {
			if strings.Contains(key, "password") {
				keys = append(keys, key)
			}
		}
		return keys
	}})
	f.profiles = &profile.Service{Store: f.store, Secrets: f.keychain, Attached: f.records}
	return f
}

func (f *folder) close(t *testing.T) {
	t.Helper()
	f.records.Close()
	if err := errors.Join(f.store.Close(), f.log.Close()); err != nil {
		t.Fatal(err)
	}
}

// dead is the backend of a computer without a keyring.
type dead struct{}

func (dead) Set(_, _, _ string) error        { return errors.New("no keyring") }
func (dead) Get(_, _ string) (string, error) { return "", errors.New("no keyring") }
func (dead) Delete(_, _ string) error        { return errors.New("no keyring") }

// alive is a keyring in memory.
type alive struct{ entries sync.Map }

func (a *alive) Set(_, user, secret string) error { a.entries.Store(user, secret); return nil }

func (a *alive) Get(_, user string) (string, error) {
	text, ok := a.entries.Load(user)
	if !ok {
		return "", keyring.ErrNotFound
	}
	return text.(string), nil
}

func (a *alive) Delete(_, user string) error { a.entries.Delete(user); return nil }

func TestNoSecretIsOnDiskInClear(t *testing.T) {
	for name, backend := range map[string]keychain.Backend{"with a keyring": &alive{}, "without": dead{}} {
		t.Run(name, func(t *testing.T) {
			liveInFolder(t, t.TempDir(), backend, name == "with a keyring")
		})
	}
}

// liveInFolder uses all features that handle secrets, over two starts, and searches
// every byte of the folder for them.
func liveInFolder(t *testing.T, dir string, backend keychain.Backend, hasKeyring bool) {
	t.Helper()
	ctx := t.Context()
	config := connect.Config{"name": "orders", "connector.class": "io.Example", "db.password": canary, "hidden.pin": "p-" + canary}
	f := openFolder(t, dir, backend)
	saved, err := f.profiles.Save(ctx, profile.Input{
		View:    profile.View{Permissions: profile.AllPermissions(), Name: "a", URL: "http://localhost:8083", Environment: "dev", Login: connect.LoginBasic, Username: "ada", Headers: []connect.Header{{Name: "X-Key", Value: canary, Secret: true}}},
		Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret(canary), connect.SecretHeader + "X-Key": connect.NewSecret("key-" + canary)},
	})
	if err != nil {
		t.Fatal(err)
	}
	id := saved.Profile.ID
	draft := connect.Draft{ID: "d1", Profile: id, Mode: connect.DraftEdit, Name: "orders", Base: config.Clone(), Config: config.Clone(), Secrets: []string{"hidden.pin"}}
	for range 3 {
		if err := f.records.Drafts.Save(ctx, draft); err != nil {
			t.Fatal(err)
		}
		draft.Config["db.password"] += "-longer"
	}
	delete(config, "hidden.pin") // known to be secret from its definition only
	deleted, _, err := f.records.Deleted.Store(ctx, id, "orders", "sink", config)
	if err != nil {
		t.Fatal(err)
	}
	f.close(t)
	searchFolder(t, dir)

	f = openFolder(t, dir, backend)
	defer f.close(t)
	got, err := f.records.Drafts.Get(ctx, "d1")
	if err != nil {
		t.Fatal(err)
	}
	gone, err := f.records.Deleted.Get(ctx, deleted)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := f.profiles.SecretsFor(ctx, id)
	if hasKeyring {
		if !strings.HasPrefix(got.Config["db.password"], canary) || got.Base["hidden.pin"] != "p-"+canary || gone.Config["db.password"] != canary {
			t.Error("a secret is missing after the restart")
		}
		if err != nil || secret[connect.SecretPassword].Reveal() != canary || secret[connect.SecretHeader+"X-Key"].Reveal() != "key-"+canary {
			t.Errorf("a secret of the profile is missing after the restart: %v", err)
		}
	} else {
		if len(got.MissingSecrets) != 2 || len(gone.MissingSecrets) != 1 || got.Config["name"] != "orders" {
			t.Errorf("the missing secrets are %v and %v", got.MissingSecrets, gone.MissingSecrets)
		}
		if connect.CodeOf(err) != connect.CodeKeyring {
			t.Errorf("the password: %v", err)
		}
	}
	if err := f.profiles.Delete(ctx, id); err != nil {
		t.Error(err)
	}
	searchFolder(t, dir)
}

func searchFolder(t *testing.T, dir string) {
	t.Helper()
	quoted, err := json.Marshal(canary)
	if err != nil {
		t.Fatal(err)
	}
	forms := map[string]string{
		"clear": canary, "JSON": string(bytes.Trim(quoted, `"`)), "a part": "canary-Xy9", "hex": hex.EncodeToString([]byte(canary)),
		"base64": base64.StdEncoding.EncodeToString([]byte(canary))[:20], "base64 at 1": base64.StdEncoding.EncodeToString([]byte("x" + canary))[4:20], "base64 at 2": base64.StdEncoding.EncodeToString([]byte("xx" + canary))[4:20],
	}
	files := 0
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		content, err := os.ReadFile(path)
		for form, text := range forms {
			if bytes.Contains(content, []byte(text)) {
				t.Errorf("%s contains the secret as %s", entry.Name(), form)
			}
		}
		return err
	})
	if err != nil || files < 2 {
		t.Errorf("%d files searched, %v", files, err)
	}
}
