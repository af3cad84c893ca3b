package boltstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// newSuffix marks a file that is not complete yet. It is removed at the next start and
// never opened as the database.
const newSuffix = ".new"

// build writes a complete database next to path: the seed's schema and sound values,
// then the migrations to the newest schema. The caller then replaces path with it in
// one step, so path is never an incomplete file.
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

// replace replaces path with the completed file.
func replace(path string) error {
	if err := os.Rename(path+newSuffix, path); err != nil {
		return fmt.Errorf("replace the old file: %w", err)
	}
	syncFolder(path)
	return nil
}

// syncFolder makes a rename survive a power failure, if the file system supports that.
func syncFolder(path string) {
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return
	}
	_ = dir.Sync()
	_ = dir.Close()
}
