package workbench

import (
	"context"

	"sluiceway/backend/keychain"
)

// KeyringView is the state of the system keyring, and how many of our passwords it
// stores.
type KeyringView struct {
	keychain.State

	Holds int `json:"holds"`
}

// Keyring returns the state of the system keyring; ask calls it first.
func (v Views) Keyring(ctx context.Context, ask bool) KeyringView {
	state := v.bench.Keychain.State()
	if ask {
		state = v.bench.AskKeyring(ctx)
	}
	holds, err := v.bench.Profiles.PasswordsStored(ctx)
	v.bench.Logged("count the passwords", err)
	return KeyringView{State: state, Holds: holds}
}
