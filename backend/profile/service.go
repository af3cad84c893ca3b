package profile

import (
	"context"
	"crypto/rand"
	"os"
	"slices"
	"strings"
	"sync"

	"sluiceway/backend/connect"
)

// Service is the service. Store and Secrets are needed; the rest has defaults.
// Set the fields before use.
type Service struct {
	Store    Store
	Secrets  Secrets
	Attached Attached                     // nil: nothing is attached
	ReadFile func(string) ([]byte, error) // nil: os.ReadFile; for CA files
	NewID    func() connect.ProfileID     // nil: random

	mu     sync.Mutex      // held from the last check of the names to the write
	saving map[string]bool // entries that a save under way is about to name
}

// Entry is a profile with what is known of its password.
type Entry struct {
	Profile     connect.Profile
	HasPassword bool
	SessionOnly bool // the password is in memory until the app closes
}

// List returns all profiles in the order of the sidebar.
func (s *Service) List(ctx context.Context) ([]Entry, error) {
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, len(profiles))
	for i, p := range profiles {
		entries[i] = s.entry(p, marks)
	}
	return entries, nil
}

// Get returns one profile; CodeNotFound where there is none.
func (s *Service) Get(ctx context.Context, id connect.ProfileID) (Entry, error) {
	p, err := s.Store.Profile(ctx, id)
	if err != nil {
		return Entry{}, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return Entry{}, err
	}
	return s.entry(p, marks), nil
}

func (s *Service) entry(p connect.Profile, marks map[string]string) Entry {
	if p.SecretEntry == "" || !hasLogin(p) {
		return Entry{Profile: p}
	}
	session := s.Secrets.Session(p.SecretEntry)
	return Entry{Profile: p, HasPassword: session || marks[p.SecretEntry] == markStored, SessionOnly: session}
}

// Reorder sets the order of the sidebar. Profiles that are not named keep
// their order behind the others.
func (s *Service) Reorder(ctx context.Context, ids []connect.ProfileID) error {
	return s.Store.OrderProfiles(ctx, ids)
}

// DeletePreview counts the drafts and stored configs that would go with a profile.
func (s *Service) DeletePreview(ctx context.Context, id connect.ProfileID) (drafts, deleted int, err error) {
	if s.Attached == nil {
		return 0, 0, nil
	}
	return s.Attached.CountProfile(ctx, id)
}

// Delete removes a profile, what is attached to it, and its password, in this
// order. When the error is not CodeNotFound the profile may be gone already; an
// entry that the keyring did not give up is removed by a later [Service.Sweep],
// which is not an error.
func (s *Service) Delete(ctx context.Context, id connect.ProfileID) error {
	p, err := s.Store.Profile(ctx, id)
	if err != nil {
		return err
	}
	if err := s.Store.DeleteProfile(ctx, id); err != nil {
		return err
	}
	var attached error
	if s.Attached != nil {
		attached = s.Attached.DeleteProfile(ctx, id)
	}
	s.dropSecret(ctx, p.SecretEntry)
	return attached
}

func (s *Service) newID() connect.ProfileID {
	if s.NewID != nil {
		return s.NewID()
	}
	return connect.ProfileID(strings.ToLower(rand.Text()))
}

func (s *Service) readFile(path string) ([]byte, error) {
	if s.ReadFile != nil {
		return s.ReadFile(path)
	}
	return os.ReadFile(path) //nolint:gosec,wrapcheck // the person chose the file; the caller says what it was for
}

// nameTaken tells whether another profile has the name, in any case of letters.
func nameTaken(profiles []connect.Profile, p connect.Profile) bool {
	return slices.ContainsFunc(profiles, func(other connect.Profile) bool {
		return other.ID != p.ID && strings.EqualFold(other.Name, p.Name)
	})
}
