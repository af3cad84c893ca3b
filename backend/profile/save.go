package profile

import (
	"context"

	"sluiceway/backend/connect"
)

// Input is what a save or a connection test starts from. An empty Profile.ID
// is a new profile.
type Input struct {
	Profile     connect.Profile
	Password    connect.Secret
	PasswordSet bool              // Password was typed, and may be empty; otherwise the stored one stays
	CopySecret  connect.ProfileID // of a duplicate: take the password of this profile
}

// Keyring says where a save put the password.
type Keyring string

// The answers.
const (
	KeyringUntouched Keyring = ""
	KeyringStored    Keyring = "stored"
	KeyringSession   Keyring = "session" // no keyring: until the app closes
)

// Saved is the result of a save.
type Saved struct {
	Entry   Entry
	Keyring Keyring
}

// Save checks the input, then stores the password, then the profile that names
// it, and removes the replaced password last. An error means that profile and
// password are as they were before.
func (s *Service) Save(ctx context.Context, in Input) (Saved, error) {
	in, old, err := s.prepare(ctx, in)
	if err != nil {
		return Saved{}, err
	}
	if in.Profile.ID == "" {
		in.Profile.ID = s.newID()
	}
	password, change, err := s.passwordFor(ctx, in, old)
	if err != nil {
		return Saved{}, err
	}
	where := KeyringUntouched
	if change {
		in.Profile.SecretEntry = newEntry(in.Profile.ID)
		defer s.begin(in.Profile.SecretEntry)()
		if where, err = s.storeSecret(ctx, in.Profile, password); err != nil {
			return Saved{}, err
		}
	}
	if err := s.put(ctx, in.Profile, old); err != nil {
		if change {
			s.dropSecret(ctx, in.Profile.SecretEntry)
		}
		return Saved{}, err
	}
	if old.SecretEntry != in.Profile.SecretEntry {
		s.dropSecret(ctx, old.SecretEntry)
	}
	entry, err := s.Get(ctx, in.Profile.ID)
	return Saved{Entry: entry, Keyring: where}, err
}

// Resolve returns the profile and password that a connection test of the input
// would use, without storing anything. What a connection does not need, the
// name above all, may still be missing.
func (s *Service) Resolve(ctx context.Context, in Input) (connect.Profile, connect.Secret, error) {
	in, err := normaliseConnection(in)
	if err != nil {
		return connect.Profile{}, connect.Secret{}, err
	}
	if err := s.checkCA(in.Profile); err != nil {
		return connect.Profile{}, connect.Secret{}, err
	}
	old, err := s.stored(ctx, in.Profile.ID)
	if err != nil {
		return connect.Profile{}, connect.Secret{}, err
	}
	in.Profile.SecretEntry = old.SecretEntry
	password, change, err := s.passwordFor(ctx, in, old)
	if err != nil || change || old.ID == "" {
		return in.Profile, password, err
	}
	password, err = s.SecretOf(ctx, in.Profile)
	return in.Profile, password, err
}

// stored returns the profile as it is stored; an empty one for a new profile.
func (s *Service) stored(ctx context.Context, id connect.ProfileID) (connect.Profile, error) {
	if id == "" {
		return connect.Profile{}, nil
	}
	return s.Store.Profile(ctx, id)
}

// prepare puts the input right, checks it against the other profiles, and
// returns the profile that it replaces.
func (s *Service) prepare(ctx context.Context, in Input) (Input, connect.Profile, error) {
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
	old, err := s.stored(ctx, in.Profile.ID)
	in.Profile.SecretEntry = ""
	if hasLogin(in.Profile) {
		in.Profile.SecretEntry = old.SecretEntry
	}
	return in, old, err
}

// passwordFor returns the password to store; change is false where the stored
// one stays. A password belongs to the address it was given for: another scheme,
// host or port needs it again.
func (s *Service) passwordFor(ctx context.Context, in Input, old connect.Profile) (password connect.Secret, change bool, err error) {
	switch {
	case !hasLogin(in.Profile):
		return connect.Secret{}, false, nil
	case in.PasswordSet && len(in.Password.Reveal()) > maxPassword:
		return connect.Secret{}, false, connect.Errorf(connect.CodeInvalid, "The password is longer than %d bytes, which not every system keyring takes. Nothing was saved.", maxPassword)
	case in.PasswordSet:
		return in.Password, true, nil
	case in.CopySecret == "" || in.CopySecret == in.Profile.ID:
		return connect.Secret{}, false, checkOrigin(old, in.Profile)
	}
	source, err := s.Store.Profile(ctx, in.CopySecret)
	if err != nil {
		return connect.Secret{}, false, err
	}
	if err := checkOrigin(source, in.Profile); err != nil {
		return connect.Secret{}, false, err
	}
	password, err = s.SecretOf(ctx, source)
	if connect.CodeOf(err) == connect.CodeSecretMissing {
		return connect.Secret{}, false, nil // the copy misses it as the original does
	}
	return password, true, err
}

// checkOrigin refuses to use the password of one profile at the address of another.
func checkOrigin(from, to connect.Profile) error {
	if from.SecretEntry == "" || connect.SameOrigin(from.URL, to.URL) {
		return nil
	}
	return connect.Errorf(connect.CodeSecretMissing,
		"The stored password belongs to %s. Nothing was sent to %s and nothing was saved. Enter the password again for the new address.", from.URL, to.URL)
}

// put writes the profile, unless another took the name, or another save
// replaced the password, while the keyring was answering.
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
		return connect.Errorf(connect.CodeConflict, "The password of %s was changed at the same time, so nothing was saved. Open the cluster again and repeat the change.", p.Name)
	}
	return s.Store.PutProfile(ctx, p)
}
