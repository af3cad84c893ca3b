package boltstore

import (
	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

func pastKey(id connect.ProfileID) string { return "past/" + string(id) }

// Past returns the stored history of a cluster's connectors. It returns an error with
// CodeNotFound if there is none.
func (s *Store) Past(id connect.ProfileID) ([]byte, error) { return s.Blob(pastKey(id)) }

// StorePast stores the history of a cluster's connectors.
func (s *Store) StorePast(id connect.ProfileID, content []byte) error {
	return s.PutBlob(pastKey(id), content)
}

// ForgetPast deletes the history of a cluster's connectors.
func (s *Store) ForgetPast(id connect.ProfileID) error {
	return transact(s.db.Update, func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketSettings)).Delete([]byte(pastKey(id)))
	})
}
