package editing

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// Writer is the one way in which a cluster is changed. Its outcome is complete
// in any case; CodeConsent asks for the person's consent, and nothing was sent.
type Writer interface {
	Do(ctx context.Context, c worker.Change) (worker.Outcome, error)
}

// Sender reviews and sends drafts.
type Sender struct{ *core }

// Review reads the stored config again and compares. Keys that changed only
// there are copied into the draft; keys that changed on both sides wait for
// Resolve.
func (s *Sender) Review(ctx context.Context, id connect.DraftID) (Review, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return Review{}, err
	}
	o.mu.Lock()
	mode := o.form.Draft().Mode
	o.mu.Unlock()
	if mode != connect.DraftEdit {
		return Review{}, connect.Errorf(connect.CodeInvalid, "A new connector has nothing stored to compare with.")
	}
	stored, err := o.poller.read(purpose(ctx, "compare before saving"))
	if err != nil {
		return Review{}, err
	}
	return o.compared(func() (bool, error) { return o.form.Stored().Compare(stored), nil })
}

// Resolve resolves conflicts by their keys. A choice can be changed while the
// form is open.
func (s *Sender) Resolve(id connect.DraftID, choices map[string]form.Choice) (Review, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return Review{}, err
	}
	return o.compared(func() (bool, error) { return o.form.Stored().Resolve(choices) })
}

// compared runs a step of the comparison and returns what it shows then.
func (o *opened) compared(step func() (resolved bool, err error)) (Review, error) {
	o.mu.Lock()
	edits := o.form.Edits()
	resolved, err := step()
	if err != nil {
		o.mu.Unlock()
		return Review{}, err
	}
	if resolved {
		o.compareChanged(edits)
	}
	out := model.ReviewOf(o.form, o.peek(), o.asker.validated())
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
	return out, nil
}

// Create sends a new connector, or the draft of one that was deleted
// elsewhere. state is empty or RUNNING to start it. Whatever happens, the
// draft stays until Settled or Discard. A production profile asks first:
// CodeConsent.
func (s *Sender) Create(ctx context.Context, id connect.DraftID, state connect.InitialState) (worker.Outcome, error) {
	return s.send(ctx, id, worker.ActionCreate, func(o *opened, c *worker.Change) *connect.Error {
		c.Name, c.State, c.Settings = c.Config[connect.KeyName], state, model.Settings(o.form)
		if conn := o.peek(); conn.Worker != nil {
			c.Name = conn.Worker.Traits().RowNameOf(c.Config[connect.KeyClass], c.Name)
			c.Config[connect.KeyName] = c.Name
		}
		return model.ReadyToCreate(o.form, o.peek(), state)
	})
}

// Save sends an edit that was reviewed. It is refused where the stored config
// or the draft changed since the review. With restartTasks every task is
// restarted after the config was accepted. The draft stays until Settled. A
// production profile asks first: CodeConsent.
func (s *Sender) Save(ctx context.Context, id connect.DraftID, restartTasks bool) (worker.Outcome, error) {
	return s.send(ctx, id, worker.ActionSave, func(o *opened, c *worker.Change) (problem *connect.Error) {
		c.RestartTasks = restartTasks
		c.Stored, problem = model.ReadyToSave(o.form, o.peek())
		return problem
	})
}

// send makes a change of a draft and sends it. prepare completes the change, or
// refuses it; it is called with mu held.
func (s *Sender) send(ctx context.Context, id connect.DraftID, action worker.Action, prepare func(*opened, *worker.Change) *connect.Error) (worker.Outcome, error) {
	o, err := s.forms.get(id)
	if err != nil {
		return worker.Outcome{}, err
	}
	o.mu.Lock()
	o.form.Attempt()
	o.changed()
	draft := o.form.Draft()
	c := worker.Change{Profile: o.profile, Name: draft.Name, Action: action, Config: draft.Config.Clone(), Secrets: model.Secrets(o.form), Draft: o.id}
	problem := prepare(o, &c)
	o.mu.Unlock()
	if problem != nil {
		return refused(c.Name, problem), nil
	}
	out, err := s.deps.Write.Do(ctx, c)
	switch connect.CodeOf(err) {
	case connect.CodeConsent:
		return worker.Outcome{}, err
	case connect.CodeNotFound:
		if action == worker.ActionSave {
			o.update(func() bool { o.form.Stored().SetGone(true); return true })
		}
	case connect.CodeConflict:
		if action == worker.ActionSave {
			o.update(func() bool { o.form.Stored().NotReviewed(); return true })
		}
	default:
	}
	return o.concluded(ctx, c, out), nil
}

func refused(name string, problem *connect.Error) worker.Outcome {
	return worker.Outcome{Name: name, Landed: worker.LandedNo, Text: problem.Text, Problem: problem}
}

// concluded processes the outcome of a change. A config that the worker refused
// is validated, so that the reasons show at the fields.
func (o *opened) concluded(ctx context.Context, c worker.Change, out worker.Outcome) worker.Outcome {
	if out.Problem != nil {
		o.mu.Lock()
		out.Problem = o.form.Mask(out.Problem, "")
		o.mu.Unlock()
	}
	switch {
	case out.Landed == worker.LandedYes:
		o.sent(c.Config, out.Receipt.Operation == "")
	case out.Problem != nil && len(out.Problem.Findings) > 0:
		o.update(func() bool { o.form.Refused(out.Problem.Findings); return true })
	case out.Problem != nil && out.Problem.Code == connect.CodeInvalid:
		_ = o.asker.ask(purpose(ctx, "validate the form")) // the problems show at the fields; the refusal is the answer
	}
	return out
}

// sent notes that a worker has taken config, and stored it or will do so.
func (o *opened) sent(config connect.Config, stored bool) {
	o.update(func() bool {
		if o.form.Sent(config, o.deps.Now(), stored) {
			o.asker.drop()
		}
		o.disk.schedule()
		return true
	})
}
