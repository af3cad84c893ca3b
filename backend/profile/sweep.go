package profile

import (
	"context"
	"maps"
	"slices"
)

// leftovers returns the noted entries that no profile names and no save under
// way is about to name.
func (s *Service) leftovers(ctx context.Context) ([]string, error) {
	// The notes are read before the profiles: a save notes its entry first.
	marks, err := s.Store.SecretMarks(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	profiles, err := s.Store.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range profiles {
		delete(marks, p.SecretEntry)
	}
	for entry := range s.saving {
		delete(marks, entry)
	}
	return slices.Sorted(maps.Keys(marks)), nil
}

// Leftovers counts the passwords that [Service.Sweep] would remove. It asks no
// keyring.
func (s *Service) Leftovers(ctx context.Context) (int, error) {
	entries, err := s.leftovers(ctx)
	return len(entries), err
}

// Sweep removes the passwords that no profile names: those of deleted profiles,
// of replaced passwords, and of saves that a crash or a full disk ended. Call it
// when the keyring is known to answer. It stops at the first that fails.
func (s *Service) Sweep(ctx context.Context) error {
	entries, err := s.leftovers(ctx)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := s.Secrets.Delete(ctx, entry, "removing a password"); err != nil {
			return err
		}
		if err := s.Store.MarkSecret(ctx, entry, ""); err != nil {
			return err
		}
	}
	return nil
}

// begin protects the entry of a save under way from Sweep until end is called.
func (s *Service) begin(entry string) (end func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.saving == nil {
		s.saving = map[string]bool{}
	}
	s.saving[entry] = true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.saving, entry)
	}
}
