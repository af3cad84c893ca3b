package boltstore

import (
	"context"
	"errors"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

var errKind = errors.New("a record of unknown kind")

func keptBucket(kind connect.KeptKind) (string, error) {
	switch kind {
	case connect.KeptDraft:
		return bucketDrafts, nil
	case connect.KeptDeleted:
		return bucketDeleted, nil
	default:
		return "", errKind
	}
}

// PutKept writes a record whole.
func (s *Store) PutKept(ctx context.Context, k connect.Kept) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		bucket, err := keptBucket(k.Kind)
		if err != nil {
			return err
		}
		return putJSON(tx, bucket, k.ID, k)
	})
}

// Kept returns one record; CodeNotFound where there is none.
func (s *Store) Kept(ctx context.Context, kind connect.KeptKind, id string) (connect.Kept, error) {
	var k connect.Kept
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		bucket, err := keptBucket(kind)
		if err != nil {
			return err
		}
		content, err := get(tx, bucket, id)
		if err != nil {
			return err
		}
		if content == nil {
			return noKept(kind)
		}
		return decode(content, &k)
	})
	return k, err
}

// AllKept returns the records of a kind, by id.
func (s *Store) AllKept(ctx context.Context, kind connect.KeptKind) ([]connect.Kept, error) {
	bucket, err := keptBucket(kind)
	if err != nil {
		return nil, describe(err)
	}
	return readAll[connect.Kept](ctx, s, bucket)
}

// CountKept counts the records of a kind without decoding them.
func (s *Store) CountKept(ctx context.Context, kind connect.KeptKind) (int, error) {
	n := 0
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		bucket, err := keptBucket(kind)
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

// DeleteKept removes records, all or none. One that is not there is no error.
func (s *Store) DeleteKept(ctx context.Context, kind connect.KeptKind, ids ...string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		bucket, err := keptBucket(kind)
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

func noKept(kind connect.KeptKind) error {
	if kind == connect.KeptDeleted {
		return connect.Errorf(connect.CodeNotFound, "The config of that deleted connector is not kept any more. Nothing was changed.")
	}
	return connect.Errorf(connect.CodeNotFound, "There is no such draft any more. Nothing was changed.")
}
