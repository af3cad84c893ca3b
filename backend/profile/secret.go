package profile

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"sluiceway/backend/connect"
)

// The words that the store has about an entry of the keyring. An entry that no
// profile names is to be removed, whatever its word is.
const (
	markStored  = "kept"    // the keyring has it, or was about to get it
	markSession = "session" // no keyring when it was set; it may have answered late
	markEmpty   = "empty"   // the password is the empty text, which needs no entry
)

// newEntry names the next generation of a profile's password. Each has an entry
// of its own, so that a password and the address it belongs to change in the one
// write of the profile that names it.
func newEntry(id connect.ProfileID) string {
	return "profile/" + string(id) + "/" + strings.ToLower(rand.Text()[:10])
}

func hasLogin(p connect.Profile) bool { return p.Login != connect.LoginNone && p.Login != "" }

// Secret returns the password of a profile; an empty one, without asking the
// keyring, where the profile has no login. CodeSecretMissing means that the
// keyring answered and has none; CodeKeyring, CodeKeyringWait and CodeCanceled
// are as [Secrets] has them.
func (s *Service) Secret(ctx context.Context, id connect.ProfileID) (connect.Secret, error) {
	for {
		p, err := s.Store.Profile(ctx, id)
		if err != nil {
			return connect.Secret{}, err
		}
		secret, err := s.SecretOf(ctx, p)
		if connect.CodeOf(err) != connect.CodeSecretMissing {
			return secret, err
		}
		// The keyring may have taken long, and a save may have replaced the entry.
		now, readErr := s.Store.Profile(ctx, id)
		if readErr != nil || now.SecretEntry == p.SecretEntry {
			return secret, err
		}
	}
}

// SecretOf returns the password of a profile as the caller knows it, for the
// address the caller knows. When the profile was changed since, that password is
// gone (CodeSecretMissing); the new one is never returned for an old address.
func (s *Service) SecretOf(ctx context.Context, p connect.Profile) (connect.Secret, error) {
	if !hasLogin(p) {
		return connect.Secret{}, nil
	}
	if p.SecretEntry == "" {
		return connect.Secret{}, errMissing(p)
	}
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil || marks[p.SecretEntry] == markEmpty {
		return connect.Secret{}, err
	}
	secret, err := s.Secrets.Get(ctx, p.SecretEntry, "the password of "+p.Name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return connect.Secret{}, errMissing(p)
	}
	if err != nil {
		return connect.Secret{}, err
	}
	// A keyring that answered late has stored what was in memory only.
	if marks[p.SecretEntry] != markStored && !s.Secrets.Session(p.SecretEntry) {
		if err := s.Store.MarkSecret(ctx, p.SecretEntry, markStored); err != nil {
			return connect.Secret{}, err
		}
	}
	return secret, nil
}

func errMissing(p connect.Profile) error {
	return connect.Errorf(connect.CodeSecretMissing,
		"The password of %s is not in the system keyring. Nothing was sent. Edit the cluster and enter it again.", p.Name)
}

// NeedsKeyring tells, without asking it, whether the password of a profile can
// only come from the keyring. Such a cluster is not polled before somebody
// unlocked the keyring.
func (s *Service) NeedsKeyring(ctx context.Context, id connect.ProfileID) (bool, error) {
	p, err := s.Store.Profile(ctx, id)
	if err != nil || !hasLogin(p) || p.SecretEntry == "" {
		return false, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	return err == nil && marks[p.SecretEntry] != markEmpty && !s.Secrets.Session(p.SecretEntry), err
}

// PasswordsStored counts the passwords that the keyring holds, those that are
// still to be removed among them.
func (s *Service) PasswordsStored(ctx context.Context) (int, error) {
	marks, err := s.Store.SecretMarks(ctx)
	n := 0
	for _, word := range marks {
		if word == markStored {
			n++
		}
	}
	return n, err
}

// storeSecret writes a password under its entry. The note comes first, so that
// an entry whose profile is never written is found and removed later.
func (s *Service) storeSecret(ctx context.Context, p connect.Profile, password connect.Secret) (Keyring, error) {
	if password.Empty() {
		return KeyringUntouched, s.Store.MarkSecret(ctx, p.SecretEntry, markEmpty)
	}
	if err := s.Store.MarkSecret(ctx, p.SecretEntry, markStored); err != nil {
		return KeyringUntouched, err
	}
	session, err := s.Secrets.Set(ctx, p.SecretEntry, "the password of "+p.Name, password)
	switch {
	case connect.CodeOf(err) == connect.CodeCanceled:
		return KeyringUntouched, err // it may arrive all the same; the note makes Sweep remove it
	case err != nil:
		return KeyringUntouched, errors.Join(err, s.Store.MarkSecret(context.WithoutCancel(ctx), p.SecretEntry, ""))
	case session:
		return KeyringSession, s.Store.MarkSecret(ctx, p.SecretEntry, markSession)
	}
	return KeyringStored, nil
}

// dropSecret removes an entry that no profile names any more. What the keyring
// does not give up, or the disk does not note, is left to [Service.Sweep].
func (s *Service) dropSecret(ctx context.Context, entry string) {
	if entry == "" {
		return
	}
	ctx = context.WithoutCancel(ctx)
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return
	}
	if marks[entry] != markEmpty {
		if err := s.Secrets.Delete(ctx, entry, "removing a password"); err != nil {
			return
		}
	}
	_ = s.Store.MarkSecret(ctx, entry, "") // Sweep would find it again, and nothing in the keyring
}
