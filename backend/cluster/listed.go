package cluster

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// Listed is a connector in short, for other parts of the app. Set is the number
// of keys of its config, -1 where that is not known.
type Listed struct {
	Name    string
	Class   string
	Verdict health.Verdict
	Set     int
}

// Listed returns the connectors that the live view knows, in no order, and
// whether the cluster has ever told their names.
func (s *Service) Listed(id connect.ProfileID) (list []Listed, told bool) {
	l, err := s.live(id)
	if err != nil {
		return nil, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, e := range l.entries {
		one := Listed{Name: name, Class: e.row.Class, Verdict: e.row.Verdict, Set: -1}
		if e.config != nil {
			one.Set = len(e.config)
		}
		list = append(list, one)
	}
	return list, l.named
}

// Profile returns a profile as the live view has it.
func (s *Service) Profile(id connect.ProfileID) (connect.Profile, error) {
	l, err := s.live(id)
	if err != nil {
		return connect.Profile{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.profile, nil
}
