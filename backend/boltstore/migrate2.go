package boltstore

import (
	"bytes"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"
)

// nameSecrets migrates to schema 2: metadata gets its second copy, and each profile
// names the keyring entry of its password, which was always "profile/<id>" before. The
// keyring is not changed. The migration uses raw JSON, because the Go types may change
// later.
func nameSecrets(tx *bbolt.Tx) error {
	if err := copyMeta(tx); err != nil {
		return err
	}
	named := map[string][]byte{}
	err := tx.Bucket([]byte(bucketProfiles)).ForEach(func(id, value []byte) error {
		content, err := unwrap([]byte(bucketProfiles), id, value)
		if err != nil {
			return nil //nolint:nilerr // damaged values are set aside after the migration
		}
		profile := map[string]json.RawMessage{}
		if err := json.Unmarshal(content, &profile); err != nil {
			return nil //nolint:nilerr // damaged values are set aside after the migration
		}
		if !bytes.Equal(profile["login"], []byte(`"basic"`)) {
			return nil
		}
		profile["secret_entry"], err = json.Marshal(entryOf(tx, id))
		if err != nil {
			return fmt.Errorf("name the password of a profile: %w", err)
		}
		named[string(id)], err = json.Marshal(profile)
		return err //nolint:wrapcheck // JSON that was just decoded is encoded again, which does not fail
	})
	if err != nil {
		return err
	}
	for id, content := range named {
		if err := put(tx, bucketProfiles, id, content); err != nil {
			return err
		}
	}
	return putEmptyMarks(tx, named)
}

// emptyEntry is the entry of a profile whose password was set to empty while the
// keyring could not delete the old one. Nothing is stored under it.
func emptyEntry(id string) string { return "profile/" + id + "/empty" }

func entryOf(tx *bbolt.Tx, id []byte) string {
	entry := "profile/" + string(id)
	if word, err := get(tx, bucketSecrets, entry); err == nil && string(word) == "orphan" {
		return emptyEntry(string(id))
	}
	return entry
}

// putEmptyMarks marks the empty passwords. The old entries keep their marks, and since
// no profile names them any more, the next sweep deletes them.
func putEmptyMarks(tx *bbolt.Tx, profiles map[string][]byte) error {
	for id := range profiles {
		entry := entryOf(tx, []byte(id))
		if entry != emptyEntry(id) {
			continue
		}
		if err := put(tx, bucketSecrets, entry, []byte("empty")); err != nil {
			return err
		}
	}
	return nil
}

func copyMeta(tx *bbolt.Tx) error {
	if _, err := tx.CreateBucketIfNotExists([]byte(bucketMetaCopy)); err != nil {
		return fmt.Errorf("create bucket %s: %w", bucketMetaCopy, err)
	}
	for _, key := range []string{keyFolder, keyOrder} {
		content, err := get(tx, bucketMeta, key)
		if err != nil || content == nil {
			continue // repaired after the migration
		}
		if err := put(tx, bucketMetaCopy, key, content); err != nil {
			return err
		}
	}
	return nil
}
