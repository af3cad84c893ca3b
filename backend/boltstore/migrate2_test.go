package boltstore

import (
	"maps"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
)

// TestPasswordsOfSchema1AreFound migrates a folder with passwords in every state that
// schema 1 knows.
func TestPasswordsOfSchema1AreFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, path, Options{migrations: migrations()[:1]})
	keyring := &profiletest.Keyring{}
	for _, one := range []struct{ id, login, word, password string }{
		{"kept", "basic", "kept", "pw-kept"},
		{"late", "basic", "session", "pw-late"},
		{"unnoted", "basic", "", "pw-unnoted"},
		{"empty", "basic", "empty", ""},
		{"leftover", "basic", "orphan", "pw-old"}, // set to empty while the keyring did not answer
		{"missing", "basic", "", ""},
		{"open", "none", "", ""},
	} {
		p := connect.Profile{ID: connect.ProfileID(one.id), Name: one.id, URL: "http://x", Login: connect.Login(one.login)}
		if err := s.PutProfile(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if err := s.MarkSecret(t.Context(), "profile/"+one.id, one.word); err != nil {
			t.Fatal(err)
		}
		if one.password != "" {
			if _, err := keyring.Set(t.Context(), "profile/"+one.id, "", connect.NewSecret(one.password)); err != nil {
				t.Fatal(err)
			}
		}
	}
	err := s.db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketProfiles)).Put([]byte("damaged"), []byte("no envelope"))
	})
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.FolderID(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)

	s = openAt(t, path, Options{})
	if again, err := s.FolderID(t.Context()); again != id || err != nil {
		t.Fatalf("%s, %v", again, err)
	}
	if n := s.Notices(); len(n) != 1 {
		t.Errorf("notices are %+v, want that of the damaged profile", n)
	}
	service := &profile.Service{Store: s, Secrets: keyring}
	for id, want := range map[connect.ProfileID]string{"kept": "pw-kept", "late": "pw-late", "unnoted": "pw-unnoted", "empty": "", "leftover": "", "open": ""} {
		if secret, err := service.SecretsFor(t.Context(), id); err != nil || secret[connect.SecretPassword].Reveal() != want {
			t.Errorf("%s: %q, %v", id, secret[connect.SecretPassword].Reveal(), err)
		}
	}
	_, err = service.SecretsFor(t.Context(), "missing")
	wantCode(t, err, connect.CodeSecretMissing)
	if err := service.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"profile/kept": "pw-kept", "profile/late": "pw-late", "profile/unnoted": "pw-unnoted"}
	if got := keyring.Stored(); !maps.Equal(want, got) {
		t.Errorf("after the sweep the keyring holds %v", got)
	}
}
