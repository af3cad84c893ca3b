package boltstore

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"

	"go.etcd.io/bbolt"
)

// The bookkeeping of the store is written twice, in two buckets, because
// everything else hangs on it: without the schema no value can be used, without
// the folder's id no password can be found. Each value has its own checksum, so
// one sound copy is enough, and repairs the other at the next start.

// putMeta writes a value of the bookkeeping to both buckets. A database of
// schema 1 has only one.
func putMeta(tx *bbolt.Tx, key string, content []byte) error {
	if err := put(tx, bucketMeta, key, content); err != nil {
		return err
	}
	if tx.Bucket([]byte(bucketMetaCopy)) == nil {
		return nil
	}
	return put(tx, bucketMetaCopy, key, content)
}

// getMeta returns the first copy that is sound; nil where there is none, and
// the error of the damage where there are only damaged ones.
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

// repairMeta makes both copies equal again, and fills what both have lost from
// seed, the last good copy of the file. newID tells that the folder's id was
// nowhere any more, so that no password in the keyring can be found.
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

// dropMeta removes a value of which no copy is sound.
func dropMeta(tx *bbolt.Tx, key string, damage error) error {
	if damage == nil {
		return nil
	}
	_, one := remove(tx, bucketMeta, key)
	_, two := remove(tx, bucketMetaCopy, key)
	return errors.Join(one, two)
}

// metaDiffers tells whether there is something to repair, so that a sound
// database is not written to at start.
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

// meta returns a value of the bookkeeping from either bucket; nil where neither
// is sound.
func (c contents) meta(key string) []byte {
	for _, bucket := range []string{bucketMeta, bucketMetaCopy} {
		if content, err := unwrap([]byte(bucket), []byte(key), c[bucket][key]); err == nil {
			return content
		}
	}
	return nil
}

// carryMeta writes the bookkeeping of the copy over that of a new database.
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

// schema returns the version that the copy claims. Where that cannot be read,
// what is there tells: 0 means that nothing of ours was recognised.
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

// repair brings the bookkeeping in order at start.
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
		return fmt.Errorf("repair the bookkeeping: %w", err)
	}
	s.log.Warn("the bookkeeping of the database was damaged and was repaired")
	if newID {
		s.notify("The name under which the keyring holds the passwords of this data folder was damaged on disk. The passwords are still in the keyring, but Sluiceway cannot find them any more: enter them again.")
	}
	return nil
}
