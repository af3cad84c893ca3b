package write

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/write/guard"
)

// Allow admits the change that was refused with a consent id, once within two minutes. With
// unlock it admits every change of the profile for 15 minutes.
func (s *Service) Allow(profile connect.ProfileID, consent string, unlock bool) error {
	p, err := s.live.Profile(profile)
	if err != nil {
		return err
	}
	return s.guard.Allow(p, consent, unlock)
}

// Question returns the requests of the change that was refused with a consent id.
func (s *Service) Question(profile connect.ProfileID, consent string) (guard.Question, error) {
	p, err := s.live.Profile(profile)
	if err != nil {
		return guard.Question{}, err
	}
	return s.guard.Question(p, consent)
}

// Prolong extends an unlocked profile to 15 minutes from now. For a locked one it returns an
// error with CodeConsent.
func (s *Service) Prolong(profile connect.ProfileID) error {
	p, err := s.live.Profile(profile)
	if err != nil {
		return err
	}
	return s.guard.Prolong(p)
}

// Lock locks a profile: every change needs consent again.
func (s *Service) Lock(profile connect.ProfileID) { s.guard.Lock(profile) }

// Unlocked returns until when a profile is unlocked.
func (s *Service) Unlocked(profile connect.ProfileID) guard.Unlocked {
	p, err := s.live.Profile(profile)
	if err != nil {
		return guard.Unlocked{}
	}
	return s.guard.Unlocked(p)
}
