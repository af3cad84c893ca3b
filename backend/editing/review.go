package editing

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// Review is an edit compared with what the worker has stored now. Texts of
// secrets are masked in it.
type Review struct {
	Draft     connect.DraftID
	Name      string
	Lines     []form.Line
	Conflicts []Conflict
	OpenedAt  time.Time
	ReadAt    time.Time
	Restart   string
	Note      string
	Button    string
	Facts     []Fact
	OfferTask bool
	Same      bool
	Gone      bool
}

// Counts are the keys that a save would add, take out and change. A key in
// conflict counts by what its texts are.
func (r Review) Counts() (added, removed, changed int) {
	for _, l := range r.Lines {
		switch l.Differs {
		case form.DiffAdded:
			added++
		case form.DiffRemoved:
			removed++
		case form.DiffChanged:
			changed++
		case form.DiffSame, form.DiffConflict:
		}
	}
	return added, removed, changed
}

// Conflict is a conflict with its texts masked where they are secret.
type Conflict struct {
	form.Conflict

	Secret bool
}

// review is what the last look at the stored config found.
type review struct {
	done      bool
	gone      bool
	readAt    time.Time
	stored    connect.Config // as it was read
	reviewed  connect.Config // the draft that was shown beside it
	state     connect.State
	conflicts []form.Conflict
}

// edited keeps a conflict in step with an edit made in the form: what is typed
// after the choice is mine.
func (r *review) edited(e Edit, config connect.Config) {
	for i := range r.conflicts {
		if c := &r.conflicts[i]; c.Key == e.Key {
			c.Mine, c.InMine = config[e.Key], !e.unsets()
			c.Touched = true
			if c.Choice != "" {
				c.Choice = form.ChooseMine
			}
		}
	}
}

// Review reads the stored config again and compares. Keys that only the worker
// changed are taken into the draft; keys that both changed wait for Resolve.
func (s *Service) Review(ctx context.Context, id connect.DraftID) (Review, error) {
	o, err := s.form(id)
	if err != nil {
		return Review{}, err
	}
	if o.mode() != connect.DraftEdit {
		return Review{}, connect.Errorf(connect.CodeInvalid, "A new connector has nothing stored to compare with.")
	}
	ctx = purpose(ctx, "compare before saving")
	o.mu.Lock()
	name := o.draft.Name
	o.mu.Unlock()
	stored, state, gone, err := o.readStored(ctx, name)
	if err != nil {
		return Review{}, err
	}
	o.mu.Lock()
	o.compare(stored, gone, state)
	out := o.reviewed()
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
	return out, nil
}

// readStored reads what the worker has now. The state only makes a sentence
// better, so it may be missing.
func (o *opened) readStored(ctx context.Context, name string) (stored connect.Connector, state connect.State, gone bool, err error) {
	conn, err := o.connect(ctx)
	if err != nil {
		return stored, "", false, err
	}
	stored, err = conn.Worker.Connector(ctx, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return stored, "", true, nil
	}
	if err != nil {
		return stored, "", false, err
	}
	if status, err := conn.Worker.Status(ctx, name); err == nil {
		state = status.Connector.State
	}
	return stored, state, false, nil
}

func (o *opened) mode() connect.DraftMode {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.draft.Mode
}

// Resolve settles conflicts: key to form.ChooseMine or form.ChooseTheirs. A
// choice can be changed as long as the form is open.
func (s *Service) Resolve(id connect.DraftID, choices map[string]string) (Review, error) {
	o, err := s.form(id)
	if err != nil {
		return Review{}, err
	}
	o.mu.Lock()
	r := &o.review
	if !r.done {
		o.mu.Unlock()
		return Review{}, errNotReviewed()
	}
	for i := range r.conflicts {
		c := &r.conflicts[i]
		choice, ok := choices[c.Key]
		if !ok || (choice != form.ChooseMine && choice != form.ChooseTheirs) {
			continue
		}
		c.Choice = choice
		o.settle(*c)
	}
	o.conflict = r.unsettled() > 0
	r.reviewed = o.draft.Config.Clone()
	out := o.reviewed()
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
	return out, nil
}

func errNotReviewed() error {
	return connect.Errorf(connect.CodeConflict, "The stored config was not compared yet. Nothing was sent; check the changes first.")
}

// reviewed makes the picture of the comparison; mu is held.
func (o *opened) reviewed() Review {
	r := &o.review
	out := Review{
		Draft: o.id, Name: o.draft.Name, OpenedAt: o.draft.OpenedAt, ReadAt: r.readAt, Gone: r.gone,
		Lines: o.shape.Diff(r.stored, o.draft.Config, o.s.deps.Secrecy), Same: !r.gone && r.stored.Equal(o.draft.Config),
	}
	hidden := map[string]bool{}
	for i := range out.Lines {
		hidden[out.Lines[i].Key] = out.Lines[i].Secret
	}
	for _, c := range r.conflicts {
		out.Conflicts = append(out.Conflicts, o.showConflict(c, hidden[c.Key]))
		for i := range out.Lines {
			if l := &out.Lines[i]; l.Key == c.Key {
				l.Kind = form.DiffConflict
				if c.Choice == form.ChooseTheirs {
					l.Note = "theirs"
				}
			}
		}
	}
	out.Facts = o.facts(out.Lines)
	if r.gone {
		out.Restart, out.Button = "The connector does not exist on the cluster any more. Saving would create it again.", "Create connector"
		return out
	}
	out.Restart, out.Button = restartSentence(r.state, o.tasks)
	running := r.state != connect.StateStopped && r.state != connect.StatePaused
	out.OfferTask = running && o.tasks > 0 && !o.peek().Features().Can(worker.SaveRestarts)
	if out.OfferTask {
		out.Button = "Save and restart the connector"
		out.Note = "This worker does not restart tasks whose converters or client settings alone changed. Restart them too, to be sure."
	}
	return out
}

func (o *opened) showConflict(c form.Conflict, secret bool) Conflict {
	f, _ := o.shape.Field(c.Key)
	out := Conflict{c, secret || f.Secret || o.s.deps.Secrecy(connect.Config{c.Key: c.Base})[c.Key]}
	if out.Secret {
		for _, text := range []*string{&out.Base, &out.Theirs, &out.Mine} {
			if *text != "" && !connect.HoldsPlaceholder(*text) {
				*text = form.Masked
			}
		}
	}
	return out
}
