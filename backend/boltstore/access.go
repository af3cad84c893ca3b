package boltstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

var errNoBucket = errors.New("the bucket is missing")

// put writes one value in its envelope.
func put(tx *bbolt.Tx, bucket, key string, content []byte) error {
	b := tx.Bucket([]byte(bucket))
	if b == nil {
		return fmt.Errorf("write %s: %w", bucket, errNoBucket)
	}
	if err := b.Put([]byte(key), wrap([]byte(bucket), []byte(key), content)); err != nil {
		return fmt.Errorf("write %s: %w", bucket, err)
	}
	return nil
}

// putJSON writes one value as JSON.
func putJSON(tx *bbolt.Tx, bucket, key string, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode a value of %s: %w", bucket, err)
	}
	return put(tx, bucket, key, content)
}

// get returns a value's content; nil without an error where there is none.
func get(tx *bbolt.Tx, bucket, key string) ([]byte, error) {
	b := tx.Bucket([]byte(bucket))
	if b == nil {
		return nil, fmt.Errorf("read %s: %w", bucket, errNoBucket)
	}
	value := b.Get([]byte(key))
	if value == nil {
		return nil, nil
	}
	return unwrap([]byte(bucket), []byte(key), value)
}

// remove deletes a value and tells whether it was there.
func remove(tx *bbolt.Tx, bucket, key string) (bool, error) {
	b := tx.Bucket([]byte(bucket))
	if b == nil {
		return false, fmt.Errorf("delete from %s: %w", bucket, errNoBucket)
	}
	if b.Get([]byte(key)) == nil {
		return false, nil
	}
	if err := b.Delete([]byte(key)); err != nil {
		return false, fmt.Errorf("delete from %s: %w", bucket, err)
	}
	return true, nil
}

func (s *Store) view(ctx context.Context, fn func(tx *bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return transact(s.db.View, fn)
}

func (s *Store) update(ctx context.Context, fn func(tx *bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return transact(s.db.Update, fn)
}

// transact runs one transaction under the guard: a file that is damaged while
// it is open must not end the program.
func transact(run func(func(*bbolt.Tx) error) error, fn func(*bbolt.Tx) error) error {
	return describe(guarded(func() error { return run(fn) }))
}

// describe gives an error of a transaction its sentence.
func describe(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*connect.Error](err); ok {
		return err
	}
	if _, ok := errors.AsType[*damageError](err); ok {
		return connect.Errorf(connect.CodeDamaged, "The file with profiles, settings and drafts was damaged while Sluiceway was running. Nothing was written. Close Sluiceway and start it again: it sets the file aside and saves what can be read. %w", err)
	}
	for _, unsound := range []error{errChecksum, errShortValue, errValueVersion} {
		if errors.Is(err, unsound) {
			return connect.Errorf(connect.CodeDamaged, "A stored value was damaged on disk and cannot be read. It was left as it is, and is set aside at the next start. %w", err)
		}
	}
	return connect.Errorf(connect.CodeInternal, "The data folder could not be read or written, so nothing there was changed. Check the space on the disk. %w", err)
}

// readAll decodes every value of a bucket in key order. Values that cannot be
// trusted are left out and set aside; the others are not held up by them.
func readAll[T any](ctx context.Context, s *Store, bucket string) ([]T, error) {
	var out []T
	var unsound []string
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucket)).ForEach(func(key, value []byte) error {
			content, err := unwrap([]byte(bucket), key, value)
			var item T
			if err == nil {
				err = decode(content, &item)
			}
			if err != nil {
				unsound = append(unsound, string(key))
				return nil //nolint:nilerr // reported behind the transaction
			}
			out = append(out, item)
			return nil
		})
	})
	for _, key := range unsound {
		err = errors.Join(err, s.setAside(bucket, key, replacement{}))
	}
	return out, err
}

// FolderID returns a text that is this data folder's alone, for the names of
// its entries in the keyring. It stays the same when the folder is moved.
func (s *Store) FolderID(ctx context.Context) (string, error) {
	var id string
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		content, err := getMeta(tx, keyFolder)
		id = string(content)
		return err
	})
	return id, err
}
