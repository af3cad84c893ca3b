package profile

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Service manages profiles. Set the fields before use; Store and Secrets are required.
type Service struct {
	Store    Store
	Secrets  Secrets
	Attached Attached                     // nil: nothing is attached
	Kinds    worker.Kinds                 // nil: one kind with an address, which has every login
	ReadFile func(string) ([]byte, error) // reads certificate files; nil: os.ReadFile
	// CheckWayIn refuses a command that a way in cannot run; nil: every command is accepted.
	CheckWayIn func(command string) error
	NewID      func() connect.ProfileID // nil: random

	mu     sync.Mutex      // held from the check of the name to the write
	saving map[string]bool // entries of saves in progress
}

// List returns all profiles in the order of the sidebar.
func (s *Service) List(ctx context.Context) ([]View, error) {
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return nil, err
	}
	views := make([]View, len(profiles))
	for i, p := range profiles {
		views[i] = s.view(p, marks)
	}
	return views, nil
}

// Get returns a profile, or an error with CodeNotFound.
func (s *Service) Get(ctx context.Context, id connect.ProfileID) (View, error) {
	p, err := s.Store.Profile(ctx, id)
	if err != nil {
		return View{}, err
	}
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return View{}, err
	}
	return s.view(p, marks), nil
}

// Reorder sets the order of the sidebar. Profiles not in ids come after the others, in their
// present order.
func (s *Service) Reorder(ctx context.Context, ids []connect.ProfileID) error {
	return s.Store.OrderProfiles(ctx, ids)
}

// DeletePreview is what would be deleted with a profile.
type DeletePreview struct {
	Drafts  int `json:"drafts"`
	Deleted int `json:"deleted"` // configs of deleted connectors
}

// DeletePreview returns what would be deleted with a profile.
func (s *Service) DeletePreview(ctx context.Context, id connect.ProfileID) (DeletePreview, error) {
	if s.Attached == nil {
		return DeletePreview{}, nil
	}
	drafts, deleted, err := s.Attached.CountProfile(ctx, id)
	return DeletePreview{Drafts: drafts, Deleted: deleted}, err
}

// Delete deletes a profile, what is attached to it, and its secrets, in this order. If it
// returns an error other than CodeNotFound, the profile may be deleted already. It is not an
// error if the keyring cannot delete a secret; [Service.Sweep] deletes it later.
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
	s.vault().drop(ctx, p.SecretEntries, nil)
	return attached
}

func (s *Service) newID() connect.ProfileID {
	if s.NewID != nil {
		return s.NewID()
	}
	return connect.ProfileID(strings.ToLower(rand.Text()))
}

// nameTaken reports whether another profile has the name, ignoring case.
func nameTaken(profiles []connect.Profile, p connect.Profile) bool {
	return slices.ContainsFunc(profiles, func(other connect.Profile) bool {
		return other.ID != p.ID && strings.EqualFold(other.Name, p.Name)
	})
}
