//go:build keyring

package boltstore_test

import "testing"

// TestNoSecretIsOnDiskWithARealKeyring does the same with the keyring of the
// session it runs in.
func TestNoSecretIsOnDiskWithARealKeyring(t *testing.T) {
	liveInFolder(t, t.TempDir(), nil, true)
}
