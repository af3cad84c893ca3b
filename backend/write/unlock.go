package write

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/write/guard"
)

// Allow lets the change pass that was refused with a consent, once and within
// two minutes, or with unlock every change of the profile for 15 minutes.
func (s *Service) Allow(profile connect.ProfileID, consent string, unlock bool) error {
	p, err := s.live.Profile(profile)
	if err != nil {
		return err
	}
	return s.guard.Allow(p, consent, unlock)
}

// Prolong gives an unlocked profile 15 more minutes from now. A locked one stays
// locked: CodeConsent, without a question.
func (s *Service) Prolong(profile connect.ProfileID) error {
	p, err := s.live.Profile(profile)
	if err != nil {
		return err
	}
	return s.guard.Prolong(p)
}

// Lock has a profile ask again before every change.
func (s *Service) Lock(profile connect.ProfileID) { s.guard.Lock(profile) }

// Unlocked tells until when a profile is unlocked.
func (s *Service) Unlocked(profile connect.ProfileID) guard.Unlocked {
	p, err := s.live.Profile(profile)
	if err != nil {
		return guard.Unlocked{}
	}
	return s.guard.Unlocked(p)
}
