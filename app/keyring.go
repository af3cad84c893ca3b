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
			a.keyringAnswers(ctx)
		}
	}
	holds, err := a.profiles.PasswordsStored(ctx)
	a.logged("count the passwords", err)
	return KeyringView{State: state.Kind, Text: state.Text, Took: milli(state.Took), At: unixMilli(state.At), Holds: holds}
}

func (a *App) keyringChoice(choice KeyringChoice) error {
	switch choice {
	case keychain.Cancel, keychain.Session:
		a.keychain.Choose(choice)
		return nil
	}
	return connect.Errorf(connect.CodeInvalid, "%q is no answer to a waiting keyring.", choice)
}

// keyringAnswers does what had to wait for the keyring: clusters whose password
// is in it are looked at, what was kept without a key is sealed, and passwords
// whose profile is gone are removed.
func (a *App) keyringAnswers(ctx context.Context) {
	a.live.Unlocked()
	a.logged("seal what was kept without a key", a.drafts.Settle(ctx))
	a.logged("remove passwords of deleted clusters", a.profiles.Sweep(ctx))
}

// keyringLate takes an answer that came after somebody had given up. The
// keychain must not be held up, and nobody is waiting any more.
func (a *App) keyringLate(string) {
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), readLimit)
		defer cancel()
		a.keyringAnswers(ctx)
	}()
}
