package boltstore

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

// replacement is a sound value from the last good copy, and the time of that copy.
type replacement struct {
	value []byte
	made  time.Time
}

// setAsideUnsound moves every unsound value to the bucket of damaged values, at start.
// If the last good copy has the value, it is restored from there.
func (s *Store) setAsideUnsound(found contents, lastCopy func() (contents, time.Time)) error {
	for bucket, values := range found {
		if bucket == bucketDamaged || bucket == bucketMeta || bucket == bucketMetaCopy {
			continue // the metadata was repaired already
		}
		for key, value := range values {
			if sound(bucket, key, value) == nil {
				continue
			}
			var instead replacement
			if copied, made := lastCopy(); sound(bucket, key, copied[bucket][key]) == nil {
				instead = replacement{copied[bucket][key], made}
			}
			if err := s.setAside(bucket, key, instead); err != nil {
				return err
			}
		}
	}
	return nil
}

// sound returns an error if the envelope is bad, or the content where its type is known.
func sound(bucket, key string, value []byte) error {
	content, err := unwrap([]byte(bucket), []byte(key), value)
	if err != nil {
		return err
	}
	switch bucket {
	case bucketProfiles:
		return decode(content, &connect.Profile{})
	case bucketDrafts, bucketDeleted:
		return decode(content, &connect.Record{})
	}
	return nil
}

func decode(content []byte, into any) error {
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("decode a stored value: %w", err)
	}
	return nil
}

// setAside moves a raw value to the bucket of damaged values and adds a notice. The new
// key says where the value was and when it was found. Nothing happens if the value was
// saved again or deleted since it was read.
func (s *Store) setAside(bucket, key string, instead replacement) error {
	moved := false
	move := func(tx *bbolt.Tx) error {
		from := tx.Bucket([]byte(bucket))
		value := from.Get([]byte(key))
		if value == nil || sound(bucket, key, value) == nil {
			return nil
		}
		moved = true
		place := bucket + "/" + key + "/" + s.now().UTC().Format(time.RFC3339Nano)
		if err := tx.Bucket([]byte(bucketDamaged)).Put([]byte(place), append([]byte{}, value...)); err != nil {
			return fmt.Errorf("store a damaged value: %w", err)
		}
		if instead.value != nil {
			return from.Put([]byte(key), instead.value) //nolint:wrapcheck // the caller of the transaction wraps it
		}
		return from.Delete([]byte(key)) //nolint:wrapcheck // the caller of the transaction wraps it
	}
	if err := guarded(func() error { return s.db.Update(move) }); err != nil {
		return fmt.Errorf("set a damaged value of %s aside: %w", bucket, err)
	}
	if !moved {
		return nil
	}
	s.log.Error("a stored value is damaged and was set aside", slog.String("bucket", bucket), slog.Bool("restored", instead.value != nil))
	s.notify(asideText(bucket, instead))
	return nil
}

func asideText(bucket string, instead replacement) string {
	what := map[string]string{ //nolint:gosec // the values are sentences, not credentials
		bucketProfiles: "A cluster profile was damaged on disk and cannot be read.",
		bucketSettings: "Settings were damaged on disk and cannot be read.",
		bucketDrafts:   "A draft was damaged on disk and cannot be read.",
		bucketDeleted:  "The stored config of a deleted connector was damaged on disk and cannot be read.",
		bucketSecrets:  "The note that the keyring stores a password was damaged on disk. The password itself was not changed.",
	}[bucket]
	if what == "" {
		what = "A stored value was damaged on disk and cannot be read."
	}
	next := map[string]string{
		bucketProfiles: " The others are intact. Add it again.",
		bucketSettings: " They have their default values now.",
	}[bucket]
	if next == "" {
		next = " Everything else is intact."
	}
	if instead.value != nil {
		next = " It was restored from the copy of " + instead.made.Local().Format("2 January 2006 15:04") + ". Check that it is up to date."
	}
	return what + next + " The damaged value was set aside in the file."
}
