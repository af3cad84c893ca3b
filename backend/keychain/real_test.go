//go:build keyring

package keychain_test

import (
	"testing"

	"sluiceway/backend/keychain"
	"sluiceway/backend/keychain/keychaintest"
)

// TestRealKeyring runs on the keyring of the session it is started in; with the
// tag "keyring" only. build/tasks starts it in a session of its own.
func TestRealKeyring(t *testing.T) {
	keychaintest.Run(t, nil)
	if !keychain.New(keychain.Options{}).Unlocked(t.Context()) {
		t.Error("the keyring that just answered does not count as unlocked")
	}
}
