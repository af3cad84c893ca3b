package boltstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

var (
	errFault     = errors.New("reading the file faulted")
	errEmptyFile = errors.New("the file is empty")
)

// damageError marks an error in the content of the file, as opposed to one in accessing
// it.
type damageError struct{ err error }

func (e *damageError) Error() string { return "damaged database: " + e.err.Error() }
func (e *damageError) Unwrap() error { return e.err }

// guarded runs fn and returns panics and memory faults of bbolt as a damageError. It
// covers only the calling goroutine.
func guarded(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = &damageError{fmt.Errorf("%w: %v", errFault, p)}
		}
	}()
	return fn()
}

// openGuarded opens the database. It closes the file itself after a panic in bbolt,
// which would otherwise leave it locked.
func openGuarded(path string, timeout time.Duration) (db *bbolt.DB, err error) {
	if info, statErr := os.Stat(path); statErr == nil && info.Size() == 0 {
		return nil, &damageError{errEmptyFile}
	}
	var file *os.File
	options := &bbolt.Options{
		Timeout: timeout,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			var openErr error
			file, openErr = os.OpenFile(name, flag, mode) //nolint:gosec // the path is our own data folder
			return file, openErr
		},
	}
	err = guarded(func() error {
		var openErr error
		db, openErr = bbolt.Open(path, 0o600, options)
		return openErr
	})
	if err == nil {
		return db, nil
	}
	if _, ok := errors.AsType[*damageError](err); ok {
		if file != nil {
			_ = file.Close() // only its lock matters now
		}
		return nil, err
	}
	if isContentError(err) {
		return nil, &damageError{err}
	}
	return nil, err
}

// isContentError reports whether bbolt rejected the content of the file. bbolt has no
// list of such errors, so it is any that does not come from the operating system.
func isContentError(err error) bool {
	_, path := errors.AsType[*fs.PathError](err)
	_, call := errors.AsType[*os.SyscallError](err)
	_, number := errors.AsType[syscall.Errno](err)
	return !path && !call && !number && !errors.Is(err, bolterrors.ErrTimeout)
}

// inspect reads the whole database with scan, and then checks it with bbolt's own
// checker. After damage it still returns what could be read. The caller must hold the
// file's lock.
func inspect(path string, db *bbolt.DB) (contents, error) {
	file, err := os.ReadFile(path) //nolint:gosec // the path is our own data folder
	if err != nil {
		return nil, unreachable(path, err)
	}
	found, err := scan(file)
	if err == nil {
		err = guarded(func() error {
			return db.View(func(tx *bbolt.Tx) error { return drain(tx.Check()) })
		})
	}
	if err != nil {
		return found, &damageError{err}
	}
	return found, nil
}

// drain reads the channel to its end, because the checker must end before the
// transaction does. It returns the first error.
func drain(found <-chan error) error {
	var first error
	for err := range found {
		if first == nil {
			first = err
		}
	}
	return first
}
