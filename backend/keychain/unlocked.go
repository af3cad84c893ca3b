package keychain

import (
	"context"
	"runtime"
	"time"

	ss "github.com/zalando/go-keyring/secret_service"
)

const unlockedLimit = 2 * time.Second

// Unlocked tells whether the keyring can be used now without showing a prompt.
// It answers false where that cannot be known without asking the person, and
// where there is no answer within two seconds.
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

// unlocked asks a backend that can tell.
func (o Options) unlocked() (bool, error) {
	if b, ok := o.Backend.(interface{ Unlocked() (bool, error) }); ok {
		return b.Unlocked()
	}
	return false, nil
}

// Unlocked reads a property of the collection; reading it shows no prompt.
func (system) Unlocked() (bool, error) {
	if runtime.GOOS == "windows" {
		return true, nil // it opens with the account
	}
	if runtime.GOOS != "linux" {
		return false, nil
	}
	if err := busThere(); err != nil {
		return false, err
	}
	service, err := ss.NewSecretService()
	if err != nil {
		return false, err //nolint:wrapcheck // only whether there is one matters
	}
	locked, err := service.GetLoginCollection().GetProperty("org.freedesktop.Secret.Collection.Locked")
	if err != nil {
		return false, err //nolint:wrapcheck // the same
	}
	value, ok := locked.Value().(bool)
	return ok && !value, nil
}
