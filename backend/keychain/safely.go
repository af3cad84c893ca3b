package keychain

import "errors"

// errPanic stands for a panic of the keyring's library. Its words are not ours
// to log: they may quote what was stored.
var errPanic = errors.New("the keyring's library panicked")

// safely runs a call of the keyring. Its library takes the session bus apart
// without checking what it gets, and panics when the bus ends during a prompt or
// answers with other types; that must not end the program.
func safely(call func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errPanic
		}
	}()
	return call()
}
