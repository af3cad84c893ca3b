package keychain

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"
)

// StateKind is how the keyring behaves, as far as it was asked.
type StateKind string

// The kinds.
const (
	NotAsked StateKind = "not_asked"
	Answers  StateKind = "answers"
	Waiting  StateKind = "waiting" // it shows a prompt, or hangs
	Locked   StateKind = "locked"
	None     StateKind = "none"
)

// State is the state with what Settings says about it.
type State struct {
	Kind StateKind
	Text string        // for people; empty before it was asked
	Took time.Duration // of the last answer
	At   time.Time     // of the last answer
}

// State returns what is known, and asks nothing.
func (k *Keychain) State() State {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.waiters) > 0 {
		return waitingState(k.last.At)
	}
	return k.last
}

func waitingState(lastAnswer time.Time) State {
	return State{Kind: Waiting, Text: "The system keyring has not answered yet. It may be showing a prompt: look behind this window.", At: lastAnswer}
}

// Look asks the keyring for an entry that is not there and returns the state
// after it. A locked keyring shows its prompt.
func (k *Keychain) Look(ctx context.Context) State {
	if _, err := k.Get(ctx, "probe", "looking whether it answers"); err != nil {
		k.o.Log.Debug("looked at the keyring", slog.Any("cause", err))
	}
	return k.State()
}

// finish publishes the end of a call: settle changes the slot, the state is
// what the answer says, and who had given up is told.
func (k *Keychain) finish(name, verb string, c *call, began time.Time, settle func(*slot)) {
	now := k.o.Now()
	k.mu.Lock()
	settle(k.slot(name))
	k.last = stateOf(c.err)
	k.last.Took, k.last.At = now.Sub(began), now
	late := c.left && (c.err == nil || errors.Is(c.err, keyring.ErrNotFound))
	close(c.done)
	k.mu.Unlock()
	if c.err != nil && !errors.Is(c.err, keyring.ErrNotFound) {
		k.o.Log.Warn("the keyring did not do it", slog.String("verb", verb), slog.Any("cause", c.err))
	}
	if late {
		k.o.OnLate(name)
	}
}

// stateOf reads an answer. go-keyring has one sentence for a collection that
// stays locked, and no error value of its own for it.
func stateOf(err error) State {
	switch {
	case err == nil, errors.Is(err, keyring.ErrNotFound), errors.Is(err, keyring.ErrSetDataTooBig):
		return State{Kind: Answers, Text: systemName()}
	case strings.Contains(err.Error(), "failed to unlock"):
		return State{Kind: Locked, Text: "The system keyring is locked. Unlock it, then look again. Until then secrets are kept until the app closes."}
	default:
		return State{Kind: None, Text: "No system keyring answers on this computer. Secrets are kept until the app closes."}
	}
}

func systemName() string {
	switch runtime.GOOS {
	case "darwin":
		return "macOS Keychain"
	case "windows":
		return "Windows Credential Manager"
	default:
		return "Secret Service"
	}
}
