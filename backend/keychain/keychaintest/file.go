// Package keychaintest has the conformance suite of keyring backends, which the real
// one runs too, and a backend that stores its entries in a folder, so that they
// outlive a process without a session bus.
package keychaintest

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/zalando/go-keyring"

	"sluiceway/backend/keychain"
)

var _ keychain.Backend = File{}

// File is a keyring in a folder with one file for each entry, for tests that kill the
// process. As in a real keyring, an entry is never half written.
type File struct{ Dir string }

func (f File) path(service, user string) string {
	return filepath.Join(f.Dir, hex.EncodeToString([]byte(service+"\x00"+user)))
}

// Set implements keychain.Backend.
func (f File) Set(service, user, secret string) error {
	file, err := os.CreateTemp(f.Dir, "new-*")
	if err != nil {
		return fmt.Errorf("write an entry: %w", err)
	}
	_, err = file.WriteString(secret)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write an entry: %w", err)
	}
	if err := os.Rename(file.Name(), f.path(service, user)); err != nil {
		return fmt.Errorf("write an entry: %w", err)
	}
	return nil
}

// Get implements keychain.Backend.
func (f File) Get(service, user string) (string, error) {
	text, err := os.ReadFile(f.path(service, user))
	if errors.Is(err, fs.ErrNotExist) {
		return "", keyring.ErrNotFound
	}
	return string(text), err
}

// Delete implements keychain.Backend.
func (f File) Delete(service, user string) error {
	err := os.Remove(f.path(service, user))
	if errors.Is(err, fs.ErrNotExist) {
		return keyring.ErrNotFound
	}
	return err
}

// Users returns the users of all entries, in no particular order.
func (f File) Users(service string) ([]string, error) {
	entries, err := os.ReadDir(f.Dir)
	if err != nil {
		return nil, fmt.Errorf("list the entries: %w", err)
	}
	var users []string
	for _, entry := range entries {
		name, err := hex.DecodeString(entry.Name())
		if prefix := service + "\x00"; err == nil && len(name) > len(prefix) && string(name[:len(prefix)]) == prefix {
			users = append(users, string(name[len(prefix):]))
		}
	}
	return users, nil
}
