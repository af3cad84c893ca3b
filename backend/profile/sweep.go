package profile

import (
	"context"
	"maps"
	"slices"
)

// leftovers returns the entries with marks that neither a profile nor a save in progress
// names.
func (s *Service) leftovers(ctx context.Context) ([]string, error) {
	// Read the marks before the profiles, because a save sets its mark first.
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
		for _, entry := range p.SecretEntries {
			delete(marks, entry)
		}
	}
	for entry := range s.saving {
		delete(marks, entry)
	}
	return slices.Sorted(maps.Keys(marks)), nil
}

// Leftovers returns the number of secrets that [Service.Sweep] would delete. It does not
// call the keyring.
func (s *Service) Leftovers(ctx context.Context) (int, error) {
	entries, err := s.leftovers(ctx)
	return len(entries), err
}

// Sweep deletes the secrets that no profile names: of deleted profiles, replaced ones, and
// those of saves that failed or were interrupted. Call it only if the keyring is unlocked.
// It stops at the first error.
func (s *Service) Sweep(ctx context.Context) error {
	entries, err := s.leftovers(ctx)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := s.Secrets.Delete(ctx, entry, "removing a secret"); err != nil {
			return err
		}
		if err := s.Store.MarkSecret(ctx, entry, ""); err != nil {
			return err
		}
	}
	return nil
}

// begin protects the entry of a save in progress from Sweep until end is called.
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
