package boltstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// newSuffix marks a file that is not complete yet. It is never opened as a
// database and is removed at the next start.
const newSuffix = ".new"

// build completes a database beside path: the schema of the seed, the seed's
// sound values, the migrations behind it. Only then does it take the place of
// path, in one step, so that path is never a file that is half of one.
func (o Options) build(path string, seed contents) error {
	if err := o.complete(path+newSuffix, seed); err != nil {
		return errors.Join(err, os.RemoveAll(path+newSuffix))
	}
	return nil
}

func (o Options) complete(path string, seed contents) error {
	db, err := openGuarded(path, o.Timeout)
	if err != nil {
		return err
	}
	from := min(max(seed.schema(), 1), o.newest())
	err = guarded(func() error {
		if err := migrate(db, 0, o.migrations[:from]); err != nil {
			return err
		}
		if err := seed.carryOver(db); err != nil {
			return err
		}
		if err := db.Update(func(tx *bbolt.Tx) error { return seed.carryMeta(tx, from) }); err != nil {
			return err
		}
		return migrate(db, from, o.migrations)
	})
	return errors.Join(err, db.Close())
}

// replace puts the completed file in the place of path.
func replace(path string) error {
	if err := os.Rename(path+newSuffix, path); err != nil {
		return fmt.Errorf("put the new file in its place: %w", err)
	}
	syncFolder(path)
	return nil
}

// syncFolder makes a rename last over a power cut. Not every file system can.
func syncFolder(path string) {
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return
	}
	_ = dir.Sync()
	_ = dir.Close()
}
