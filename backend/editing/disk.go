package editing

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

const (
	// storeAfter is how long the first of a run of edits waits for the others;
	// it leaves room for the write within the 500 ms that are promised.
	storeAfter = 250 * time.Millisecond
	// storeAgain is the wait after a failed write.
	storeAgain = 5 * time.Second
)

// disk is how far a draft is stored.
type disk struct {
	timer  *time.Timer
	dirty  bool
	stored bool // the store has it in some state
	fails  *connect.Error
}

// storeSoon has the draft written; mu is held. Edits do not push the write
// back, so a steady typist is stored, too.
func (o *opened) storeSoon() {
	o.disk.dirty = true
	o.storeIn(storeAfter)
}

func (o *opened) storeIn(d time.Duration) {
	if o.disk.timer == nil && !o.left {
		o.disk.timer = o.s.after(d, o.store)
	}
}

// store writes the draft if it changed since the last write.
func (o *opened) store(ctx context.Context) {
	o.storing.Lock()
	defer o.storing.Unlock()
	o.mu.Lock()
	if o.disk.timer != nil {
		o.disk.timer.Stop()
		o.disk.timer = nil
	}
	if !o.disk.dirty || o.left {
		o.mu.Unlock()
		return
	}
	o.disk.dirty = false
	draft := o.record()
	first := !o.disk.stored
	note := o.saveNote()
	o.mu.Unlock()

	err := o.s.deps.Drafts.Save(ctx, draft)

	o.mu.Lock()
	if err == nil {
		o.disk.stored, o.disk.fails, o.draft.SavedAt = true, nil, draft.SavedAt
	} else {
		o.disk.dirty, o.disk.fails = true, asError(err, "The draft could not be stored on disk.")
		o.s.deps.Log.Warn("could not store a draft", slog.String("draft", string(o.id)), slog.Any("cause", err))
		o.storeIn(storeAgain)
	}
	if err == nil && o.saveNote() == note {
		// A typist is stored four times a second: that alone is no news about the form.
		o.mu.Unlock()
		o.s.deps.OnStored(o.id, draft.SavedAt)
	} else {
		revision := o.changed()
		o.mu.Unlock()
		o.announce(revision)
	}
	if first && err == nil {
		o.s.deps.OnDrafts()
	}
}

// record is the draft as it is to be stored; mu is held.
func (o *opened) record() connect.Draft {
	o.draft.Secrets = o.allSecrets()
	o.draft.Touched = slices.Sorted(maps.Keys(o.touched()))
	d := o.draft.Clone()
	d.SavedAt = o.now()
	return d
}

// allSecrets are the secret keys of the draft and of what it started from.
func (o *opened) allSecrets() []string {
	keys := map[string]bool{}
	for _, config := range []connect.Config{o.draft.Config, o.draft.Base} {
		for _, key := range o.shape.Secrets(config, o.s.deps.Secrecy) {
			keys[key] = true
		}
	}
	for _, key := range o.draft.MissingSecrets {
		keys[key] = true
	}
	return slices.Sorted(maps.Keys(keys))
}

func (o *opened) touched() map[string]bool {
	out := map[string]bool{}
	for _, key := range o.draft.Touched {
		out[key] = true
	}
	return out
}

// flush writes what is not on disk yet and ends the timer.
func (o *opened) flush(ctx context.Context) { o.store(ctx) }

// saveNote is called with mu held.
func (o *opened) saveNote() string {
	if o.disk.fails != nil {
		return o.disk.fails.Text
	}
	return o.s.deps.SaveNote()
}

// Close leaves a form. A draft without changes is dropped; any other is on
// disk when Close returns.
func (s *Service) Close(ctx context.Context, id connect.DraftID) error {
	o, err := s.form(id)
	if err != nil {
		return nil //nolint:nilerr // a form that is not open is left already
	}
	o.mu.Lock()
	drop := o.draft.Config.Equal(o.draft.Base) && o.draft.SentAt.IsZero() && len(o.draft.MissingSecrets) == 0
	o.dropAsking()
	o.mu.Unlock()
	if drop {
		return s.drop(ctx, o)
	}
	o.flush(ctx)
	o.mu.Lock()
	failed := o.disk.fails
	dirty := o.disk.dirty
	o.left = !dirty
	o.mu.Unlock()
	if dirty && failed != nil {
		return failed // it stays open, so that nothing is lost
	}
	s.forget(id)
	return nil
}

// drop forgets a form with its draft.
func (s *Service) drop(ctx context.Context, o *opened) error {
	o.storing.Lock()
	defer o.storing.Unlock()
	o.mu.Lock()
	o.left = true
	o.dropAsking()
	if o.disk.timer != nil {
		o.disk.timer.Stop()
		o.disk.timer = nil
	}
	stored := o.disk.stored
	o.mu.Unlock()
	s.forget(o.id)
	if !stored {
		return nil
	}
	return s.discardStored(ctx, o.id)
}

func (s *Service) discardStored(ctx context.Context, id connect.DraftID) error {
	err := s.deps.Drafts.Delete(ctx, id)
	if err != nil && connect.CodeOf(err) != connect.CodeNotFound {
		return asError(err, "The draft could not be taken from the disk.")
	}
	s.deps.OnDrafts()
	return nil
}

// Discard drops a draft, open or not.
func (s *Service) Discard(ctx context.Context, id connect.DraftID) error {
	if o, err := s.form(id); err == nil {
		o.mu.Lock()
		o.disk.stored = true // a write may be under way; deleting an unknown draft does no harm
		o.mu.Unlock()
		return s.drop(ctx, o)
	}
	return s.discardStored(ctx, id)
}

// Settled says that the connector made or saved from a draft has settled, so
// the draft is not needed any more. One that was changed since it was sent
// stays.
func (s *Service) Settled(ctx context.Context, id connect.DraftID) error {
	if o, err := s.form(id); err == nil {
		if !o.leaveIfSent() {
			return nil
		}
		return s.drop(ctx, o)
	}
	draft, err := s.deps.Drafts.Get(ctx, id)
	if err != nil {
		return asError(err, "The draft could not be read.")
	}
	if draft.SentAt.IsZero() {
		return nil
	}
	return s.discardStored(ctx, id)
}

// leaveIfSent closes a form whose draft a worker has taken. The question and
// the answer are one step, so that a key press between them is never lost.
func (o *opened) leaveIfSent() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.draft.SentAt.IsZero() {
		return false
	}
	o.left, o.disk.stored = true, true // a write may be under way; deleting an unknown draft does no harm
	return true
}

// asError makes an error fit to be shown; text says what it was about.
func asError(err error, text string) *connect.Error {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e
	}
	return &connect.Error{Code: connect.CodeOf(err), Text: text, Err: err}
}
