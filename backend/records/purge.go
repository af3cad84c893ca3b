package records

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
)

const (
	clockJump = 48 * time.Hour // more than this since the last start is noticed
	markedFor = 24 * time.Hour // between the start that marks a config and the one that may forget it
)

// Purge forgets the configs of connectors that were deleted over 30 days ago.
// Call it once at each start. A clock may be wrong, so nothing is forgotten by it
// alone: the first start that finds a config too old marks it, and a later start,
// at least a day after, that agrees forgets it. A start whose clock jumped by
// more than two days since the last one, in either direction, forgets nothing.
func (s *Service) Purge(ctx context.Context) error {
	now := s.o.Now()
	last, err := s.o.Store.LastStart(ctx)
	if err != nil {
		return err
	}
	jumped := !last.IsZero() && now.Sub(last).Abs() > clockJump
	if jumped {
		s.o.Log.Warn("the clock moved by more than two days since the last start, so no stored config is forgotten now", slog.Duration("by", now.Sub(last)))
	}
	all, err := s.o.Store.Records(ctx, connect.RecordDeleted)
	if err != nil {
		return err
	}
	var old []string
	for _, k := range all {
		forget, err := s.due(ctx, k, now)
		if err != nil {
			return err
		}
		if forget && !jumped {
			old = append(old, k.ID)
		}
	}
	if err := s.remove(ctx, connect.RecordDeleted, old...); err != nil {
		return err
	}
	return s.o.Store.PutLastStart(ctx, now)
}

// due tells whether a config is too old and was marked by an earlier start that
// agrees. It sets the mark, and takes back one that the clock contradicts.
func (s *Service) due(ctx context.Context, k connect.Record, now time.Time) (bool, error) {
	tooOld := now.Sub(k.SavedAt) >= deletedFor
	switch {
	case tooOld && k.DueAt.IsZero():
		k.DueAt = now
	case !k.DueAt.IsZero() && (!tooOld || now.Before(k.DueAt)):
		k.DueAt = time.Time{}
	default:
		return tooOld && now.Sub(k.DueAt) >= markedFor, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.o.Store.Record(ctx, k.Kind, k.ID); connect.CodeOf(err) == connect.CodeNotFound {
		return false, nil // dropped meanwhile; it must not come back
	}
	return false, s.o.Store.PutRecord(ctx, k)
}
