package profile

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// The marks of entries in the keyring. An entry that no profile names must be deleted,
// whatever its mark.
const (
	markStored  = "kept"    // it is in the keyring, or was being written
	markSession = "session" // there was no keyring when it was set, unless that answered late
	markEmpty   = "empty"   // the secret is empty on purpose, so there is no entry
)

// newEntry returns a name for the entry of a new secret. Every secret has its own entry, so
// that the secrets and what they belong to change together, in the write of the profile.
func newEntry(id connect.ProfileID) string {
	return "profile/" + string(id) + "/" + strings.ToLower(rand.Text()[:10])
}

// SecretsFor returns the secrets of a profile. For a profile without any it does not call the
// keyring. CodeSecretMissing means that the keyring does not have one of them; for the other
// codes see [Secrets].
func (s *Service) SecretsFor(ctx context.Context, id connect.ProfileID) (connect.Secrets, error) {
	for {
		p, err := s.Store.Profile(ctx, id)
		if err != nil {
			return nil, err
		}
		secrets, err := s.SecretsOf(ctx, p)
		if connect.CodeOf(err) != connect.CodeSecretMissing {
			return secrets, err
		}
		// A save may have replaced an entry while the keyring was answering.
		now, readErr := s.Store.Profile(ctx, id)
		if readErr != nil || maps.Equal(now.SecretEntries, p.SecretEntries) {
			return nil, err
		}
	}
}

// SecretsOf returns the secrets for a profile that the caller has. If one of them was
// replaced by now, it returns an error with CodeSecretMissing: a new secret is never returned
// for an old address.
func (s *Service) SecretsOf(ctx context.Context, p connect.Profile) (connect.Secrets, error) {
	return s.secretsOf(ctx, p, func(connect.SecretKey) bool { return false })
}

// secretsOf returns the secrets of a profile except those that skip accepts.
func (s *Service) secretsOf(ctx context.Context, p connect.Profile, skip func(connect.SecretKey) bool) (connect.Secrets, error) {
	secrets := connect.Secrets{}
	for _, key := range keysOf(p) {
		if skip(key) {
			continue
		}
		secret, err := s.vault().secretOf(ctx, p, key)
		if err != nil {
			return nil, err
		}
		secrets[key] = secret
	}
	return secrets, nil
}

// NeedsKeyring reports whether a secret of a profile can only come from the keyring, without
// calling it. Such a cluster is not polled before the keyring is unlocked.
func (s *Service) NeedsKeyring(ctx context.Context, id connect.ProfileID) (bool, error) {
	p, err := s.Store.Profile(ctx, id)
	if err != nil {
		return false, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(keysOf(p), func(key connect.SecretKey) bool {
		entry := p.SecretEntries[key]
		return entry != "" && marks[entry] != markEmpty && !s.Secrets.Session(entry)
	}), nil
}

// PasswordsStored returns the number of secrets in the keyring, including those that are
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

// storeSecrets writes each secret to a new entry, and returns the entries by key. The entry of
// a secret that was removed is empty. Call end when the profile is written, or was not. On an
// error no entry is left.
func (s *Service) storeSecrets(ctx context.Context, p connect.Profile, secrets connect.Secrets) (entries map[connect.SecretKey]string, where Keyring, end func(), err error) {
	entries = map[connect.SecretKey]string{}
	var ends []func()
	end = func() {
		for _, one := range ends {
			one()
		}
	}
	for _, key := range slices.Sorted(maps.Keys(secrets)) {
		if secrets[key].Empty() && !mayBeEmpty(key) {
			entries[key] = ""
			continue
		}
		entry := newEntry(p.ID)
		entries[key] = entry
		ends = append(ends, s.begin(entry))
		stored, err := s.vault().store(ctx, entry, purposeOf(p, key), secrets[key])
		if err != nil {
			delete(entries, key)
			s.vault().drop(ctx, entries, nil)
			return nil, KeyringUntouched, end, err
		}
		if where != KeyringSession && stored != KeyringUntouched {
			where = stored
		}
	}
	return entries, where, end, nil
}
