package keychain

import (
	"errors"

	"github.com/zalando/go-keyring"

	"sluiceway/backend/connect"
)

// slot is the state of one entry. Writes of an entry run one after the other, so that
// a late one cannot overwrite a newer one.
type slot struct {
	generation int            // incremented by each Set and Delete
	value      connect.Secret // valid if held
	held       bool           // in memory: not written yet, for the session only, or answered late
	session    bool           // held, and not in the keyring as far as is known
	deleted    bool           // a Delete is in progress or has failed
	reading    *call
	written    <-chan struct{} // closed when the last write has ended; nil: there was none
}

// call is one call of the keyring. err and secret are valid once done is closed.
type call struct {
	done      chan struct{}
	secret    connect.Secret
	err       error
	abandoned bool // no caller is waiting any more; guarded by Keychain.mu
	waiting   int  // the number of callers waiting; guarded by Keychain.mu
}

// slot returns the entry's slot. k.mu must be held.
func (k *Keychain) slot(name string) *slot {
	s, ok := k.slots[name]
	if !ok {
		s = &slot{}
		k.slots[name] = s
	}
	return s
}

func (k *Keychain) user(name string) string {
	if k.o.Namespace == "" {
		return name
	}
	return k.o.Namespace + "/" + name
}

// startRead starts a read, which all callers share. k.mu must be held.
func (k *Keychain) startRead(name string, s *slot) *call {
	c := &call{done: make(chan struct{})}
	s.reading = c
	generation := s.generation
	go func() {
		started := k.o.Now()
		text := ""
		err := safely(func() error {
			var err error
			text, err = k.o.Backend.Get(service, k.user(name))
			return err //nolint:wrapcheck // compared by value
		})
		c.secret, c.err = connect.NewSecret(text), err
		k.finish(name, "get", c, started, func(s *slot) {
			s.reading = nil
			if c.abandoned && err == nil && s.generation == generation {
				s.value, s.held = c.secret, true // keep the late answer for the next Get
			}
		})
	}()
	return c
}

// startWrite starts a write. The value can be read at once. k.mu must be held.
func (k *Keychain) startWrite(name string, secret connect.Secret) *call {
	s := k.slot(name)
	s.generation++
	s.value, s.held, s.session, s.deleted = secret, true, true, false
	return k.enqueue(name, "set", s, func() error { return k.o.Backend.Set(service, k.user(name), secret.Reveal()) }, func(s *slot) {
		s.value, s.held, s.session = connect.Secret{}, false, false
	})
}

// startDelete starts a delete. The entry is gone at once. k.mu must be held.
func (k *Keychain) startDelete(name string) *call {
	s := k.slot(name)
	s.generation++
	s.value, s.held, s.session, s.deleted = connect.Secret{}, false, false, true
	return k.enqueue(name, "delete", s, func() error { return k.o.Backend.Delete(service, k.user(name)) }, func(s *slot) {
		s.deleted = false
	})
}

// enqueue runs a write after the previous one has ended, unless there is a newer one
// by then. settle updates the slot if the write succeeds.
func (k *Keychain) enqueue(name, verb string, s *slot, write func() error, settle func(*slot)) *call {
	c := &call{done: make(chan struct{})}
	before, generation := s.written, s.generation
	s.written = c.done
	go func() {
		if before != nil {
			<-before
		}
		if k.outdated(name, generation) {
			close(c.done)
			return
		}
		started := k.o.Now()
		c.err = safely(write)
		k.finish(name, verb, c, started, func(s *slot) {
			gone := verb == "delete" && errors.Is(c.err, keyring.ErrNotFound)
			if (c.err == nil || gone) && s.generation == generation {
				settle(s)
			}
		})
	}()
	return c
}

func (k *Keychain) outdated(name string, generation int) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.slot(name).generation != generation
}

// undo restores the slot after a write was cancelled, unless there is a newer write.
// It does not undo what the keyring has already stored.
func (k *Keychain) undo(name string, c *call, before slot) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.slot(name)
	if s.written != (<-chan struct{})(c.done) {
		return
	}
	s.generation++
	s.value, s.held, s.session, s.deleted = before.value, before.held, before.session, before.deleted
}
