package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
)

func (a *App) keyringView(ctx context.Context, ask bool) KeyringView {
	state := a.bench.Keychain.State()
	if ask {
		state = a.bench.AskKeyring(ctx)
	}
	holds, err := a.bench.Profiles.PasswordsStored(ctx)
	a.bench.Logged("count the passwords", err)
	return KeyringView{State: state.Kind, Text: state.Text, Took: connect.Milli(state.Took), At: connect.UnixMilli(state.At), Holds: holds}
}

func (a *App) keyringChoice(choice KeyringChoice) error {
	switch choice {
	case keychain.Cancel, keychain.Session:
		a.bench.Keychain.Choose(choice)
		return nil
	}
	return connect.Errorf(connect.CodeInvalid, "%q is no answer to a waiting keyring.", choice)
}
