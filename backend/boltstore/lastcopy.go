package boltstore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// copySuffix marks the last good copy of the database, which is made after each start.
const copySuffix = ".copy"

// UpdateCopy replaces the last good copy with one of the present database. The new copy
// is verified before it replaces the old one.
func (s *Store) UpdateCopy(ctx context.Context) error {
	path := s.db.Path() + copySuffix
	err := s.view(ctx, func(tx *bbolt.Tx) error { return tx.CopyFile(path+newSuffix, 0o600) })
	if err == nil {
		err = syncFile(path + newSuffix)
	}
	if err == nil {
		_, err = readCopy(path + newSuffix)
	}
	if err == nil {
		err = replace(path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("copy the database: %w", err), os.RemoveAll(path+newSuffix))
	}
	return nil
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // the path is our own data folder
	if err != nil {
		return fmt.Errorf("open the copy: %w", err)
	}
	return errors.Join(file.Sync(), file.Close())
}

func readCopy(path string) (contents, error) {
	file, err := readRegular(path)
	if err != nil {
		return nil, err
	}
	return scan(file)
}

// lastCopy returns the contents and the time of the last good copy. It returns nothing
// if there is none, or it is damaged or has another schema.
func (o Options) lastCopy(path string) (contents, time.Time) {
	info, err := os.Lstat(path + copySuffix)
	if err != nil {
		return nil, time.Time{}
	}
	found, err := readCopy(path + copySuffix)
	if err != nil || found.schema() != o.newest() {
		return nil, time.Time{}
	}
	return found, info.ModTime()
}

// filled returns the sound values of c, and those of the copy that c does not have.
// taken counts the values from the copy, without metadata.
func (c contents) filled(copied contents) (all contents, taken int) {
	all = c.onlySound()
	for bucket, values := range copied.onlySound() {
		if all[bucket] == nil {
			all[bucket] = map[string][]byte{}
		}
		for key, value := range values {
			if _, there := all[bucket][key]; !there {
				all[bucket][key] = value
				taken += contents{bucket: {key: value}}.sound()
			}
		}
	}
	return all, taken
}

// onlySound returns the sound values and those that were set aside.
func (c contents) onlySound() contents {
	all := contents{}
	for bucket, values := range c {
		all[bucket] = map[string][]byte{}
		for key, value := range values {
			if bucket == bucketDamaged || sound(bucket, key, value) == nil {
				all[bucket][key] = value
			}
		}
	}
	return all
}
