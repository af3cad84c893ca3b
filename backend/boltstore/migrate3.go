package boltstore

import (
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"
)

// severalSecrets migrates to schema 3: a profile names the keyring entry of each of its
// secrets, of which the password was the only one before, and what it denies, which was
// everything or nothing. The keyring is not changed.
func severalSecrets(tx *bbolt.Tx) error {
	changed := map[string][]byte{}
	err := tx.Bucket([]byte(bucketProfiles)).ForEach(func(id, value []byte) error {
		content, err := unwrap([]byte(bucketProfiles), id, value)
		if err != nil {
			return nil //nolint:nilerr // damaged values are set aside after the migration
		}
		profile := map[string]json.RawMessage{}
		if err := json.Unmarshal(content, &profile); err != nil {
			return nil //nolint:nilerr // damaged values are set aside after the migration
		}
		if err := withSecrets(profile); err != nil {
			return err
		}
		changed[string(id)], err = json.Marshal(profile)
		return err //nolint:wrapcheck // encoding raw JSON does not fail
	})
	if err != nil {
		return err
	}
	for id, content := range changed {
		if err := put(tx, bucketProfiles, id, content); err != nil {
			return err
		}
	}
	return nil
}

func withSecrets(profile map[string]json.RawMessage) error {
	if entry, there := profile["secret_entry"]; there {
		entries, err := json.Marshal(map[string]json.RawMessage{"password": entry})
		if err != nil {
			return fmt.Errorf("name the secrets of a profile: %w", err)
		}
		profile["secret_entries"] = entries
		delete(profile, "secret_entry")
	}
	if string(profile["read_only"]) == "true" {
		profile["denied"] = json.RawMessage(`{"create":true,"edit":true,"state":true,"delete":true,"offsets":true}`)
	}
	delete(profile, "read_only")
	return nil
}
