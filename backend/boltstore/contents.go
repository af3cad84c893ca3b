package boltstore

import (
	"fmt"

	"go.etcd.io/bbolt"
)

// contents is a copy of a database: a map of raw values by bucket and key.
type contents map[string]map[string][]byte

// sound returns the number of values with a correct checksum, not counting metadata and
// values that were set aside.
func (c contents) sound() int {
	n := 0
	for bucket, values := range c {
		if bucket == bucketMeta || bucket == bucketMetaCopy || bucket == bucketDamaged {
			continue
		}
		for key, value := range values {
			if _, err := unwrap([]byte(bucket), []byte(key), value); err == nil {
				n++
			}
		}
	}
	return n
}

// carryOver writes every sound value except metadata to a new database of the same
// schema.
func (c contents) carryOver(db *bbolt.DB) error {
	return db.Update(func(tx *bbolt.Tx) error {
		for bucket, values := range c {
			target := tx.Bucket([]byte(bucket))
			if target == nil || bucket == bucketMeta || bucket == bucketMetaCopy {
				continue
			}
			for key, value := range values {
				if _, err := unwrap([]byte(bucket), []byte(key), value); err != nil && bucket != bucketDamaged {
					continue
				}
				if err := target.Put([]byte(key), value); err != nil {
					return fmt.Errorf("carry over %s: %w", bucket, err)
				}
			}
		}
		return nil
	})
}
