package keychain

import "errors"

// errPanic replaces a panic of the keyring's library. The panic's message is dropped,
// because it may quote a stored secret.
var errPanic = errors.New("the keyring's library panicked")

// safely runs a call of the keyring and turns a panic into errPanic. The library does
// not check what it receives from the session bus, and panics if the bus ends during
// a prompt or answers with unexpected types.
func safely(call func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errPanic
		}
	}()
	return call()
}
