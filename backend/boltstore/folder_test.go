//go:build unix

package boltstore

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

func TestPermissionsOfOthersAreRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	path := filepath.Join(dir, FileName)
	closeStore(t, openAt(t, path, Options{}))
	for name, mode := range map[string]os.FileMode{dir: 0o777, path: 0o666} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	openAt(t, path, Options{})
	for name, want := range map[string]os.FileMode{dir: 0o700, path: 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has %v, %v", name, info.Mode(), err)
		}
	}
}

func TestASharedFolderIsNotChanged(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	openAt(t, filepath.Join(dir, FileName), Options{})
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o777 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestOnlyRegularFilesAreOpened(t *testing.T) {
	for name, make := range map[string]func(path string) error{
		"pipe":             func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"link to a device": func(path string) error { return os.Symlink("/dev/zero", path) },
		"link to a pipe":   func(path string) error { return errJoin(syscall.Mkfifo(path+".p", 0o600), os.Symlink(path+".p", path)) },
		"link to nowhere":  func(path string) error { return os.Symlink(path+".gone", path) },
		"folder":           func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), FileName)
			if err := make(path); err != nil {
				t.Fatal(err)
			}
			_, err := Open(path, Options{})
			wantCode(t, err, connect.CodeInternal)
		})
	}
}

func errJoin(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestAFolderThatDoesNotAnswerIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := Reach(dir, time.Minute); err != nil {
		t.Fatal(err)
	}
	hang := make(chan struct{})
	defer close(hang)
	err := within(time.Nanosecond, dir, func() error { <-hang; return nil })
	wantCode(t, err, connect.CodeTimeout)
	if err := syscall.Mkfifo(filepath.Join(dir, LockName), 0o600); err != nil {
		t.Fatal(err)
	}
	wantCode(t, Reach(dir, time.Minute), connect.CodeInternal)
}
