package keychain

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"github.com/zalando/go-keyring"
)

var errNoBus = errors.New("there is no session bus")

// system is the operating system's keyring.
type system struct{}

func (system) Set(service, user, secret string) error {
	if err := checkBus(); err != nil {
		return err
	}
	return keyring.Set(service, user, secret)
}

func (system) Get(service, user string) (string, error) {
	if err := checkBus(); err != nil {
		return "", err
	}
	return keyring.Get(service, user)
}

func (system) Delete(service, user string) error {
	if err := checkBus(); err != nil {
		return err
	}
	return keyring.Delete(service, user)
}

// checkBus returns an error if there is no session bus. It prevents the D-Bus library
// from starting one with dbus-launch, which would outlive the app.
func checkBus() error {
	if runtime.GOOS != "linux" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return nil
	}
	for _, dir := range []string{os.Getenv("XDG_RUNTIME_DIR"), filepath.Join("/run/user", strconv.Itoa(os.Getuid()))} {
		if dir == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, "bus")); err == nil { //nolint:gosec // only checked for existence; the variable belongs to the session
			return nil
		}
	}
	return errNoBus
}
