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

// TryLock takes the lock of a data folder, which it makes if need be (0700).
// won is false where another process has it; release is nil then. The system
// gives the lock back when the process ends, however it ends; the file stays.
// Nothing else in the folder may be opened before the lock is won.
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
			return fmt.Errorf("release the lock of the data folder: %w", err)
		}
		return nil
	}, true, nil
}
