package profile

import (
	"context"
	"errors"

	"sluiceway/backend/connect"
)

// Input is what a save or a connection test starts from. An empty Profile.ID
// is a new profile.
type Input struct {
	Profile     connect.Profile
	Password    connect.Secret
	PasswordSet bool              // Password was typed, and may be empty; otherwise the kept one stays
	CopySecret  connect.ProfileID // of a duplicate: take the password of this profile
}

// Keyring says where a save put the password.
type Keyring string

// The answers.
const (
	KeyringUntouched Keyring = ""
	KeyringKept      Keyring = "kept"
	KeyringSession   Keyring = "session" // no keyring: until the app closes
)

// Saved is the result of a save.
type Saved struct {
	Entry   Entry
	Keyring Keyring
}

// Save checks the input, then keeps the password, then the profile. An error
// means that the profile is as it was before.
func (s *Service) Save(ctx context.Context, in Input) (Saved, error) {
	in, err := s.prepare(ctx, in)
	if err != nil {
		return Saved{}, err
	}
	added := in.Profile.ID == ""
	if added {
		in.Profile.ID = s.newID()
	}
	password, change, err := s.passwordFor(ctx, in)
	if err != nil {
		return Saved{}, err
	}
	where, err := s.keepPassword(ctx, in.Profile, password, change)
	if err != nil {
		return Saved{}, s.mayArrive(ctx, in.Profile.ID, added, err)
	}
	if err := s.put(ctx, in.Profile); err != nil {
		return Saved{}, errors.Join(err, s.takeBack(ctx, in.Profile.ID, added && change))
	}
	if err := s.note(ctx, in.Profile, password, change, where); err != nil {
		return Saved{}, err
	}
	entry, err := s.Get(ctx, in.Profile.ID)
	return Saved{Entry: entry, Keyring: where}, err
}

// Resolve returns the profile and password that a connection test of the input
// would use, without keeping anything. What a connection does not need, the
// name above all, may still be missing.
func (s *Service) Resolve(ctx context.Context, in Input) (connect.Profile, connect.Secret, error) {
	in, err := normaliseConnection(in)
	if err != nil {
		return connect.Profile{}, connect.Secret{}, err
	}
	if err := s.checkCA(in.Profile); err != nil {
		return connect.Profile{}, connect.Secret{}, err
	}
	if in.Profile.Login == connect.LoginNone {
		return in.Profile, connect.Secret{}, nil
	}
	password, change, err := s.passwordFor(ctx, in)
	if err != nil || change || in.Profile.ID == "" {
		return in.Profile, password, err
	}
	password, err = s.secretOf(ctx, in.Profile)
	return in.Profile, password, err
}

// prepare puts the input right and checks it against the other profiles.
func (s *Service) prepare(ctx context.Context, in Input) (Input, error) {
	in, err := normalise(in)
	if err != nil {
		return in, err
	}
	if err := s.checkCA(in.Profile); err != nil {
		return in, err
	}
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return in, err
	}
	if nameTaken(profiles, in.Profile) {
		return in, errNameTaken(in.Profile)
	}
	if in.Profile.ID != "" {
		if _, err := s.Store.Profile(ctx, in.Profile.ID); err != nil {
			return in, err
		}
	}
	return in, nil
}

// passwordFor returns the password to keep; change is false where the kept one
// stays.
func (s *Service) passwordFor(ctx context.Context, in Input) (password connect.Secret, change bool, err error) {
	switch {
	case in.Profile.Login == connect.LoginNone:
		return connect.Secret{}, false, nil
	case in.PasswordSet:
		return in.Password, true, nil
	case in.CopySecret == "" || in.CopySecret == in.Profile.ID:
		return connect.Secret{}, false, nil
	}
	source, err := s.Store.Profile(ctx, in.CopySecret)
	if err != nil {
		return connect.Secret{}, false, err
	}
	password, err = s.secretOf(ctx, source)
	if connect.CodeOf(err) == connect.CodeSecretMissing {
		return connect.Secret{}, false, nil // the copy misses it as the original does
	}
	return password, true, err
}

func (s *Service) keepPassword(ctx context.Context, p connect.Profile, password connect.Secret, change bool) (Keyring, error) {
	if !change || password.Empty() {
		return KeyringUntouched, nil
	}
	if len(password.Reveal()) > maxPassword {
		return KeyringUntouched, connect.Errorf(connect.CodeInvalid, "The password is longer than %d bytes, which not every system keyring takes. Nothing was saved.", maxPassword)
	}
	session, err := s.Secrets.Set(ctx, SecretName(p.ID), "the password of "+p.Name, password)
	if err != nil {
		return KeyringUntouched, err
	}
	if session {
		return KeyringSession, nil
	}
	return KeyringKept, nil
}

// put writes the profile, unless another took the name while the keyring kept
// us waiting.
func (s *Service) put(ctx context.Context, p connect.Profile) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return err
	}
	if nameTaken(profiles, p) {
		return errNameTaken(p)
	}
	return s.Store.PutProfile(ctx, p)
}

// mayArrive notes, where a person cancelled a new profile while the keyring
// kept them waiting, that its password may get there all the same.
func (s *Service) mayArrive(ctx context.Context, id connect.ProfileID, added bool, cause error) error {
	if !added || connect.CodeOf(cause) != connect.CodeCanceled {
		return cause
	}
	if err := s.Store.MarkSecret(context.WithoutCancel(ctx), SecretName(id), markOrphan); err != nil {
		return errors.Join(cause, err)
	}
	return cause
}

// takeBack removes the password of a new profile that could not be saved.
func (s *Service) takeBack(ctx context.Context, id connect.ProfileID, needed bool) error {
	if !needed {
		return nil
	}
	return s.dropSecret(context.WithoutCancel(ctx), id, map[string]string{SecretName(id): markKept})
}

// note writes down where the password is, and drops one that the login does
// not need any more.
func (s *Service) note(ctx context.Context, p connect.Profile, password connect.Secret, change bool, where Keyring) error {
	name := SecretName(p.ID)
	if p.Login == connect.LoginNone || (change && password.Empty()) {
		marks, err := s.Store.SecretMarks(ctx)
		if err != nil {
			return err
		}
		if err := s.dropSecret(ctx, p.ID, marks); err != nil {
			return err
		}
	}
	switch {
	case p.Login == connect.LoginNone || !change:
		return nil
	case password.Empty():
		return s.noteEmpty(ctx, name)
	case where == KeyringSession:
		return s.Store.MarkSecret(ctx, name, markSession)
	default:
		return s.Store.MarkSecret(ctx, name, markKept)
	}
}

// noteEmpty does not write over the note that an old password is still there.
func (s *Service) noteEmpty(ctx context.Context, name string) error {
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil || marks[name] == markOrphan {
		return err
	}
	return s.Store.MarkSecret(ctx, name, markEmpty)
}
