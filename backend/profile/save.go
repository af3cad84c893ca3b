package profile

import (
	"context"

	"sluiceway/backend/connect"
)

// Keyring says where a save stored the password.
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

// Save checks the input, stores the password, then stores the profile that names it, and
// finally deletes the replaced password. On an error profile and password are unchanged.
func (s *Service) Save(ctx context.Context, input Input) (Saved, error) {
	in, old, err := s.prepare(ctx, input.change())
	if err != nil {
		return Saved{}, err
	}
	if in.ID == "" {
		in.ID = s.newID()
	}
	password, change, err := s.passwordFor(ctx, in, old)
	if err != nil {
		return Saved{}, err
	}
	where := KeyringUntouched
	if change {
		in.SecretEntry = newEntry(in.ID)
		defer s.begin(in.SecretEntry)()
		if where, err = s.storeSecret(ctx, in.Profile, password); err != nil {
			return Saved{}, err
		}
	}
	if err := s.put(ctx, in.Profile, old); err != nil {
		if change {
			s.dropSecret(ctx, in.SecretEntry)
		}
		return Saved{}, err
	}
	if old.SecretEntry != in.SecretEntry {
		s.dropSecret(ctx, old.SecretEntry)
	}
	view, err := s.Get(ctx, in.ID)
	return Saved{Profile: view, Keyring: where}, err
}

// Resolve returns the profile and the secrets for a connection test of the input. It
// stores nothing. Fields that a connection does not need, such as the name, may be empty.
func (s *Service) Resolve(ctx context.Context, input Input) (connect.Profile, connect.Secrets, error) {
	in, err := normaliseConnection(input.change())
	if err != nil {
		return connect.Profile{}, nil, err
	}
	if err := s.checkCA(in.Profile); err != nil {
		return connect.Profile{}, nil, err
	}
	old, err := s.stored(ctx, in.ID)
	if err != nil {
		return connect.Profile{}, nil, err
	}
	in.SecretEntry = old.SecretEntry
	password, change, err := s.passwordFor(ctx, in, old)
	if err != nil || change || old.ID == "" {
		return in.Profile, connect.Secrets{connect.SecretPassword: password}, err
	}
	password, err = s.SecretOf(ctx, in.Profile)
	return in.Profile, connect.Secrets{connect.SecretPassword: password}, err
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
func (s *Service) prepare(ctx context.Context, in change) (change, connect.Profile, error) {
	in, err := normalise(in)
	if err != nil {
		return in, connect.Profile{}, err
	}
	if err := s.checkCA(in.Profile); err != nil {
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
	in.SecretEntry = ""
	if hasLogin(in.Profile) {
		in.SecretEntry = old.SecretEntry
	}
	return in, old, err
}

// passwordFor returns the password to store; change is false if the stored one stays. A
// password belongs to the address for which it was entered: for another scheme, host or
// port it must be entered again.
func (s *Service) passwordFor(ctx context.Context, in change, old connect.Profile) (password connect.Secret, change bool, err error) {
	switch {
	case !hasLogin(in.Profile):
		return connect.Secret{}, false, nil
	case in.passwordSet && len(in.password.Reveal()) > maxPassword:
		return connect.Secret{}, false, connect.Errorf(connect.CodeInvalid, "The password is longer than %d bytes, which is too long for some system keyrings. Nothing was saved. Use a shorter password.", maxPassword)
	case in.passwordSet:
		return in.password, true, nil
	case in.copySecret == "" || in.copySecret == in.ID:
		return connect.Secret{}, false, checkOrigin(old, in.Profile)
	}
	source, err := s.Store.Profile(ctx, in.copySecret)
	if err != nil {
		return connect.Secret{}, false, err
	}
	if err := checkOrigin(source, in.Profile); err != nil {
		return connect.Secret{}, false, err
	}
	password, err = s.SecretOf(ctx, source)
	if connect.CodeOf(err) == connect.CodeSecretMissing {
		return connect.Secret{}, false, nil // the original has no password either
	}
	return password, true, err
}

// checkOrigin returns an error if the password of one profile must not be sent to the
// address of the other.
func checkOrigin(from, to connect.Profile) error {
	if from.SecretEntry == "" || connect.SameOrigin(from.URL, to.URL) {
		return nil
	}
	return connect.Errorf(connect.CodeSecretMissing,
		"The stored password belongs to %s. Nothing was sent to %s and nothing was saved. Enter the password again for the new address.", from.URL, to.URL)
}

// put writes the profile, unless the name was taken or the password changed while the
// keyring was answering.
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
	} else if now.SecretEntry != old.SecretEntry {
		return connect.Errorf(connect.CodeConflict, "The password of %s was changed at the same time, so nothing was saved. Open the cluster again and repeat your change.", p.Name)
	}
	return s.Store.PutProfile(ctx, p)
}
