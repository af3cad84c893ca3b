//go:build keyring

package keychain_test

import (
	"testing"

	"sluiceway/backend/keychain"
	"sluiceway/backend/keychain/keychaintest"
)

// TestRealKeyring uses the keyring of the session in which it runs. build/tasks/keyring
// runs it in a new session.
func TestRealKeyring(t *testing.T) {
	keychaintest.Run(t, nil)
	if !keychain.New(keychain.Options{}).Unlocked(t.Context()) {
		t.Error("the keyring that just answered does not count as unlocked")
	}
}
