package editing

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create sends a new connector, or the draft of one that was deleted
// elsewhere. state is empty or RUNNING to start it. Whatever happens, the
// draft stays until Settled or Discard. A production profile asks first:
// CodeConsent.
func (s *Service) Create(ctx context.Context, id connect.DraftID, state connect.InitialState) (worker.Outcome, error) {
	o, err := s.form(id)
	if err != nil {
		return worker.Outcome{}, err
	}
	c, problem := o.prepareCreate(state)
	if problem != nil {
		return refused(c.Name, problem), nil
	}
	out, err := s.deps.Write.Do(ctx, c)
	if connect.CodeOf(err) == connect.CodeConsent {
		return worker.Outcome{}, err
	}
	return o.concluded(ctx, c, out), nil
}

// prepareCreate checks the draft and copies what is to be sent.
func (o *opened) prepareCreate(state connect.InitialState) (worker.Change, *connect.Error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.attempted = true
	o.changed()
	c := o.change(worker.ActionCreate)
	c.Name, c.State = c.Config[connect.KeyName], state
	if !o.isNew() {
		return c, connect.Errorf(connect.CodeInvalid, "This is an edit of a connector that exists. Nothing was sent; save it instead.")
	}
	if conn := o.peek(); conn.Features().Known() && !slices.Contains(append(o.startStates(), ""), state) {
		return c, connect.Errorf(connect.CodeUnsupported, "%s Nothing was sent.", conn.Features().Why(worker.InitialState))
	}
	return c, o.ready()
}

// change is the draft as a change to its cluster; mu is held.
func (o *opened) change(action worker.Action) worker.Change {
	return worker.Change{Profile: o.profile, Name: o.draft.Name, Action: action, Config: o.draft.Config.Clone(), Draft: o.id}
}
