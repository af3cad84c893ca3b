package boltstore

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

// The buckets. Keys are the ids or names of what is stored.
const (
	bucketMeta     = "meta"
	bucketMetaCopy = "meta_copy" // since schema 2: a second copy of meta
	bucketProfiles = "profiles"
	bucketSettings = "settings"
	bucketDrafts   = "drafts"
	bucketDeleted  = "deleted"
	bucketSecrets  = "secrets" // marks of entries in the keyring, never a secret
	bucketDamaged  = "damaged" // raw values that were set aside
)

// The keys of the meta bucket.
const (
	keySchema = "schema"
	keyFolder = "folder_id"
	keyOrder  = "profile_order"
)

var (
	errNoSchema  = errors.New("the file has no schema version")
	errBadSchema = errors.New("the schema version cannot be read")
)

// migration migrates a database from the previous schema. All missing migrations run in
// one transaction, which also sets the new version.
type migration struct {
	to  int
	run func(tx *bbolt.Tx) error
}

// migrations returns the table of migrations, in order and without gaps. Never change a
// released entry; add a new one.
func migrations() []migration {
	return []migration{
		{to: 1, run: createBuckets},
		{to: 2, run: nameSecrets},
		{to: 3, run: severalSecrets},
	}
}

func createBuckets(tx *bbolt.Tx) error {
	for _, name := range []string{bucketMeta, bucketProfiles, bucketSettings, bucketDrafts, bucketDeleted, bucketSecrets, bucketDamaged} {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return fmt.Errorf("create bucket %s: %w", name, err)
		}
	}
	return put(tx, bucketMeta, keyFolder, []byte(rand.Text()))
}

// schemaOf returns the schema version of a database, or 0 if it has no buckets.
func schemaOf(tx *bbolt.Tx) (int, error) {
	meta := tx.Bucket([]byte(bucketMeta))
	if meta == nil {
		if first, _ := tx.Cursor().First(); first != nil {
			return 0, errNoSchema
		}
		return 0, nil
	}
	content, err := getMeta(tx, keySchema)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errBadSchema, err)
	}
	if content == nil {
		return 0, errNoSchema
	}
	version, err := strconv.Atoi(string(content))
	if err != nil || version < 1 {
		return 0, errBadSchema
	}
	return version, nil
}

func schemaText(version int) []byte { return []byte(strconv.Itoa(version)) }

// migrate runs the missing migrations.
func migrate(db *bbolt.DB, from int, table []migration) error {
	newest := table[len(table)-1].to
	if from == newest {
		return nil
	}
	err := db.Update(func(tx *bbolt.Tx) error {
		for _, m := range table {
			if m.to <= from {
				continue
			}
			if err := m.run(tx); err != nil {
				return fmt.Errorf("migrate to schema %d: %w", m.to, err)
			}
		}
		return putMeta(tx, keySchema, schemaText(newest))
	})
	if err != nil {
		return connect.Errorf(connect.CodeInternal, "The data folder could not be migrated to this version of Sluiceway. It was not changed. %w", err)
	}
	return nil
}

func newerSchema(path string, found, known int) error {
	return connect.Errorf(connect.CodeNewerSchema,
		"%s was written by a newer version of Sluiceway (schema %d; this one supports %d). It was not changed. Start the newer version, or set SLUICEWAY_HOME to another folder.",
		path, found, known)
}
