// Package inspect is what the page of a connector shows: its tasks and causes in
// words, traces, topics, offsets, what a delete would leave behind; the search
// over configs; and what a cluster and its plugins are. It reads the
// live view, asks the cluster for what only an open connector needs, and changes
// nothing.
package inspect

import (
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/write"
)

// Service shows connectors. It is safe for use from any goroutine.
type Service struct {
	deps     Deps
	settings *settings
}

// Deps are what the service needs. Live and Write must be set.
type Deps struct {
	Live  *live.Service
	Write *write.Service
	// StoresWhere says how the config of a deleted connector would be stored.
	// Nil: it is not.
	StoresWhere func() connect.StoredHow

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // the wall clock; nil: time.Now
}

// New makes the service.
func New(d Deps) *Service {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	return &Service{deps: d, settings: newSettings()}
}

// now is the wall clock, comparable with ==.
func (s *Service) now() time.Time { return s.deps.Now().Round(0) }

func (s *Service) unread(what string, id connect.ProfileID, err error) {
	s.deps.Log.Debug("could not read", slog.String("what", what), slog.String("profile", string(id)), slog.Any("cause", err))
}
