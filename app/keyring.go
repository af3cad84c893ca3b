package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
)

func (a *App) keyringView(ctx context.Context, ask bool) KeyringView {
	state := a.keychain.State()
	if ask {
		state = a.keychain.Look(ctx)
		if state.Kind == keychain.Answers {
			a.cluster.Unlocked()
			a.logged("seal what was kept without a key", a.drafts.Settle(ctx))
		}
	}
	holds, err := a.profiles.PasswordsKept(ctx)
	a.logged("count the passwords", err)
	return KeyringView{State: string(state.Kind), Text: state.Text, Took: milli(state.Took), At: unixMilli(state.At), Holds: holds}
}

func (a *App) keyringChoice(choice string) error {
	switch c := keychain.Choice(choice); c {
	case keychain.Cancel, keychain.Session:
		a.keychain.Choose(c)
		return nil
	}
	return connect.Errorf(connect.CodeInvalid, "%q is no answer to a waiting keyring.", choice)
}
