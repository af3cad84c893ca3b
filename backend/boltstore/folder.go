package boltstore

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"sluiceway/backend/connect"
)

var errNotRegular = errors.New("not a regular file")

// Reach creates the data folder (0700) if needed and checks that it can be read. It
// returns an error with CodeTimeout if that takes longer than limit, for example on a
// dead network share. The attempt then continues in the background.
func Reach(dir string, limit time.Duration) error {
	return within(limit, dir, func() error { return reach(dir) })
}

func within(limit time.Duration, dir string, fn func() error) error {
	done := make(chan error, 1)
	go func() { done <- fn() }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return connect.Errorf(connect.CodeTimeout, "The data folder %s did not answer within %v, so nothing was opened. It may be on a network share or disk that is not connected. Connect it and start again, or set SLUICEWAY_HOME to another folder.", dir, limit)
	}
}

func reach(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return unreachable(dir, err)
	}
	if _, err := os.ReadDir(dir); err != nil {
		return unreachable(dir, err)
	}
	return checkRegular(filepath.Join(dir, LockName))
}

// checkRegular returns an error unless path is a regular file, a link to one, or does
// not exist. Opening a named pipe or a device could hang or do harm.
func checkRegular(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, linkErr := os.Lstat(path); linkErr == nil {
			return unreachable(path, err) // a dangling link: creating its target would write elsewhere
		}
		return nil
	}
	if err != nil {
		return unreachable(path, err)
	}
	if !info.Mode().IsRegular() {
		return connect.Errorf(connect.CodeInternal, "%s is not a regular file, so it was not opened and nothing was changed. Move it away, then start again. %w", path, errNotRegular)
	}
	return nil
}

// readRegular reads a regular file.
func readRegular(path string) ([]byte, error) {
	if err := checkRegular(path); err != nil {
		return nil, err
	}
	file, err := os.Open(path) //nolint:gosec // the path is our own data folder
	if err != nil {
		return nil, fmt.Errorf("read the database: %w", err)
	}
	content, err := io.ReadAll(file)
	return content, errors.Join(err, file.Close())
}

// tighten removes the permissions of other accounts from the folder and the database.
// It does not change a folder that is not Sluiceway's own: one with the sticky bit, or
// the home directory. A failure is only logged.
func (o Options) tighten(path string) {
	dir := filepath.Dir(path)
	home, _ := os.UserHomeDir()
	if info, err := os.Stat(dir); err == nil && info.Mode()&os.ModeSticky == 0 && dir != home {
		o.tightenOne(dir, info.Mode())
	}
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
		o.tightenOne(path, info.Mode())
	}
}

func (o Options) tightenOne(path string, mode os.FileMode) {
	if mode.Perm()&0o077 == 0 {
		return
	}
	if err := os.Chmod(path, mode.Perm()&0o700); err != nil {
		o.Log.Warn("could not remove the permissions of other accounts from the data folder")
		return
	}
	o.Log.Warn("removed the permissions of other accounts from the data folder")
}
