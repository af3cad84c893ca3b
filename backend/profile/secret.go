package profile

import (
	"context"

	"sluiceway/backend/connect"
)

// The words that the store has about an entry of the keyring.
const (
	markKept    = "kept"    // the keyring has it
	markSession = "session" // no keyring when it was set; it may have answered late
	markEmpty   = "empty"   // the password is the empty text, which needs no entry
	markOrphan  = "orphan"  // no profile uses it; to be removed
)

const secretPrefix = "profile/"

// SecretName is the name of a profile's password in the keyring.
func SecretName(id connect.ProfileID) string { return secretPrefix + string(id) }

// Secret returns the password of a profile; an empty one, without asking the
// keyring, where the profile has no login. CodeSecretMissing means that the
// keyring answered and has none; CodeKeyring, CodeKeyringWait and CodeCanceled
// are as [Secrets] has them.
func (s *Service) Secret(ctx context.Context, id connect.ProfileID) (connect.Secret, error) {
	p, err := s.Store.Profile(ctx, id)
	if err != nil {
		return connect.Secret{}, err
	}
	if p.Login == connect.LoginNone || p.Login == "" {
		return connect.Secret{}, nil
	}
	return s.secretOf(ctx, p)
}

func (s *Service) secretOf(ctx context.Context, p connect.Profile) (connect.Secret, error) {
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return connect.Secret{}, err
	}
	name := SecretName(p.ID)
	if word := marks[name]; word == markEmpty || word == markOrphan { // orphan: the old password of one set to empty
		return connect.Secret{}, nil
	}
	secret, err := s.Secrets.Get(ctx, name, "the password of "+p.Name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return connect.Secret{}, connect.Errorf(connect.CodeSecretMissing,
			"The password of %s is not in the system keyring. Nothing was sent. Edit the cluster and enter it again.", p.Name)
	}
	if err != nil {
		return connect.Secret{}, err
	}
	// A late answer of the keyring can make a session password a kept one.
	if marks[name] != markKept && !s.Secrets.Session(name) {
		if err := s.Store.MarkSecret(ctx, name, markKept); err != nil {
			return connect.Secret{}, err
		}
	}
	return secret, nil
}

// NeedsKeyring tells, without asking it, whether the password of a profile can
// only come from the keyring. Such a cluster is not looked at by itself before
// somebody unlocked the keyring.
func (s *Service) NeedsKeyring(ctx context.Context, id connect.ProfileID) (bool, error) {
	p, err := s.Store.Profile(ctx, id)
	if err != nil || p.Login == connect.LoginNone || p.Login == "" {
		return false, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return false, err
	}
	name := SecretName(id)
	return marks[name] != markEmpty && !s.Secrets.Session(name), nil
}

// PasswordsKept counts the passwords that the keyring holds, by the notes.
func (s *Service) PasswordsKept(ctx context.Context) (int, error) {
	marks, err := s.Store.SecretMarks(ctx)
	n := 0
	for _, word := range marks {
		if word == markKept {
			n++
		}
	}
	return n, err
}

// dropSecret removes a password that no profile uses any more. A keyring that
// does not answer leaves a note for Sweep.
func (s *Service) dropSecret(ctx context.Context, id connect.ProfileID, marks map[string]string) error {
	name := SecretName(id)
	if word := marks[name]; word == markEmpty || word == "" && !s.Secrets.Session(name) {
		return s.Store.MarkSecret(ctx, name, "")
	}
	if err := s.Store.MarkSecret(ctx, name, markOrphan); err != nil {
		return err
	}
	if err := s.Secrets.Delete(ctx, name, "removing a password"); err != nil {
		return nil //nolint:nilerr // the note makes Sweep do it
	}
	return s.Store.MarkSecret(ctx, name, "")
}

// Sweep removes passwords that were left behind. Call it when the keyring is
// known to answer, never at start.
func (s *Service) Sweep(ctx context.Context) error {
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return err
	}
	for name, word := range marks {
		if word != markOrphan {
			continue
		}
		if err := s.Secrets.Delete(ctx, name, "removing a password"); err != nil {
			return err
		}
		if err := s.Store.MarkSecret(ctx, name, ""); err != nil {
			return err
		}
	}
	return nil
}
