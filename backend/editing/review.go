package editing

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// CheckState is how a fact beside the diff reads.
type CheckState string

// The states of a check.
const (
	CheckPassed  CheckState = "passed"
	CheckInfo    CheckState = "info"
	CheckWarning CheckState = "warning"
	CheckBad     CheckState = "failed"
)

// Fact is one line beside the diff.
type Fact struct {
	State CheckState
	Text  string
}

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
	if o.worker == nil {
		return Review{}, connect.Errorf(connect.CodeUnreachable, "The cluster could not be opened, so nothing can be compared. The draft is kept.")
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
	stored, err = o.worker.Connector(ctx, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return stored, "", true, nil
	}
	if err != nil {
		return stored, "", false, err
	}
	if status, err := o.worker.Status(ctx, name); err == nil {
		state = status.Connector.State
	}
	return stored, state, false, nil
}

func (o *opened) mode() connect.DraftMode {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.draft.Mode
}

// compare takes in what the worker has stored; mu is held.
func (o *opened) compare(stored connect.Connector, gone bool, state connect.State) {
	r := &o.review
	r.done, r.gone, r.readAt, r.state = true, gone, o.now(), state
	r.stored = stored.Config.Clone()
	if gone != o.gone {
		o.gone = gone
		o.reshape()
	}
	if gone {
		r.conflicts, r.reviewed = nil, o.draft.Config.Clone()
		return
	}
	o.tasks = len(stored.Tasks)
	o.refill(stored.Config)
	for _, c := range form.Conflicts(o.draft.Base, stored.Config, o.draft.Config) {
		r.put(c)
		if c.Choice != "" {
			o.settle(c)
		}
	}
	// What both sides changed to the same text is no conflict, and no change.
	for key := range unionKeys(o.draft.Base, stored.Config) {
		if mine, in := o.draft.Config[key]; !r.open(key) && sameText(mine, in, stored.Config, key) {
			copyKey(o.draft.Base, stored.Config, key)
		}
	}
	o.conflict = r.unsettled() > 0
	r.reviewed = o.draft.Config.Clone()
}

// settle puts the choice of a conflict into the draft, and theirs into its
// base, so that it is no conflict any more.
func (o *opened) settle(c form.Conflict) {
	text, was := o.draft.Config[c.Key]
	c.Apply(o.draft.Config)
	if c.InTheirs {
		o.draft.Base[c.Key] = c.Theirs
	} else {
		delete(o.draft.Base, c.Key)
	}
	if now, is := o.draft.Config[c.Key]; now != text || is != was {
		o.reshape()
		o.shapeRev++ // the page fetches the values again
		o.edited()
		return
	}
	o.keepSoon()
}

// put keeps a conflict for the page, in place of an older one about its key.
func (r *review) put(c form.Conflict) {
	for i := range r.conflicts {
		if r.conflicts[i].Key == c.Key {
			r.conflicts[i] = c
			return
		}
	}
	r.conflicts = append(r.conflicts, c)
}

func (r *review) open(key string) bool {
	for _, c := range r.conflicts {
		if c.Key == key && c.Choice == "" {
			return true
		}
	}
	return false
}

func (r *review) unsettled() int {
	n := 0
	for _, c := range r.conflicts {
		if c.Choice == "" {
			n++
		}
	}
	return n
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
	return connect.Errorf(connect.CodeConflict, "The stored config was not compared yet. Nothing was sent; look at the changes first.")
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
	out.OfferTask = running && o.tasks > 0 && !o.worker.Features().Can(worker.SaveRestarts)
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

// facts are what else is known about the save.
func (o *opened) facts(lines []form.Line) []Fact {
	facts := []Fact{o.validFact(), o.classFact()}
	if o.profile.ReadOnly {
		facts = append(facts, Fact{CheckBad, "This profile is read-only, so nothing can be saved."})
	}
	if most, err := strconv.Atoi(o.draft.Config["tasks.max"]); err == nil && !o.review.gone && most != o.tasks {
		facts = append(facts, Fact{CheckInfo, fmt.Sprintf("Runs %s now, tasks.max is %d", plural(o.tasks, "task"), most)})
	}
	for _, l := range lines {
		if f, ok := o.shape.Field(l.Key); ok && l.Kind == form.DiffRemoved && !f.Unknown {
			facts = append(facts, Fact{CheckInfo, backToDefault(f)})
		}
	}
	return facts
}

func backToDefault(f form.Field) string {
	if !f.HasDefault || f.Secret {
		return f.Key + " goes back to its default"
	}
	return f.Key + " goes back to its default " + strconv.Quote(f.Default)
}

func (o *opened) validFact() Fact {
	st := o.situation().State()
	a := &o.asking
	switch {
	case st.Errors+st.ToFill > 0:
		return Fact{CheckBad, plural(st.Errors+st.ToFill, "problem") + " in the form"}
	case a.about == o.edits+1 && a.failure != nil:
		return Fact{CheckWarning, "The worker could not check this config"}
	case a.about == o.edits+1:
		return Fact{CheckPassed, fmt.Sprintf("Valid, checked by the worker in %d ms", a.took.Milliseconds())}
	}
	return Fact{CheckInfo, "Checked here only. The worker checks it when it is saved."}
}

func (o *opened) classFact() Fact {
	if o.review.gone || o.review.stored[connect.KeyClass] == o.draft.Config[connect.KeyClass] {
		return Fact{CheckPassed, "Same connector class"}
	}
	return Fact{CheckWarning, "Another connector class than the stored one"}
}

func unionKeys(a, b connect.Config) map[string]bool {
	out := map[string]bool{}
	for key := range a {
		out[key] = true
	}
	for key := range b {
		out[key] = true
	}
	return out
}

func sameText(text string, in bool, other connect.Config, key string) bool {
	there, ok := other[key]
	return in == ok && text == there
}

func copyKey(to, from connect.Config, key string) {
	if text, ok := from[key]; ok {
		to[key] = text
		return
	}
	delete(to, key)
}
