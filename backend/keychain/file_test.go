package keychain_test

import (
	"testing"

	"sluiceway/backend/keychain/keychaintest"
)

func TestKeyringInAFolder(t *testing.T) {
	keychaintest.Run(t, keychaintest.File{Dir: t.TempDir()})
}
