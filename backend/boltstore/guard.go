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

// damageError marks an error that is about the file's content, not about
// reaching it.
type damageError struct{ err error }

func (e *damageError) Error() string { return "damaged database: " + e.err.Error() }
func (e *damageError) Unwrap() error { return e.err }

// guarded runs fn so that both panics and memory faults of bbolt come back as
// damage. It holds for the calling goroutine only.
func guarded(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = &damageError{fmt.Errorf("%w: %v", errFault, p)}
		}
	}()
	return fn()
}

// openGuarded opens the file. It keeps hold of the descriptor, because a panic
// inside bbolt would otherwise leave the file locked.
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

// isContentError tells what bbolt says about the bytes from what the system says
// about reaching them. bbolt has no list of the former.
func isContentError(err error) bool {
	_, path := errors.AsType[*fs.PathError](err)
	_, call := errors.AsType[*os.SyscallError](err)
	_, number := errors.AsType[syscall.Errno](err)
	return !path && !call && !number && !errors.Is(err, bolterrors.ErrTimeout)
}

// inspect reads the whole database: the bytes first, which may be anything,
// then with bbolt's own checker. What could be read is in the returned contents
// even where it ends with damage. The caller holds the file's lock.
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

// drain reads the channel to its end, because the checker must be done before
// the transaction is.
func drain(found <-chan error) error {
	var first error
	for err := range found {
		if first == nil {
			first = err
		}
	}
	return first
}
