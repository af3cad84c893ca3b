package editing

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Save sends an edit that was reviewed. It is refused where the stored config
// or the draft changed since the review. With restartTasks every task is
// restarted after the config was taken. The draft stays until Settled. A
// production profile asks first: CodeConsent.
func (s *Service) Save(ctx context.Context, id connect.DraftID, restartTasks bool) (worker.Outcome, error) {
	o, err := s.form(id)
	if err != nil {
		return worker.Outcome{}, err
	}
	c, problem := o.prepareSave(restartTasks)
	if problem != nil {
		return refused(c.Name, problem), nil
	}
	out, err := s.deps.Write.Do(ctx, c)
	switch connect.CodeOf(err) {
	case connect.CodeConsent:
		return worker.Outcome{}, err
	case connect.CodeNotFound:
		o.vanished()
	case connect.CodeConflict:
		o.notReviewed()
	default:
	}
	return o.concluded(ctx, c, out), nil
}

// prepareSave checks the draft and copies what is to be sent.
func (o *opened) prepareSave(restartTasks bool) (worker.Change, *connect.Error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.attempted = true
	o.changed()
	c := o.change(worker.ActionSave)
	c.Stored, c.RestartTasks = o.review.stored.Clone(), restartTasks
	if p := o.ready(); p != nil {
		return c, p
	}
	r := &o.review
	switch {
	case o.draft.Mode != connect.DraftEdit:
		return c, connect.Errorf(connect.CodeInvalid, "This is a new connector. Nothing was sent; create it instead.")
	case o.gone:
		return c, connect.Errorf(connect.CodeNotFound, "The connector was deleted elsewhere. Nothing was sent; the draft is stored, and can be created again under this or another name.")
	case !r.done || !r.reviewed.Equal(o.draft.Config):
		return c, connect.Errorf(connect.CodeConflict, "The draft changed since it was compared with the stored config. Nothing was sent; check the changes first.")
	case r.unsettled() > 0:
		return c, connect.Errorf(connect.CodeConflict, "%s changed on the worker and in the draft. Nothing was sent; choose which counts.", plural(r.unsettled(), "setting"))
	}
	return c, nil
}

// vanished notes that the connector is gone.
func (o *opened) vanished() {
	o.mu.Lock()
	if !o.gone {
		o.gone = true
		o.reshape()
	}
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}

// notReviewed notes that the stored config is not the reviewed one any more.
func (o *opened) notReviewed() {
	o.mu.Lock()
	o.conflict = true
	o.review.done = false
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}
