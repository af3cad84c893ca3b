package boltstore

import (
	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

// Blob returns the bytes stored under a name. It returns an error with CodeNotFound if
// there are none. On CodeDamaged, do not overwrite them with defaults.
func (s *Store) Blob(name string) ([]byte, error) {
	var content []byte
	err := transact(s.db.View, func(tx *bbolt.Tx) error {
		var err error
		content, err = get(tx, bucketSettings, name)
		if err == nil && content == nil {
			return connect.Errorf(connect.CodeNotFound, "Nothing is stored under %s.", name)
		}
		return err
	})
	return content, err
}

// PutBlob stores bytes under a name.
func (s *Store) PutBlob(name string, content []byte) error {
	return transact(s.db.Update, func(tx *bbolt.Tx) error {
		return put(tx, bucketSettings, name, content)
	})
}
