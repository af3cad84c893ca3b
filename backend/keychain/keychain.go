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
	maxSecret = 2000 // bytes: Windows allows 2,560, macOS about 2,900 including the names

	waitAfter   = time.Second
	giveUpAfter = time.Minute
)

// Backend is a keyring. A call may block forever. It returns keyring.ErrNotFound if the
// entry does not exist and keyring.ErrSetDataTooBig if the secret is too large. Any
// other error means that there is no usable keyring.
type Backend interface {
	Set(service, user, secret string) error
	Get(service, user string) (string, error)
	Delete(service, user string) error
}

// Event reports that a call is waiting for the keyring, or is not any more.
type Event struct {
	State EventState `json:"state"`
	For   string     `json:"for"` // what the secret is needed for
}

// EventState is the state of such a call.
type EventState string

// The states.
const (
	EventWaiting  EventState = "waiting"
	EventAnswered EventState = "answered"
	EventGaveUp   EventState = "gave_up"
)

// Options configure a [Keychain]. All fields are optional. The functions are called
// without locks held, from any goroutine, and must not block.
type Options struct {
	// Namespace separates the entries of different data folders.
	Namespace string
	Backend   Backend // nil: the operating system's
	OnEvent   func(Event)
	// OnLate is called when the keyring answers a call whose caller had given up:
	// the entry is stored, or can be read at once.
	OnLate func(name string)

	WaitAfter   time.Duration // 0: 1 s
	GiveUpAfter time.Duration // 0: 60 s
	Now         func() time.Time
	Log         *slog.Logger
}

// Keychain accesses a keyring with time limits. Create it with [New]. It is safe for
// concurrent use.
type Keychain struct {
	o Options

	mu      sync.Mutex
	slots   map[string]*slot
	waiters []*waiter
	last    State
	failed  failure
}

// New returns a Keychain. It does not call the keyring.
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

// Get returns an entry. purpose completes the sentence "the keyring is needed for …".
// It returns an error with one of these codes:
//
//   - CodeNotFound: there is no such entry.
//   - CodeKeyring: there is no usable keyring, or it did not answer in time.
//   - CodeKeyringWait: the person continued without it; it may still answer.
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
	c := s.reading
	if c == nil {
		c = k.startRead(name, s)
	}
	k.mu.Unlock()
	end, err := k.wait(ctx, c, purpose)
	if err != nil {
		return connect.Secret{}, err
	}
	switch end {
	case endAnswered:
	case endSession:
		return connect.Secret{}, connect.Errorf(connect.CodeKeyringWait, "The system keyring has not answered yet, so %s is not known. Its answer is used as soon as it comes.", purpose)
	case endGaveUp:
		return connect.Secret{}, connect.Errorf(connect.CodeKeyring, "The system keyring did not answer within %v, so %s is not known. Unlock it, then try again.", k.o.GiveUpAfter, purpose)
	}
	switch {
	case errors.Is(c.err, keyring.ErrNotFound):
		return connect.Secret{}, errNotFound()
	case c.err != nil:
		return connect.Secret{}, unavailable(purpose, c.err)
	}
	return c.secret, nil
}

// Set stores an entry. If session is true, it is in memory only, until the app closes
// or the keyring answers late. On an error nothing is stored: CodeInvalid means that
// the secret is too large, CodeCanceled that the person cancelled.
func (k *Keychain) Set(ctx context.Context, name, purpose string, secret connect.Secret) (session bool, err error) {
	if len(secret.Reveal()) > maxSecret {
		return false, errTooBig()
	}
	k.mu.Lock()
	before := *k.slot(name)
	c := k.startWrite(name, secret)
	k.mu.Unlock()
	end, err := k.wait(ctx, c, purpose)
	if err != nil {
		k.undo(name, c, before)
		return false, err
	}
	if end != endAnswered || (c.err != nil && !errors.Is(c.err, keyring.ErrSetDataTooBig)) {
		return true, nil
	}
	if c.err != nil {
		k.undo(name, c, before)
		return false, errTooBig()
	}
	return false, nil
}

// Delete removes an entry. It is not an error if there is none. CodeKeyring and
// CodeKeyringWait mean that the entry may still be in the keyring; Get does not find
// it any more in either case.
func (k *Keychain) Delete(ctx context.Context, name, purpose string) error {
	k.mu.Lock()
	c := k.startDelete(name)
	k.mu.Unlock()
	end, err := k.wait(ctx, c, purpose)
	switch {
	case err != nil:
		return err
	case end == endSession:
		return connect.Errorf(connect.CodeKeyringWait, "The system keyring has not answered yet. The entry will be removed as soon as it does.")
	case end == endGaveUp:
		return connect.Errorf(connect.CodeKeyring, "The system keyring did not answer within %v, so the entry may still be in it.", k.o.GiveUpAfter)
	case c.err != nil && !errors.Is(c.err, keyring.ErrNotFound):
		return unavailable(purpose, c.err)
	}
	return nil
}

// Session reports whether an entry is in memory only. It does not call the keyring.
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
	return connect.Errorf(connect.CodeInvalid, "The secret is too long for the system keyring, which accepts up to %d bytes. Nothing was stored.", maxSecret)
}

// unavailable returns the error for an unusable keyring.
func unavailable(purpose string, cause error) error {
	return &connect.Error{
		Code: connect.CodeKeyring, Err: cause,
		Text: "The system keyring cannot be used, and is needed for " + purpose + ". Unlock or start it, then try again. Until then secrets can be held in memory only, until the app closes.",
	}
}
