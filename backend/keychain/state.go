package keychain

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
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
	Failing  StateKind = "failing" // it answers, and cannot do what it is asked
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
	return State{Kind: Waiting, Text: "The system keyring has not answered yet. It may be showing a prompt behind this window.", At: lastAnswer}
}

// Look asks the keyring for an entry that is not there and returns the state
// after it. A locked keyring shows its prompt.
func (k *Keychain) Look(ctx context.Context) State {
	_, _ = k.Get(ctx, "probe", "checking whether it answers") // the state says how it ended
	return k.State()
}

// finish publishes the end of a call: settle changes the slot, the state is
// what the answer says, and who had given up is notified.
func (k *Keychain) finish(name, verb string, c *call, began time.Time, settle func(*slot)) {
	now := k.o.Now()
	k.mu.Lock()
	settle(k.slot(name))
	if !answered(c.err) || verb == "set" {
		k.failed = failure{verb: verb, err: c.err}
	}
	k.last = stateOf(c.err)
	if k.failed.verb == "set" && !answered(k.failed.err) && k.last.Kind == Answers {
		k.last = failingState("set") // reading works; what is stored next still may not be
	}
	if k.last.Kind == Failing {
		k.last = failingState(k.failed.verb)
	}
	k.last.Took, k.last.At = now.Sub(began), now
	late := c.left && (c.err == nil || errors.Is(c.err, keyring.ErrNotFound))
	close(c.done)
	k.mu.Unlock()
	if c.err != nil && !errors.Is(c.err, keyring.ErrNotFound) {
		k.o.Log.Warn("the keyring failed", slog.String("operation", verb), slog.String("kind", string(stateOf(c.err).Kind)))
	}
	if late {
		k.o.OnLate(name)
	}
}

// failure is the last write, or the last call that failed.
type failure struct {
	verb string // get, set, delete
	err  error
}

func answered(err error) bool {
	return err == nil || errors.Is(err, keyring.ErrNotFound) || errors.Is(err, keyring.ErrSetDataTooBig)
}

// stateOf reads an answer. go-keyring has one sentence for a collection that
// stays locked, and no error value of its own for it.
func stateOf(err error) State {
	switch {
	case answered(err):
		return State{Kind: Answers, Text: systemName()}
	case strings.Contains(err.Error(), "failed to unlock"):
		return State{Kind: Locked, Text: "The system keyring is locked. Unlock it, then check again. Until then secrets are in memory until the app closes."}
	case errors.Is(err, errPanic) || refused(err):
		return State{Kind: Failing}
	default:
		return State{Kind: None, Text: "No system keyring answers on this computer. Secrets are in memory until the app closes."}
	}
}

// refused tells an answer of the keyring's service from the bus saying that
// there is no such service.
func refused(err error) bool {
	answer, ok := errors.AsType[dbus.Error](err)
	if !ok {
		return false
	}
	for _, absent := range []string{"ServiceUnknown", "NameHasNoOwner", "Spawn", "NoServer", "Disconnected"} {
		if strings.Contains(answer.Name, "org.freedesktop.DBus.Error."+absent) {
			return false
		}
	}
	return true
}

func failingState(verb string) State {
	what := map[string]string{"get": "reading an entry", "set": "storing an entry", "delete": "removing an entry"}[verb]
	return State{Kind: Failing, Text: systemName() + " answers, but " + what + " failed. New secrets are in memory until the app closes. Unlock it or restart it, then check again."}
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
