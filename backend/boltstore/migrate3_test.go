package boltstore

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
)

// TestProfilesOfSchema2KeepTheirPassword migrates profiles as schema 2 wrote them.
func TestProfilesOfSchema2KeepTheirPassword(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, path, Options{migrations: migrations()[:2]})
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for id, content := range map[string]string{
			"basic":  `{"id":"basic","name":"basic","url":"http://x","login":"basic","username":"u","secret_entry":"profile/basic/1","ca_file":"","skip_verify":false,"time_limit":1000000000,"read_only":false,"single_worker":true,"group_id":"g"}`,
			"closed": `{"id":"closed","name":"closed","url":"http://y","login":"none","read_only":true}`,
		} {
			if err := put(tx, bucketProfiles, id, []byte(content)); err != nil {
				return err
			}
		}
		return tx.Bucket([]byte(bucketProfiles)).Put([]byte("damaged"), []byte("no envelope"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.MarkSecret(t.Context(), "profile/basic/1", "kept"); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)

	s = openAt(t, path, Options{})
	if n := s.Notices(); len(n) != 1 {
		t.Errorf("notices are %+v, want that of the damaged profile", n)
	}
	got, err := s.Profiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []connect.Profile{
		{
			ID: "basic", Name: "basic", URL: "http://x", Login: connect.LoginBasic, Username: "u", TimeLimit: 1_000_000_000, SingleWorker: true, GroupID: "g",
			SecretEntries: map[connect.SecretKey]string{connect.SecretPassword: "profile/basic/1"},
		},
		{ID: "closed", Name: "closed", URL: "http://y", Login: connect.LoginNone, Denied: connect.DeniedAll()},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	keyring := &profiletest.Keyring{}
	if _, err := keyring.Set(t.Context(), "profile/basic/1", "", connect.NewSecret("pw")); err != nil {
		t.Fatal(err)
	}
	service := &profile.Service{Store: s, Secrets: keyring}
	if err := service.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if secrets, err := service.SecretsFor(t.Context(), "basic"); err != nil || secrets[connect.SecretPassword].Reveal() != "pw" {
		t.Errorf("the password is lost: %v", err)
	}
}
