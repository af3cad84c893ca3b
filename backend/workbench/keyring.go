package workbench

import (
	"context"
	"time"

	"sluiceway/backend/keychain"
)

// lateLimit is how long the work may take that had to wait for the keyring.
const lateLimit = 75 * time.Second

// AskKeyring has the keyring answer, and does what had to wait for it.
func (w *Workbench) AskKeyring(ctx context.Context) keychain.State {
	state := w.Keychain.Look(ctx)
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

// keyringLate takes an answer that came after somebody had given up. The
// keychain must not be held up, and nobody is waiting any more.
func (w *Workbench) keyringLate(string) {
	w.inBackground(context.Background(), func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, lateLimit)
		defer cancel()
		w.keyringAnswers(ctx)
	})
}
