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
		if l.dismiss(name) {
			l.notices++
		}
	})
	return nil
}

// dismiss takes the line about a connector out, and tells whether there was one.
func (l *live) dismiss(name string) bool {
	n := len(l.deleted)
	l.deleted = slices.DeleteFunc(l.deleted, func(d DeletedNotice) bool { return d.Name == name })
	return len(l.deleted) != n
}
