package model

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// Review is an edit compared with what the worker has stored now, and what a
// save will do. Texts of secrets are masked in it. Times are Unix milliseconds.
type Review struct {
	Draft connect.DraftID `json:"draft"`
	Name  string          `json:"name"`
	Lines []form.Line     `json:"lines"`
	// Added, Removed and Changed count the keys that a save would add, take out
	// and change. A key in conflict counts by what its texts are.
	Added     int        `json:"added"`
	Removed   int        `json:"removed"`
	Changed   int        `json:"changed"`
	Conflicts []Conflict `json:"conflicts"`
	OpenedAt  float64    `json:"openedAt"`
	ReadAt    float64    `json:"readAt"`
	Restart   string     `json:"restart"` // one sentence
	Note      string     `json:"note"`
	Button    string     `json:"button"` // "Save and restart 1 task"
	Checks    []Fact     `json:"checks"`
	OfferTask bool       `json:"offerTask"` // "restart tasks too"
	Same      bool       `json:"same"`      // nothing to save
	Gone      bool       `json:"gone"`
}

// count counts the lines by what a save does.
func (r *Review) count() {
	for _, l := range r.Lines {
		switch l.Kind {
		case form.DiffAdded:
			r.Added++
		case form.DiffRemoved:
			r.Removed++
		case form.DiffChanged:
			r.Changed++
		case form.DiffSame, form.DiffConflict:
		}
	}
}

// Conflict is a conflict with its texts masked where they are secret.
type Conflict struct {
	form.Conflict

	Secret bool `json:"secret"`
}

// ReviewOf shows the last comparison of a form with the stored config.
func ReviewOf(f *Form, conn worker.Connection, validated Validated) Review {
	s := f.stored
	out := Review{
		Draft: f.draft.ID, Name: f.draft.Name, OpenedAt: connect.UnixMilli(f.draft.OpenedAt), ReadAt: connect.UnixMilli(s.readAt), Gone: s.gone,
		Lines: f.shape.Diff(s.theirs, untyped(f.draft), f.secrecy), Same: !s.gone && s.theirs.Equal(f.draft.Config),
		Conflicts: make([]Conflict, 0, len(s.conflicts)),
	}
	s.unshow(out.Lines)
	out.count() // before a line becomes a conflict
	hidden := map[string]bool{}
	for _, l := range out.Lines {
		hidden[l.Key] = l.Secret
	}
	for _, c := range s.conflicts {
		field, _ := f.shape.Field(c.Key)
		secret := hidden[c.Key] || field.Secret || f.secrecy(connect.Config{c.Key: c.Base})[c.Key]
		out.Conflicts = append(out.Conflicts, conflictOf(c, secret))
		markConflict(out.Lines, c)
	}
	out.Checks = factsOf(f, conn, validated, out.Lines)
	if s.gone {
		out.Restart, out.Button = "The connector does not exist on the cluster any more. Saving would create it again.", "Create connector"
		return out
	}
	out.Restart, out.Button = restartSentence(s.state, s.tasks)
	running := s.state != connect.StateStopped && s.state != connect.StatePaused
	out.OfferTask = running && s.tasks > 0 && !conn.Features().Can(worker.SaveRestarts) && conn.Profile.Denies(connect.PermitState) == ""
	if out.OfferTask {
		out.Button = "Save and restart the connector"
		out.Note = "This worker does not restart tasks whose converters or client settings alone changed. Restart them too, to be sure."
	}
	return out
}

// markConflict marks the line of a key that changed on both sides.
func markConflict(lines []form.Line, c form.Conflict) {
	for i := range lines {
		if l := &lines[i]; l.Key == c.Key {
			l.Kind = form.DiffConflict
			if c.Choice == form.ChooseTheirs {
				l.Note = "theirs"
			}
		}
	}
}

func conflictOf(c form.Conflict, secret bool) Conflict {
	out := Conflict{c, secret}
	if secret {
		for _, text := range []*string{&out.Base, &out.Theirs, &out.Mine} {
			if *text != "" && !connect.HoldsPlaceholder(*text) {
				*text = form.Masked
			}
		}
	}
	return out
}
