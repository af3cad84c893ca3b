package boltstore

import (
	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

// Blob returns the bytes kept under a name; CodeNotFound where there are none.
// CodeDamaged is not the same as none: do not write defaults over it.
func (s *Store) Blob(name string) ([]byte, error) {
	var content []byte
	err := transact(s.db.View, func(tx *bbolt.Tx) error {
		var err error
		content, err = get(tx, bucketSettings, name)
		if err == nil && content == nil {
			return connect.Errorf(connect.CodeNotFound, "Nothing is kept under %s.", name)
		}
		return err
	})
	return content, err
}

// PutBlob keeps bytes under a name.
func (s *Store) PutBlob(name string, content []byte) error {
	return transact(s.db.Update, func(tx *bbolt.Tx) error {
		return put(tx, bucketSettings, name, content)
	})
}
