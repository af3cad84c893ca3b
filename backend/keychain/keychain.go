package keychain

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"sluiceway/backend/connect"
)

const (
	service   = "sluiceway"
	maxSecret = 2000 // bytes: a Windows credential takes 2,560, a macOS one about 2,900 with its names

	waitAfter   = time.Second
	giveUpAfter = time.Minute
)

// Backend is a keyring. A call may block for ever. A missing entry is
// keyring.ErrNotFound, one that is too large keyring.ErrSetDataTooBig; any other
// error means that there is no usable keyring.
type Backend interface {
	Set(service, user, secret string) error
	Get(service, user string) (string, error)
	Delete(service, user string) error
}

// Event says that the keyring keeps a call waiting, or does so no more.
type Event struct {
	State EventState
	For   string // what the secret is needed for
}

// EventState says how the waiting for the keyring goes.
type EventState string

// The states.
const (
	EventWaiting  EventState = "waiting"
	EventAnswered EventState = "answered"
	EventGaveUp   EventState = "gave_up"
)

// Options are all optional. The functions are called without locks held, from
// any goroutine, and must not block.
type Options struct {
	// Namespace keeps the entries of two data folders apart.
	Namespace string
	Backend   Backend // nil: the operating system's
	OnEvent   func(Event)
	// OnLate says that a call which had been given up was answered after all:
	// the entry can be read at once now, or is stored.
	OnLate func(name string)

	WaitAfter   time.Duration // 0: 1 s
	GiveUpAfter time.Duration // 0: 60 s
	Now         func() time.Time
	Log         *slog.Logger
}

// Keychain is the keyring behind its limits; make it with [New]. All methods
// may be called from any goroutine.
type Keychain struct {
	o Options

	mu      sync.Mutex
	slots   map[string]*slot
	waiters []*waiter
	last    State
	failed  failure
}

// New makes a Keychain and asks nothing.
func New(o Options) *Keychain {
	if o.Backend == nil {
		o.Backend = system{}
	}
	if o.OnEvent == nil {
		o.OnEvent = func(Event) {}
	}
	if o.OnLate == nil {
		o.OnLate = func(string) {}
	}
	if o.WaitAfter <= 0 {
		o.WaitAfter = waitAfter
	}
	if o.GiveUpAfter <= 0 {
		o.GiveUpAfter = giveUpAfter
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Keychain{o: o, slots: map[string]*slot{}, last: State{Kind: NotAsked}}
}

// Get returns an entry. purpose ends the sentence "the keyring is needed for …".
// The errors:
//
//   - CodeNotFound: the keyring answered and has no such entry.
//   - CodeKeyring: there is no usable keyring, or it did not answer in time.
//   - CodeKeyringWait: the person went on without it; it may still answer.
//   - CodeCanceled: the person cancelled.
func (k *Keychain) Get(ctx context.Context, name, purpose string) (connect.Secret, error) {
	k.mu.Lock()
	s := k.slot(name)
	switch {
	case s.held:
		defer k.mu.Unlock()
		return s.value, nil
	case s.deleted:
		defer k.mu.Unlock()
		return connect.Secret{}, errNotFound()
	}
	o := s.reading
	if o == nil {
		o = k.startRead(name, s)
	}
	k.mu.Unlock()
	end, err := k.wait(ctx, o, purpose)
	if err != nil {
		return connect.Secret{}, err
	}
	switch end {
	case endAnswered:
	case endSession:
		return connect.Secret{}, connect.Errorf(connect.CodeKeyringWait, "The system keyring has not answered yet, so %s is not known. When it answers, it is used at once.", purpose)
	case endGaveUp:
		return connect.Secret{}, connect.Errorf(connect.CodeKeyring, "The system keyring did not answer within %v, so %s is not known. Unlock it, then try again.", k.o.GiveUpAfter, purpose)
	}
	switch {
	case errors.Is(o.err, keyring.ErrNotFound):
		return connect.Secret{}, errNotFound()
	case o.err != nil:
		return connect.Secret{}, unavailable(purpose, o.err)
	}
	return o.secret, nil
}

// Set stores an entry. session tells that it is in memory only, until the app
// closes or the keyring answers late. An error means that it is not stored:
// CodeInvalid where it is too large, CodeCanceled.
func (k *Keychain) Set(ctx context.Context, name, purpose string, secret connect.Secret) (session bool, err error) {
	if len(secret.Reveal()) > maxSecret {
		return false, errTooBig()
	}
	k.mu.Lock()
	before := *k.slot(name)
	o := k.startWrite(name, secret)
	k.mu.Unlock()
	end, err := k.wait(ctx, o, purpose)
	if err != nil {
		k.undo(name, o, before)
		return false, err
	}
	if end != endAnswered || (o.err != nil && !errors.Is(o.err, keyring.ErrSetDataTooBig)) {
		return true, nil
	}
	if o.err != nil {
		k.undo(name, o, before)
		return false, errTooBig()
	}
	return false, nil
}

// Delete removes an entry; one that is not there is no error. CodeKeyring and
// CodeKeyringWait mean that it may still be in the keyring; it is not found any
// more in either case.
func (k *Keychain) Delete(ctx context.Context, name, purpose string) error {
	k.mu.Lock()
	o := k.startDelete(name)
	k.mu.Unlock()
	end, err := k.wait(ctx, o, purpose)
	switch {
	case err != nil:
		return err
	case end == endSession:
		return connect.Errorf(connect.CodeKeyringWait, "The system keyring has not answered yet. The entry is removed when it does.")
	case end == endGaveUp:
		return connect.Errorf(connect.CodeKeyring, "The system keyring did not answer within %v, so the entry may still be there.", k.o.GiveUpAfter)
	case o.err != nil && !errors.Is(o.err, keyring.ErrNotFound):
		return unavailable(purpose, o.err)
	}
	return nil
}

// Session tells whether an entry is in memory only. It asks nothing.
func (k *Keychain) Session(name string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, ok := k.slots[name]
	return ok && s.held && s.session
}

func errNotFound() error {
	return connect.Errorf(connect.CodeNotFound, "The system keyring has no such entry.")
}

func errTooBig() error {
	return connect.Errorf(connect.CodeInvalid, "The secret is too long for the system keyring, which takes up to %d bytes. Nothing was stored.", maxSecret)
}

// unavailable keeps the cause for callers; it is no sentence for people.
func unavailable(purpose string, cause error) error {
	return &connect.Error{
		Code: connect.CodeKeyring, Err: cause,
		Text: "The system keyring cannot be used now, so it has no answer about " + purpose + ". Unlock or start it and try again; until then secrets can stay in memory until the app closes.",
	}
}
