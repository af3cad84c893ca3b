package keychain

import (
	"context"
	"runtime"
	"time"

	ss "github.com/zalando/go-keyring/secret_service"
)

const unlockedLimit = 2 * time.Second

// Unlocked reports whether the keyring can be used without showing a prompt. It returns
// false if that cannot be determined, or not within two seconds.
func (k *Keychain) Unlocked(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, unlockedLimit)
	defer cancel()
	answer := make(chan bool, 1)
	go func() {
		open := false
		err := safely(func() error {
			var err error
			open, err = k.o.unlocked()
			return err
		})
		answer <- open && err == nil
	}()
	select {
	case open := <-answer:
		return open
	case <-ctx.Done():
		return false
	}
}

// unlocked asks the backend, if it supports that.
func (o Options) unlocked() (bool, error) {
	if b, ok := o.Backend.(interface{ Unlocked() (bool, error) }); ok {
		return b.Unlocked()
	}
	return false, nil
}

// Unlocked reads a property of the collection, which never shows a prompt.
func (system) Unlocked() (bool, error) {
	if runtime.GOOS == "windows" {
		return true, nil // unlocked by the login
	}
	if runtime.GOOS != "linux" {
		return false, nil
	}
	if err := checkBus(); err != nil {
		return false, err
	}
	service, err := ss.NewSecretService()
	if err != nil {
		return false, err //nolint:wrapcheck // the caller only checks for nil
	}
	locked, err := service.GetLoginCollection().GetProperty("org.freedesktop.Secret.Collection.Locked")
	if err != nil {
		return false, err //nolint:wrapcheck // the caller only checks for nil
	}
	value, ok := locked.Value().(bool)
	return ok && !value, nil
}
