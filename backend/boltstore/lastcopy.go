package boltstore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// copySuffix marks the last good copy of the database, made after each start.
const copySuffix = ".copy"

// KeepCopy replaces the last good copy by one of the database as it is now. The
// new copy is complete and read back before it takes the old one's place.
func (s *Store) KeepCopy(ctx context.Context) error {
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

// lastCopy returns what the last good copy holds, and when it was made; nothing
// where there is none that is sound and of this schema.
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

// filled returns the sound values of c, and those of the copy that c has lost.
// taken counts the latter, the bookkeeping not among them.
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

// onlySound leaves out what cannot be trusted, but not what was set aside.
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
