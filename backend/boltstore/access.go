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

// put writes a value in its envelope.
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

// putJSON writes a value as JSON.
func putJSON(tx *bbolt.Tx, bucket, key string, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode a value of %s: %w", bucket, err)
	}
	return put(tx, bucket, key, content)
}

// get returns the content of a value, or nil if there is none.
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

// remove deletes a value and reports whether it existed.
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

// transact runs a transaction guarded: a file that is damaged while it is open must
// not end the program.
func transact(run func(func(*bbolt.Tx) error) error, fn func(*bbolt.Tx) error) error {
	return describe(guarded(func() error { return run(fn) }))
}

// describe turns the error of a transaction into one for people.
func describe(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*connect.Error](err); ok {
		return err
	}
	if _, ok := errors.AsType[*damageError](err); ok {
		return connect.Errorf(connect.CodeDamaged, "The file with profiles, settings and drafts was damaged while Sluiceway was running. Nothing was written. Close Sluiceway and start it again: it will set the file aside and recover what can be read. %w", err)
	}
	for _, unsound := range []error{errChecksum, errShortValue, errValueVersion} {
		if errors.Is(err, unsound) {
			return connect.Errorf(connect.CodeDamaged, "A stored value was damaged on disk and cannot be read. It was not changed, and will be set aside at the next start. %w", err)
		}
	}
	return connect.Errorf(connect.CodeInternal, "The data folder could not be read or written, so nothing in it was changed. Check that the disk has free space. %w", err)
}

// readAll decodes all values of a bucket in key order. It sets unsound values aside and
// returns the others.
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
				return nil //nolint:nilerr // the damaged value is set aside after the transaction
			}
			out = append(out, item)
			return nil
		})
	})
	for _, key := range unsound {
		err = errors.Join(err, describe(s.setAside(bucket, key, replacement{})))
	}
	return out, err
}

// FolderID returns a unique id of this data folder, which namespaces its entries in the
// keyring. It stays the same when the folder is moved.
func (s *Store) FolderID(ctx context.Context) (string, error) {
	var id string
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		content, err := getMeta(tx, keyFolder)
		id = string(content)
		return err
	})
	return id, err
}
