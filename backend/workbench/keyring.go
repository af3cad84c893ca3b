package workbench

import (
	"context"
	"time"

	"sluiceway/backend/keychain"
)

// lateLimit limits the work that had to wait for the keyring.
const lateLimit = 75 * time.Second

// AskKeyring calls the keyring and, if it answers, does what had to wait for it.
func (w *Workbench) AskKeyring(ctx context.Context) keychain.State {
	state := w.Keychain.Check(ctx)
	if state.Kind == keychain.Answers {
		w.keyringAnswers(ctx)
	}
	return state
}

// keyringAnswers polls the clusters whose password is in the keyring, seals what
// was stored without a key, and removes passwords whose profile is gone.
func (w *Workbench) keyringAnswers(ctx context.Context) {
	w.Live.Unlocked()
	w.Logged("seal what was stored without a key", w.Records.Settle(ctx))
	w.Logged("remove passwords of deleted clusters", w.Profiles.Sweep(ctx))
}

// keyringLate handles an answer that came after its caller had given up. It works in
// the background, because it must not block the keychain.
func (w *Workbench) keyringLate(string) {
	w.inBackground(context.Background(), func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, lateLimit)
		defer cancel()
		w.keyringAnswers(ctx)
	})
}
