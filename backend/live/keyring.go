package live

import (
	"context"
	"errors"
	"time"

	"sluiceway/backend/connect"
)

// KeyringState says what a cluster needs from the keyring.
type KeyringState string

// The states: nothing, an answer, a password from the person, and a password
// that lives until the app closes.
const (
	KeyringQuiet   KeyringState = ""
	KeyringWaiting KeyringState = "waiting"
	KeyringNeeded  KeyringState = "needed"
	KeyringSession KeyringState = "session"
)

// keyringPatience is the time before "waiting for the system keyring" is shown.
const keyringPatience = time.Second

// errNotPolled ends a poll of a cluster that waits for the keyring.
var errNotPolled = connect.Errorf(connect.CodeKeyringWait, "This cluster was not polled: its password is in the system keyring, which is still locked. Open the cluster to unlock it.")

// secrets returns the secrets of the profile, and shows that it is waiting if that takes long.
func (c *cluster) secrets(ctx context.Context) (connect.Secrets, error) {
	needs, err := c.clusters.deps.NeedsKeyring(ctx, c.id)
	if err != nil {
		return nil, err
	}
	if needs {
		slow := time.AfterFunc(keyringPatience, func() {
			c.snap.update(func(time.Time) { c.snap.keyring = KeyringWaiting })
		})
		defer slow.Stop()
	}
	secrets, err := c.clusters.deps.Secrets(ctx, c.id)
	if err != nil {
		return nil, err
	}
	session := c.clusters.deps.SessionOnly(ctx, c.id)
	c.snap.update(func(time.Time) {
		c.snap.keyring = KeyringQuiet
		if session {
			c.snap.keyring = KeyringSession
		}
	})
	if needs && !c.clusters.keyringAnswered() {
		c.clusters.spawn(func(context.Context) { c.clusters.unlock() }) //nolint:contextcheck // the polls outlive the call
	}
	return secrets, nil
}

// mustWait reports whether an automatic poll must be skipped because it would show
// the keyring's prompt.
func (c *cluster) mustWait(ctx context.Context) bool {
	if c.dialer.Current().Worker != nil || c.clusters.keyringAnswered() {
		return false
	}
	needs, err := c.clusters.deps.NeedsKeyring(ctx, c.id)
	return err == nil && needs
}

// unblock polls a cluster that waited for the keyring.
func (c *cluster) unblock() {
	session := c.clusters.deps.SessionOnly(context.Background(), c.id)
	blocked := false
	c.snap.update(func(time.Time) {
		if c.snap.keyring == KeyringSession && !session {
			c.snap.keyring = KeyringQuiet // the keyring has stored the password meanwhile
		}
		blocked, c.snap.blocked = c.snap.blocked, false
	})
	if blocked {
		c.pollSoon()
	}
}

// waitsForKeyring records that a poll had no password. Such a cluster is not down;
// it is polled again when the person unlocks the keyring or enters the password.
// The lock is held.
func (s *snapshot) waitsForKeyring(err error) bool {
	if errors.Is(err, errNotPolled) {
		s.blocked = true
		return true
	}
	switch connect.CodeOf(err) {
	case connect.CodeKeyringWait:
		s.keyring = KeyringWaiting
	case connect.CodeKeyring, connect.CodeSecretMissing, connect.CodeCanceled:
		s.keyring = KeyringNeeded
	default:
		return false
	}
	s.blocked = true
	s.setProblem(err)
	if s.phase != PhaseConnecting {
		s.phase = s.failedPhase()
	}
	return true
}
