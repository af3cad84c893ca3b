package profile

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"sluiceway/backend/connect"
)

// The marks of entries in the keyring. An entry that no profile names must be deleted,
// whatever its mark.
const (
	markStored  = "kept"    // it is in the keyring, or was being written
	markSession = "session" // there was no keyring when it was set, unless that answered late
	markEmpty   = "empty"   // the password is empty, so there is no entry
)

// newEntry returns a name for the entry of a new password. Every password has its own
// entry, so that a password and its address change together, in the write of the profile.
func newEntry(id connect.ProfileID) string {
	return "profile/" + string(id) + "/" + strings.ToLower(rand.Text()[:10])
}

func hasLogin(p connect.Profile) bool { return p.Login != connect.LoginNone && p.Login != "" }

// SecretsFor returns the secrets of a profile. For a profile without a login it returns none
// and does not call the keyring. CodeSecretMissing means that the keyring does
// not have the password; for the other codes see [Secrets].
func (s *Service) SecretsFor(ctx context.Context, id connect.ProfileID) (connect.Secrets, error) {
	for {
		p, err := s.Store.Profile(ctx, id)
		if err != nil {
			return nil, err
		}
		secret, err := s.SecretOf(ctx, p)
		if connect.CodeOf(err) != connect.CodeSecretMissing {
			return connect.Secrets{connect.SecretPassword: secret}, err
		}
		// A save may have replaced the entry while the keyring was answering.
		now, readErr := s.Store.Profile(ctx, id)
		if readErr != nil || now.SecretEntry == p.SecretEntry {
			return connect.Secrets{connect.SecretPassword: secret}, err
		}
	}
}

// SecretOf returns the password for a profile that the caller has. If the profile has a new
// password by now, it returns an error with CodeSecretMissing: a new password is never
// returned for an old address.
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
	// The keyring answered late and has stored what was in memory only.
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

// NeedsKeyring reports whether the password of a profile can only come from the keyring,
// without calling it. Such a cluster is not polled before the keyring is unlocked.
func (s *Service) NeedsKeyring(ctx context.Context, id connect.ProfileID) (bool, error) {
	p, err := s.Store.Profile(ctx, id)
	if err != nil || !hasLogin(p) || p.SecretEntry == "" {
		return false, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	return err == nil && marks[p.SecretEntry] != markEmpty && !s.Secrets.Session(p.SecretEntry), err
}

// PasswordsStored returns the number of passwords in the keyring, including those that are
// still to be deleted.
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

// storeSecret writes a password to its entry. It sets the mark first, so that an entry
// whose profile is never written is found and deleted later.
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
		return KeyringUntouched, err // it may still be stored; because of the mark Sweep will delete it
	case err != nil:
		return KeyringUntouched, errors.Join(err, s.Store.MarkSecret(context.WithoutCancel(ctx), p.SecretEntry, ""))
	case session:
		return KeyringSession, s.Store.MarkSecret(ctx, p.SecretEntry, markSession)
	}
	return KeyringStored, nil
}

// dropSecret deletes an entry that no profile names any more. If that fails, the entry is
// left to [Service.Sweep].
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
	_ = s.Store.MarkSecret(ctx, entry, "") // if this fails, Sweep deletes the entry again, which is harmless
}
