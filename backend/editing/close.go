package editing

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
)

// Close closes a form. A draft without changes is dropped; any other is on disk
// when Close returns.
func (s *Service) Close(ctx context.Context, id connect.DraftID) error {
	o, err := s.forms.get(id)
	if err != nil {
		return nil //nolint:nilerr // the form is already closed
	}
	o.mu.Lock()
	unchanged := model.Unchanged(o.form.Draft())
	o.asker.drop()
	o.mu.Unlock()
	if unchanged {
		return s.drop(ctx, o)
	}
	o.disk.write(ctx)
	o.mu.Lock()
	failed, dirty := o.disk.failure, o.disk.dirty
	o.closed = !dirty
	o.mu.Unlock()
	if dirty && failed != nil {
		return failed // it stays open, so that nothing is lost
	}
	s.forms.forget(id)
	return nil
}

// Discard drops a draft, open or not.
func (s *Service) Discard(ctx context.Context, id connect.DraftID) error { return s.discard(ctx, id) }

// Settled drops the draft of a connector that has settled after a create or a
// save. A draft that changed since it was sent stays.
func (s *Service) Settled(ctx context.Context, id connect.DraftID) error {
	if o, err := s.forms.get(id); err == nil {
		if !o.closeIfSent() {
			return nil
		}
		return s.drop(ctx, o)
	}
	draft, err := s.deps.Drafts.Get(ctx, id)
	if err != nil {
		return model.AsError(err, "The draft could not be read.")
	}
	if draft.SentAt.IsZero() {
		return nil
	}
	return s.discardStored(ctx, id)
}

// closeIfSent closes a form whose draft was sent. Check and change are one step,
// so that no key press between them is lost.
func (o *opened) closeIfSent() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.form.Draft().SentAt.IsZero() {
		return false
	}
	o.closed, o.disk.stored = true, true // a write may be running; deleting an unknown draft is harmless
	return true
}
