package boltstore

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"

	"go.etcd.io/bbolt"
)

// Metadata is stored twice, in two buckets, because everything else depends on it:
// without the schema no value can be used, and without the folder's id no password can
// be found. One sound copy is enough to repair the other at the next start.

// putMeta writes a metadata value to both buckets. A database of schema 1 has only one.
func putMeta(tx *bbolt.Tx, key string, content []byte) error {
	if err := put(tx, bucketMeta, key, content); err != nil {
		return err
	}
	if tx.Bucket([]byte(bucketMetaCopy)) == nil {
		return nil
	}
	return put(tx, bucketMetaCopy, key, content)
}

// getMeta returns the first sound copy of a value, or nil if there is none. The error is
// set if all existing copies are damaged.
func getMeta(tx *bbolt.Tx, key string) ([]byte, error) {
	var damage error
	for _, bucket := range []string{bucketMeta, bucketMetaCopy} {
		if tx.Bucket([]byte(bucket)) == nil {
			continue
		}
		content, err := get(tx, bucket, key)
		if err == nil && content != nil {
			return content, nil
		}
		damage = errors.Join(damage, err)
	}
	return nil, damage
}

// repairMeta makes both copies equal. Values that neither has are taken from seed, the
// last good copy of the file. newID is true if the folder's id was lost, so that its
// passwords in the keyring cannot be found any more.
func repairMeta(tx *bbolt.Tx, seed contents) (newID bool, err error) {
	for _, key := range []string{keySchema, keyFolder, keyOrder} {
		content, damage := getMeta(tx, key)
		if content == nil {
			content = seed.meta(key)
		}
		if content == nil && key == keyFolder {
			content, newID = []byte(rand.Text()), true
		}
		if content == nil {
			err = errors.Join(err, dropMeta(tx, key, damage))
			continue
		}
		err = errors.Join(err, putMeta(tx, key, content))
	}
	return newID, err
}

// dropMeta removes a damaged value from both buckets.
func dropMeta(tx *bbolt.Tx, key string, damage error) error {
	if damage == nil {
		return nil
	}
	_, one := remove(tx, bucketMeta, key)
	_, two := remove(tx, bucketMetaCopy, key)
	return errors.Join(one, two)
}

// metaDiffers reports whether the metadata needs repair. Otherwise nothing is written at
// start.
func metaDiffers(tx *bbolt.Tx) bool {
	for _, key := range []string{keySchema, keyFolder, keyOrder} {
		one, oneErr := get(tx, bucketMeta, key)
		two, twoErr := get(tx, bucketMetaCopy, key)
		if oneErr != nil || twoErr != nil || string(one) != string(two) || one == nil && key == keyFolder {
			return true
		}
	}
	return false
}

// meta returns a sound metadata value from either bucket, or nil.
func (c contents) meta(key string) []byte {
	for _, bucket := range []string{bucketMeta, bucketMetaCopy} {
		if content, err := unwrap([]byte(bucket), []byte(key), c[bucket][key]); err == nil {
			return content
		}
	}
	return nil
}

// carryMeta writes the metadata to a new database.
func (c contents) carryMeta(tx *bbolt.Tx, schema int) error {
	for _, key := range []string{keyFolder, keyOrder} {
		if content := c.meta(key); content != nil {
			if err := putMeta(tx, key, content); err != nil {
				return err
			}
		}
	}
	return putMeta(tx, keySchema, schemaText(schema))
}

// schema returns the schema version. If it is damaged, the version is deduced from the
// buckets; 0 means that nothing was recognised.
func (c contents) schema() int {
	if version, err := strconv.Atoi(string(c.meta(keySchema))); err == nil {
		return version
	}
	switch {
	case c[bucketMetaCopy] != nil:
		return 2
	case c.sound() > 0:
		return 1
	}
	return 0
}

// repair repairs the metadata at start.
func (s *Store) repair(seed func() contents) error {
	differs := false
	if err := s.db.View(func(tx *bbolt.Tx) error { differs = metaDiffers(tx); return nil }); err != nil || !differs {
		return err
	}
	newID := false
	err := s.db.Update(func(tx *bbolt.Tx) error {
		var err error
		newID, err = repairMeta(tx, seed())
		return err
	})
	if err != nil {
		return fmt.Errorf("repair the metadata: %w", err)
	}
	s.log.Warn("repaired damaged metadata of the database")
	if newID {
		s.notify("The id under which the keyring stores the passwords of this data folder was damaged on disk. The passwords are still in the keyring, but Sluiceway cannot find them any more. Enter them again.")
	}
	return nil
}
