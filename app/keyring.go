package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
)

func (a *App) keyringChoice(choice KeyringChoice) error {
	switch choice {
	case keychain.Cancel, keychain.Session:
		a.bench.Keychain.Choose(choice)
		return nil
	}
	return connect.Errorf(connect.CodeInvalid, "%q is no answer to a waiting keyring.", choice)
}
