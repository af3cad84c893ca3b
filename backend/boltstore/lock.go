package boltstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// LockName is the name of the lock file inside the data folder.
const LockName = "sluiceway.lock"

var errHeld = errors.New("the lock is held")

// TryLock locks a data folder, and creates it (0700) if needed. If another process has
// the lock, won is false and release is nil. The operating system releases the lock
// when the process ends for any reason; the file stays. The caller must not open
// anything else in the folder without the lock.
func TryLock(dir string) (release func() error, won bool, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, false, unreachable(dir, err)
	}
	path := filepath.Join(dir, LockName)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the path is our own data folder
	if err != nil {
		return nil, false, unreachable(path, err)
	}
	if err := lockFile(file); err != nil {
		closeErr := file.Close()
		if errors.Is(err, errHeld) {
			return nil, false, nil
		}
		return nil, false, unreachable(path, errors.Join(err, closeErr))
	}
	return func() error {
		if err := file.Close(); err != nil {
			return fmt.Errorf("unlock the data folder: %w", err)
		}
		return nil
	}, true, nil
}
