package cluster

import (
	"context"
	"errors"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

const (
	keyringPatience = time.Second // before "waiting for the system keyring" shows
	probeLimit      = 30 * time.Second
)

// errNotLooked ends a look at a cluster that waits for the keyring.
var errNotLooked = connect.Errorf(connect.CodeKeyringWait, "This cluster was not looked at: its password is in the system keyring, which nobody has unlocked yet. Open the cluster to unlock it.")

// reach returns the worker, dialling it where needed. Callers queue up, so the
// person is asked for a password once.
func (l *live) reach(ctx context.Context) (worker.Worker, connect.Profile, error) {
	select {
	case l.dialing <- struct{}{}:
		defer func() { <-l.dialing }()
	case <-ctx.Done():
		return nil, connect.Profile{}, ctx.Err()
	}
	l.mu.Lock()
	p, w := l.profile, l.worker
	l.mu.Unlock()
	if w != nil {
		return w, p, nil
	}
	secret, err := l.password(ctx)
	if err != nil {
		return nil, p, err
	}
	w, err = l.s.deps.Dial(p, secret)
	if err != nil {
		return nil, p, err
	}
	session := l.s.deps.SessionOnly(ctx, p.ID)
	l.update(func(time.Time) {
		if l.profile != p {
			return // changed meanwhile; the next caller dials again
		}
		l.worker, l.secret = w, secret
		l.keyring = KeyringQuiet
		if session {
			l.keyring = KeyringSession
		}
	})
	return w, p, nil
}

// password asks for the password, and says so when that takes long.
func (l *live) password(ctx context.Context) (connect.Secret, error) {
	needs, err := l.s.deps.NeedsKeyring(ctx, l.id)
	if err != nil {
		return connect.Secret{}, err
	}
	if needs {
		slow := time.AfterFunc(keyringPatience, func() {
			l.update(func(time.Time) { l.keyring = KeyringWaiting })
		})
		defer slow.Stop()
	}
	secret, err := l.s.deps.Secret(ctx, l.id)
	if err != nil {
		return connect.Secret{}, err
	}
	if needs && !l.s.keyringAnswered() {
		l.s.mu.Lock()
		l.s.goes(func(context.Context) { l.s.Unlocked() }) //nolint:contextcheck // the looks outlive the call
		l.s.mu.Unlock()
	}
	return secret, nil
}

// mustWait tells that the cluster is not to be looked at by itself, because
// that would bring up the keyring's prompt.
func (l *live) mustWait(ctx context.Context) bool {
	l.mu.Lock()
	dialed := l.worker != nil
	l.mu.Unlock()
	if dialed || l.s.keyringAnswered() {
		return false
	}
	needs, err := l.s.deps.NeedsKeyring(ctx, l.id)
	return err == nil && needs
}

// waitsForKeyring notes that there was no password to look with. Such a
// cluster is not down; it is looked at again when somebody does something
// about it. l.mu is held.
func (l *live) waitsForKeyring(err error) bool {
	if errors.Is(err, errNotLooked) {
		l.blocked = true
		return true
	}
	switch connect.CodeOf(err) {
	case connect.CodeKeyringWait:
		l.keyring = KeyringWaiting
	case connect.CodeKeyring, connect.CodeSecretMissing, connect.CodeCanceled:
		l.keyring = KeyringNeeded
	default:
		return false
	}
	l.blocked = true
	l.setProblem(err)
	if l.phase != PhaseConnecting {
		l.phase = l.failedPhase()
	}
	return true
}

// problemOf is the error that a person sees.
func problemOf(err error) *connect.Error {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e
	}
	switch connect.CodeOf(err) {
	case connect.CodeTimeout:
		return connect.Errorf(connect.CodeTimeout, "The time limit was reached before the cluster answered.")
	case connect.CodeCanceled:
		return connect.Errorf(connect.CodeCanceled, "Cancelled.")
	default:
		return connect.Errorf(connect.CodeInternal, "Something went wrong inside Sluiceway. The log has the details.")
	}
}

// probe finds out which step fails, once for each new problem.
func (l *live) probe(ctx context.Context) {
	l.mu.Lock()
	p, secret, needed := l.profile, l.secret, l.problem != nil && l.steps == nil && !l.blocked && l.worker != nil
	l.mu.Unlock()
	if !needed {
		return
	}
	ctx, cancel := context.WithTimeout(connect.WithPurpose(ctx, connect.Purpose{Text: "find the failing step"}), probeLimit)
	defer cancel()
	steps := l.s.deps.Probe(ctx, p, secret)
	if ctx.Err() != nil || len(steps) == 0 {
		return
	}
	l.update(func(time.Time) {
		if l.problem != nil && l.profile == p {
			l.steps = steps
			l.stepsRev++
		}
	})
}
