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

	"sluiceway/backend/connect"
)

// StateKind is the state of the keyring, as of its last answer.
type StateKind string

// The kinds.
const (
	NotAsked StateKind = "not_asked"
	Answers  StateKind = "answers"
	Waiting  StateKind = "waiting" // it is showing a prompt, or hangs
	Locked   StateKind = "locked"
	Failing  StateKind = "failing" // it answers, but its operations fail
	None     StateKind = "none"
)

// State is the state of the keyring as Settings shows it.
type State struct {
	Kind StateKind `json:"state"`
	Text string    `json:"text"` // a sentence; empty before the first call
	Took float64   `json:"took"` // milliseconds, of the last answer
	At   float64   `json:"at"`   // of the last answer
}

// State returns the last known state. It does not call the keyring.
func (k *Keychain) State() State {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.waiters) > 0 {
		return waitingState(k.last.At)
	}
	return k.last
}

func waitingState(lastAnswer float64) State {
	return State{Kind: Waiting, Text: "The system keyring has not answered yet. It may be showing a prompt behind this window.", At: lastAnswer}
}

// Check reads an entry that does not exist and returns the state after that. A locked
// keyring shows its prompt.
func (k *Keychain) Check(ctx context.Context) State {
	_, _ = k.Get(ctx, "probe", "checking whether it answers") // the state has the result
	return k.State()
}

// finish ends a call: it updates the slot and the state, wakes the callers, and calls
// OnLate if they had given up.
func (k *Keychain) finish(name, verb string, c *call, started time.Time, settle func(*slot)) {
	now := k.o.Now()
	k.mu.Lock()
	settle(k.slot(name))
	if !answered(c.err) || verb == "set" {
		k.failed = failure{verb: verb, err: c.err}
	}
	k.last = stateOf(c.err)
	if k.failed.verb == "set" && !answered(k.failed.err) && k.last.Kind == Answers {
		k.last = failingState("set") // reading works, but storing may still fail
	}
	if k.last.Kind == Failing {
		k.last = failingState(k.failed.verb)
	}
	k.last.Took, k.last.At = connect.Milli(now.Sub(started)), connect.UnixMilli(now)
	late := c.abandoned && (c.err == nil || errors.Is(c.err, keyring.ErrNotFound))
	close(c.done)
	k.mu.Unlock()
	if c.err != nil && !errors.Is(c.err, keyring.ErrNotFound) {
		k.o.Log.Warn("the keyring failed", slog.String("operation", verb), slog.String("kind", string(stateOf(c.err).Kind)))
	}
	if late {
		k.o.OnLate(name)
	}
}

// failure is the last Set, or the last call that failed since.
type failure struct {
	verb string // get, set, delete
	err  error
}

func answered(err error) bool {
	return err == nil || errors.Is(err, keyring.ErrNotFound) || errors.Is(err, keyring.ErrSetDataTooBig)
}

// stateOf returns the state that an answer shows. go-keyring has no error value for a
// collection that stays locked, only a message.
func stateOf(err error) State {
	switch {
	case answered(err):
		return State{Kind: Answers, Text: systemName()}
	case strings.Contains(err.Error(), "failed to unlock"):
		return State{Kind: Locked, Text: "The system keyring is locked. Unlock it, then check again. Until then secrets are held in memory until the app closes."}
	case errors.Is(err, errPanic) || refused(err):
		return State{Kind: Failing}
	default:
		return State{Kind: None, Text: "There is no system keyring on this computer. Secrets are held in memory until the app closes."}
	}
}

// refused reports whether the error comes from the keyring's service, rather than from
// the bus because there is no such service.
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
	return State{Kind: Failing, Text: systemName() + " answers, but " + what + " failed. New secrets are held in memory until the app closes. Unlock or restart it, then check again."}
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
