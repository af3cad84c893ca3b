package boltstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

var errKind = errors.New("unknown kind of record")

func bucketOf(kind connect.RecordKind) (string, error) {
	switch kind {
	case connect.RecordDraft:
		return bucketDrafts, nil
	case connect.RecordDeleted:
		return bucketDeleted, nil
	default:
		return "", errKind
	}
}

// PutRecord writes a record.
func (s *Store) PutRecord(ctx context.Context, k connect.Record) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		bucket, err := bucketOf(k.Kind)
		if err != nil {
			return err
		}
		return putJSON(tx, bucket, k.ID, k)
	})
}

// Record returns a record, or an error with CodeNotFound.
func (s *Store) Record(ctx context.Context, kind connect.RecordKind, id string) (connect.Record, error) {
	var k connect.Record
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		bucket, err := bucketOf(kind)
		if err != nil {
			return err
		}
		content, err := get(tx, bucket, id)
		if err != nil {
			return err
		}
		if content == nil {
			return noRecord(kind)
		}
		return decode(content, &k)
	})
	return k, err
}

// Records returns the records of a kind, sorted by id.
func (s *Store) Records(ctx context.Context, kind connect.RecordKind) ([]connect.Record, error) {
	bucket, err := bucketOf(kind)
	if err != nil {
		return nil, describe(err)
	}
	return readAll[connect.Record](ctx, s, bucket)
}

// CountRecords counts the records of a kind without decoding them.
func (s *Store) CountRecords(ctx context.Context, kind connect.RecordKind) (int, error) {
	n := 0
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		bucket, err := bucketOf(kind)
		if err != nil {
			return err
		}
		return tx.Bucket([]byte(bucket)).ForEach(func([]byte, []byte) error {
			n++
			return nil
		})
	})
	return n, err
}

// DeleteRecords removes all of the records in one transaction. Missing ones are ignored.
func (s *Store) DeleteRecords(ctx context.Context, kind connect.RecordKind, ids ...string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		bucket, err := bucketOf(kind)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := remove(tx, bucket, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// keyLastStart is the time of the last start. Losing it only delays the purge of old
// records.
const keyLastStart = "last_start"

// LastStart returns the time of the last start, or zero if there is none or it is
// damaged.
func (s *Store) LastStart(ctx context.Context) (time.Time, error) {
	var at time.Time
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		content, err := get(tx, bucketSettings, keyLastStart)
		if err != nil || content == nil {
			return nil //nolint:nilerr // a damaged time counts as none
		}
		return at.UnmarshalText(content)
	})
	return at, err
}

// PutLastStart stores the time of this start.
func (s *Store) PutLastStart(ctx context.Context, at time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		text, err := at.MarshalText()
		if err != nil {
			return fmt.Errorf("encode the time of this start: %w", err)
		}
		return put(tx, bucketSettings, keyLastStart, text)
	})
}

func noRecord(kind connect.RecordKind) error {
	if kind == connect.RecordDeleted {
		return connect.Errorf(connect.CodeNotFound, "The config of that deleted connector is not stored any more. Nothing was changed.")
	}
	return connect.Errorf(connect.CodeNotFound, "This draft does not exist any more. Nothing was changed.")
}
