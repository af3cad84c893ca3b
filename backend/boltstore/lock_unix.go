//go:build unix

package boltstore

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lockFile locks the file without waiting. Closing it unlocks it.
func lockFile(file *os.File) error {
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errHeld
		default:
			return fmt.Errorf("flock: %w", err)
		}
	}
}
