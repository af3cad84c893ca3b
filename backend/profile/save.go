package profile

import (
	"context"
	"maps"

	"sluiceway/backend/connect"
)

// Keyring says where a save stored the secrets.
type Keyring string

// The places.
const (
	KeyringUntouched Keyring = ""
	KeyringStored    Keyring = "stored"
	KeyringSession   Keyring = "session" // in memory until the app closes, because there is no keyring
)

// Saved is the result of a save.
type Saved struct {
	Profile View    `json:"profile"`
	Keyring Keyring `json:"keyring"`
}

// Save checks the input, stores the secrets that were entered, then stores the profile that
// names them, and finally deletes the replaced ones. On an error profile and secrets are
// unchanged. If one field is the cause, the error names it.
func (s *Service) Save(ctx context.Context, input Input) (Saved, error) {
	in, old, err := s.prepare(ctx, input)
	if err != nil {
		return Saved{}, err
	}
	if in.ID == "" {
		in.ID = s.newID()
	}
	secrets, err := s.secretsToStore(ctx, in, old)
	if err != nil {
		return Saved{}, err
	}
	entries, where, end, err := s.storeSecrets(ctx, in.Profile, secrets)
	defer end()
	if err != nil {
		return Saved{}, err
	}
	in.SecretEntries = keptEntries(old, in.Profile, entries)
	if err := s.put(ctx, in.Profile, old); err != nil {
		s.vault().drop(ctx, entries, nil)
		return Saved{}, err
	}
	s.vault().drop(ctx, old.SecretEntries, in.SecretEntries)
	view, err := s.Get(ctx, in.ID)
	return Saved{Profile: view, Keyring: where}, err
}

// Resolve returns the profile and the secrets for a connection test of the input. It
// stores nothing. Fields that a connection does not need, such as the name, may be empty.
func (s *Service) Resolve(ctx context.Context, input Input) (connect.Profile, connect.Secrets, error) {
	in, err := s.rules().normaliseConnection(input.change())
	if err != nil {
		return connect.Profile{}, nil, err
	}
	if err := s.rules().checkFiles(in.Profile); err != nil {
		return connect.Profile{}, nil, err
	}
	old, err := s.stored(ctx, in.ID)
	if err != nil {
		return connect.Profile{}, nil, err
	}
	in.agree(old)
	entered, err := s.secretsToStore(ctx, in, old)
	if err != nil {
		return connect.Profile{}, nil, err
	}
	in.SecretEntries = keptEntries(old, in.Profile, nil)
	for key := range entered {
		delete(in.SecretEntries, key)
	}
	secrets, err := s.secretsOf(ctx, in.Profile, func(key connect.SecretKey) bool {
		_, there := entered[key]
		return there || old.ID == ""
	})
	if err != nil {
		return in.Profile, nil, err
	}
	maps.Copy(secrets, entered)
	return in.Profile, secrets, nil
}

// keptEntries returns the entries of a profile: the new ones, and the stored ones of secrets
// that it still has and that were not replaced.
func keptEntries(old, p connect.Profile, entered map[connect.SecretKey]string) map[connect.SecretKey]string {
	var entries map[connect.SecretKey]string
	for _, key := range keysOf(p) {
		entry, replaced := entered[key]
		if !replaced {
			entry = old.SecretEntries[key]
		}
		if entry == "" {
			continue
		}
		if entries == nil {
			entries = map[connect.SecretKey]string{}
		}
		entries[key] = entry
	}
	return entries
}

// stored returns the stored profile, or an empty one for a new profile.
func (s *Service) stored(ctx context.Context, id connect.ProfileID) (connect.Profile, error) {
	if id == "" {
		return connect.Profile{}, nil
	}
	return s.Store.Profile(ctx, id)
}

// prepare normalises the input, checks it against the other profiles, and returns it with
// the profile that it replaces.
func (s *Service) prepare(ctx context.Context, input Input) (change, connect.Profile, error) {
	in, err := s.rules().normalise(input.change())
	if err != nil {
		return in, connect.Profile{}, err
	}
	if err := s.rules().checkFiles(in.Profile); err != nil {
		return in, connect.Profile{}, err
	}
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return in, connect.Profile{}, err
	}
	if nameTaken(profiles, in.Profile) {
		return in, connect.Profile{}, errNameTaken(in.Profile)
	}
	old, err := s.stored(ctx, in.ID)
	in.agree(old)
	return in, old, err
}

// secretsToStore returns the secrets that get a new entry: those that were entered, and those
// of the profile that is copied. Every other one stays as it is stored, which is an error if
// it was entered for something else.
func (s *Service) secretsToStore(ctx context.Context, in change, old connect.Profile) (connect.Secrets, error) {
	source := old
	copies := in.copySecret != "" && old.ID == ""
	if copies {
		var err error
		if source, err = s.Store.Profile(ctx, in.copySecret); err != nil {
			return nil, err
		}
	}
	out := connect.Secrets{}
	copied := source
	copied.SecretEntries = map[connect.SecretKey]string{}
	for _, key := range keysOf(in.Profile) {
		secret, entered := in.entered[key]
		switch {
		case entered && len(secret.Reveal()) > maxPassword:
			return nil, connect.Errorf(connect.CodeInvalid, "The %s is longer than %d bytes, which is too long for some system keyrings. Nothing was saved. Use a shorter one.", titleOf(key), maxPassword).At(secretField(key))
		case entered && hasControl(secret.Reveal()) && headerOf(key) != "":
			return nil, connect.Errorf(connect.CodeInvalid, "The %s contains a line break or another control character. Nothing was saved. Remove it.", titleOf(key)).At(secretField(key))
		case entered:
			out[key] = secret
			continue
		}
		if err := checkBinding(source, in.Profile, key); err != nil {
			return nil, err
		}
		if copies && source.SecretEntries[key] != "" {
			copied.SecretEntries[key] = source.SecretEntries[key]
		}
	}
	for key := range copied.SecretEntries {
		secret, err := s.vault().secretOf(ctx, copied, key)
		if connect.CodeOf(err) == connect.CodeSecretMissing {
			continue // the original does not have it either
		}
		if err != nil {
			return nil, err
		}
		out[key] = secret
	}
	return out, nil
}

// put writes the profile, unless the name was taken or a secret changed while the keyring was
// answering.
func (s *Service) put(ctx context.Context, p, old connect.Profile) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return err
	}
	if nameTaken(profiles, p) {
		return errNameTaken(p)
	}
	if now, err := s.stored(ctx, old.ID); err != nil {
		return err
	} else if !maps.Equal(now.SecretEntries, old.SecretEntries) {
		return connect.Errorf(connect.CodeConflict, "A secret of %s was changed at the same time, so nothing was saved. Open the cluster again and repeat your change.", p.Name)
	}
	return s.Store.PutProfile(ctx, p)
}
