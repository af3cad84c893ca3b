package boltstore

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

// setAsideUnsound moves every value that cannot be trusted to the bucket of
// damaged ones, once, at start.
func (s *Store) setAsideUnsound(found contents) error {
	for bucket, values := range found {
		if bucket == bucketDamaged {
			continue
		}
		for key, value := range values {
			cause := sound(bucket, key, value)
			if cause == nil {
				continue
			}
			if err := s.setAside(bucket, key, cause); err != nil {
				return err
			}
		}
	}
	return nil
}

// sound checks the envelope, and the content where this version knows it.
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
		return fmt.Errorf("decode a kept value: %w", err)
	}
	return nil
}

// setAside moves one raw value out of the way and tells of it. The key in the
// bucket of damaged values says where it was, and when it was found.
func (s *Store) setAside(bucket, key string, cause error) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		from := tx.Bucket([]byte(bucket))
		value := from.Get([]byte(key))
		if value == nil {
			return nil
		}
		place := bucket + "/" + key + "/" + s.now().UTC().Format(time.RFC3339Nano)
		if err := tx.Bucket([]byte(bucketDamaged)).Put([]byte(place), append([]byte{}, value...)); err != nil {
			return fmt.Errorf("keep a damaged value: %w", err)
		}
		if err := from.Delete([]byte(key)); err != nil {
			return fmt.Errorf("move a damaged value: %w", err)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("set a damaged value of %s aside: %w", bucket, err)
	}
	s.log.Error("a kept value is damaged and was set aside", slog.String("bucket", bucket), slog.String("key", key), slog.Any("cause", cause))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notices = append(s.notices, Notice{Code: connect.CodeDamaged, Path: s.db.Path(), Text: asideText(bucket)})
	return nil
}

func asideText(bucket string) string {
	what := map[string]string{ //nolint:gosec // sentences, no credentials
		bucketProfiles: "A cluster profile was damaged on disk and cannot be read. Add it again; the others are whole.",
		bucketSettings: "Settings were damaged on disk and cannot be read. They start from their defaults.",
		bucketDrafts:   "A draft was damaged on disk and cannot be read. The other drafts are whole.",
		bucketDeleted:  "The kept config of a deleted connector was damaged on disk and cannot be read. The others are whole.",
		bucketSecrets:  "The note that the keyring holds a password was damaged on disk. The password itself is not touched.",
	}[bucket]
	if what == "" {
		what = "A kept value was damaged on disk and cannot be read. Everything else is whole."
	}
	return what + " What was damaged stays in the file, out of the way."
}
