package records

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
)

const (
	clockJump = 48 * time.Hour // a longer time since the last start counts as a jump of the clock
	markedFor = 24 * time.Hour // between the start that marks a config and one that may delete it
)

// Purge deletes the configs of connectors that were deleted over 30 days ago. Call
// it once at each start. Because the clock may be wrong, it takes two starts: the
// first one that finds a config too old marks it, and one at least a day later
// that still finds it too old deletes it. A start more than two days before or
// after the previous one deletes nothing.
func (d *Deleted) Purge(ctx context.Context) error {
	now := d.now()
	last, err := d.sealed.store.LastStart(ctx)
	if err != nil {
		return err
	}
	jumped := !last.IsZero() && now.Sub(last).Abs() > clockJump
	if jumped {
		d.sealed.log.Warn("the clock moved by more than two days since the last start, so no stored config is deleted", slog.Duration("by", now.Sub(last)))
	}
	all, err := d.sealed.store.Records(ctx, connect.RecordDeleted)
	if err != nil {
		return err
	}
	var old []string
	for _, k := range all {
		due, err := d.due(ctx, k, now)
		if err != nil {
			return err
		}
		if due && !jumped {
			old = append(old, k.ID)
		}
	}
	if err := d.sealed.remove(ctx, connect.RecordDeleted, old...); err != nil {
		return err
	}
	return d.sealed.store.PutLastStart(ctx, now)
}

// due reports whether a config is too old and an earlier start marked it. It sets
// a missing mark, and removes one that the clock contradicts.
func (d *Deleted) due(ctx context.Context, k connect.Record, now time.Time) (bool, error) {
	tooOld := now.Sub(k.SavedAt) >= deletedFor
	switch {
	case tooOld && k.DueAt.IsZero():
		return false, d.sealed.mark(ctx, k.Kind, k.ID, now)
	case !k.DueAt.IsZero() && (!tooOld || now.Before(k.DueAt)):
		return false, d.sealed.mark(ctx, k.Kind, k.ID, time.Time{})
	}
	return tooOld && now.Sub(k.DueAt) >= markedFor, nil
}
