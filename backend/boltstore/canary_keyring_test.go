//go:build keyring

package boltstore_test

import "testing"

// TestNoSecretIsOnDiskWithARealKeyring uses the keyring of the session in which it runs.
func TestNoSecretIsOnDiskWithARealKeyring(t *testing.T) {
	liveInFolder(t, t.TempDir(), nil, true)
}
