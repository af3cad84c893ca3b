package cluster

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// DismissDeleted closes the line about a connector that was deleted here.
func (s *Service) DismissDeleted(id connect.ProfileID, name string) error {
	l, err := s.live(id)
	if err != nil {
		return err
	}
	l.update(func(time.Time) {
		l.deleted = slices.DeleteFunc(l.deleted, func(d DeletedNotice) bool { return d.Name == name })
		l.notices++
	})
	return nil
}
