package profile

import (
	"context"
	"errors"

	"sluiceway/backend/connect"
)

// vault writes and reads the entries of secrets, each with its mark.
type vault struct {
	Store
	Secrets
}

func (s *Service) vault() vault { return vault{s.Store, s.Secrets} }

// secretOf returns a secret of a profile, or an empty one if it is optional and was never
// entered.
func (v vault) secretOf(ctx context.Context, p connect.Profile, key connect.SecretKey) (connect.Secret, error) {
	entry := p.SecretEntries[key]
	if entry == "" {
		if needed(key) {
			return connect.Secret{}, errMissing(p, key)
		}
		return connect.Secret{}, nil
	}
	marks, err := v.SecretMarks(ctx)
	if err != nil || marks[entry] == markEmpty {
		return connect.Secret{}, err
	}
	secret, err := v.Get(ctx, entry, purposeOf(p, key))
	if connect.CodeOf(err) == connect.CodeNotFound {
		return connect.Secret{}, errMissing(p, key)
	}
	if err != nil {
		return connect.Secret{}, err
	}
	// The keyring answered late and has stored what was in memory only.
	if marks[entry] != markStored && !v.Session(entry) {
		if err := v.MarkSecret(ctx, entry, markStored); err != nil {
			return connect.Secret{}, err
		}
	}
	return secret, nil
}

func errMissing(p connect.Profile, key connect.SecretKey) error {
	return connect.Errorf(connect.CodeSecretMissing,
		"The %s of %s is not in the system keyring. Nothing was sent. Edit the cluster and enter it again.", titleOf(key), p.Name).At(secretField(key))
}

// store writes a secret to its entry. It sets the mark first, so that an entry
// whose profile is never written is found and deleted later.
func (v vault) store(ctx context.Context, entry, purpose string, secret connect.Secret) (Keyring, error) {
	if secret.Empty() {
		return KeyringUntouched, v.MarkSecret(ctx, entry, markEmpty)
	}
	if err := v.MarkSecret(ctx, entry, markStored); err != nil {
		return KeyringUntouched, err
	}
	session, err := v.Set(ctx, entry, purpose, secret)
	switch {
	case connect.CodeOf(err) == connect.CodeCanceled:
		return KeyringUntouched, err // it may still be stored; because of the mark Sweep will delete it
	case err != nil:
		return KeyringUntouched, errors.Join(err, v.MarkSecret(context.WithoutCancel(ctx), entry, ""))
	case session:
		return KeyringSession, v.MarkSecret(ctx, entry, markSession)
	}
	return KeyringStored, nil
}

// drop deletes the entries that no profile names any more, except those in kept. What
// cannot be deleted is left to [Service.Sweep].
func (v vault) drop(ctx context.Context, entries, kept map[connect.SecretKey]string) {
	for key, entry := range entries {
		if entry != kept[key] {
			v.dropEntry(ctx, entry)
		}
	}
}

func (v vault) dropEntry(ctx context.Context, entry string) {
	if entry == "" {
		return
	}
	ctx = context.WithoutCancel(ctx)
	marks, err := v.SecretMarks(ctx)
	if err != nil {
		return
	}
	if marks[entry] != markEmpty {
		if err := v.Delete(ctx, entry, "removing a secret"); err != nil {
			return
		}
	}
	_ = v.MarkSecret(ctx, entry, "") // if this fails, Sweep deletes the entry again, which is harmless
}
