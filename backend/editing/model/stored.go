package model

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// Stored is what is known about the stored config, and how the draft compares
// with it.
type Stored struct {
	f *Form

	tasks    int  // when it was last read
	gone     bool // the connector was deleted elsewhere
	conflict bool // it differs from the config that was opened

	// What the last comparison found.
	done      bool
	readAt    time.Time
	config    connect.Config // as it was read
	theirs    connect.Config // the same, with what is known behind masks
	unshown   []string       // keys that are masked in it
	reviewed  connect.Config // the draft that was shown beside it
	state     connect.State
	conflicts []form.Conflict
}

// Reading is what a worker has stored at a time. Gone is set where it has no
// such connector; State is empty where it could not be read.
type Reading struct {
	Connector worker.Stored
	State     connect.State
	Gone      bool
	At        time.Time
}

// Gone reports whether the connector of an edit was deleted elsewhere.
func (s *Stored) Gone() bool { return s.gone }

// Conflict reports whether the stored config differs from the one that was
// opened.
func (s *Stored) Conflict() bool { return s.conflict }

// Opened sets how many tasks the connector has.
func (s *Stored) Opened(tasks int) { s.tasks = tasks }

// Reopened compares an earlier edit with what is stored now. err is why that
// could not be read; a review tries again.
func (s *Stored) Reopened(now worker.Stored, err error) {
	switch {
	case connect.CodeOf(err) == connect.CodeNotFound:
		s.SetGone(true)
	case err == nil:
		s.tasks = len(now.Tasks)
		s.f.unshown.add(now.Unshown)
		s.refill(now)
		s.conflict = !unmasked(now, s.f.draft.Base).Equal(s.f.draft.Base)
	}
}

// SetGone sets whether the connector was deleted elsewhere, and reports whether
// that changed.
func (s *Stored) SetGone(gone bool) (news bool) {
	if gone == s.gone {
		return false
	}
	s.gone = gone
	s.f.reshape()
	return true
}

// Polled compares the config that is stored now with the one that was opened,
// and reports whether Conflict changed.
func (s *Stored) Polled(now worker.Stored) (news bool) {
	conflict := !unmasked(now, s.f.draft.Base).Equal(s.f.draft.Base)
	news = conflict != s.conflict
	s.conflict = conflict
	return news
}

// NotReviewed records that the stored config changed since the review.
func (s *Stored) NotReviewed() { s.conflict, s.done = true, false }

// forget drops the comparison, once the draft is the stored config.
func (s *Stored) forget() { *s = Stored{f: s.f, tasks: s.tasks, gone: s.gone} }

// Compare compares the draft with what is stored now. Keys that changed only
// there are copied into the draft; keys that changed on both sides wait for
// Resolve. It reports whether it resolved any conflict.
func (s *Stored) Compare(now Reading) (resolved bool) {
	s.done, s.readAt, s.state = true, now.At, now.State
	s.config, s.unshown = now.Connector.Config.Clone(), now.Connector.Unshown
	s.f.unshown.add(s.unshown)
	s.SetGone(now.Gone)
	draft := &s.f.draft
	if now.Gone {
		s.conflicts, s.reviewed = nil, draft.Config.Clone()
		return false
	}
	s.tasks = len(now.Connector.Tasks)
	s.refill(now.Connector)
	s.theirs = unmasked(now.Connector, draft.Base)
	for _, found := range form.Conflicts(draft.Base, s.theirs, untyped(*draft)) {
		s.add(found)
		if found.Choice != "" {
			s.resolve(found)
			resolved = true
		}
	}
	// What both sides changed to the same text is no conflict, and no change.
	for key := range unionKeys(draft.Base, s.theirs) {
		if mine, in := draft.Config[key]; !s.isOpen(key) && sameText(mine, in, s.theirs, key) {
			copyKey(draft.Base, s.theirs, key)
		}
	}
	s.markReviewed()
	return resolved
}

// Resolve resolves conflicts by their keys. A choice can be changed while the
// form is open. It reports whether it resolved any.
func (s *Stored) Resolve(choices map[string]form.Choice) (resolved bool, err error) {
	if !s.done {
		return false, connect.Errorf(connect.CodeConflict, "The stored config was not compared yet. Nothing was sent; check the changes first.")
	}
	for i := range s.conflicts {
		c := &s.conflicts[i]
		choice, ok := choices[c.Key]
		if !ok || (choice != form.ChooseMine && choice != form.ChooseTheirs) {
			continue
		}
		c.Choice = choice
		s.resolve(*c)
		resolved = true
	}
	s.markReviewed()
	return resolved, nil
}

// markReviewed records the draft as the one that was compared.
func (s *Stored) markReviewed() {
	s.conflict = s.unresolved() > 0
	s.reviewed = s.f.draft.Config.Clone()
}

// resolve puts the choice of a conflict into the draft, and theirs into its
// base, so that it is no conflict any more.
func (s *Stored) resolve(c form.Conflict) {
	draft := &s.f.draft
	text, was := draft.Config[c.Key]
	c.Apply(draft.Config)
	if c.InTheirs {
		draft.Base[c.Key] = c.Theirs
	} else {
		delete(draft.Base, c.Key)
	}
	if now, is := draft.Config[c.Key]; now != text || is != was {
		s.f.reshape()
		s.f.shapes++ // the page fetches the values again
		s.f.edited()
	}
}

// refill restores secrets that could not be stored on disk: one that the person
// had not changed is copied from the stored config.
func (s *Stored) refill(now worker.Stored) {
	draft := &s.f.draft
	draft.MissingSecrets = slices.DeleteFunc(draft.MissingSecrets, func(key string) bool {
		text, ok := now.Config[key]
		if !ok || slices.Contains(now.Unshown, key) {
			return false
		}
		if _, was := draft.Base[key]; !was {
			draft.Base[key] = text
		}
		if _, set := draft.Config[key]; !set && !slices.Contains(draft.Touched, key) {
			draft.Config[key] = text
			return true
		}
		return false
	})
	s.f.reshape()
}

// add adds a conflict and replaces an older one about the same key.
func (s *Stored) add(found form.Conflict) {
	for i := range s.conflicts {
		if s.conflicts[i].Key == found.Key {
			s.conflicts[i] = found
			return
		}
	}
	s.conflicts = append(s.conflicts, found)
}

// isOpen reports whether a conflict about a key waits for a choice.
func (s *Stored) isOpen(key string) bool {
	return slices.ContainsFunc(s.conflicts, func(c form.Conflict) bool { return c.Key == key && c.Choice == "" })
}

// unresolved counts the conflicts that wait for a choice.
func (s *Stored) unresolved() int {
	n := 0
	for _, c := range s.conflicts {
		if c.Choice == "" {
			n++
		}
	}
	return n
}

// edited updates a conflict after an edit in the form: what is typed after the
// choice counts as mine.
func (s *Stored) edited(e Edit, config connect.Config) {
	for i := range s.conflicts {
		if c := &s.conflicts[i]; c.Key == e.Key {
			c.Mine, c.InMine = config[e.Key], !e.unsets()
			c.Touched = true
			if c.Choice != "" {
				c.Choice = form.ChooseMine
			}
		}
	}
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
