package editing

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"sluiceway/backend/connect"
)

// Resume opens a kept draft. It opens even where the cluster does not answer
// or the plugin is gone.
func (s *Service) Resume(ctx context.Context, id connect.DraftID) (View, error) {
	leave, err := s.opening.enter(ctx, string(id))
	if err != nil {
		return View{}, err
	}
	defer leave()
	return s.resume(purpose(ctx, "open a draft in the form"), id, nil)
}

func (s *Service) resume(ctx context.Context, id connect.DraftID, notes []string) (View, error) {
	if o, err := s.form(id); err == nil {
		o.mu.Lock()
		o.notes = notes
		o.mu.Unlock()
		return o.view(), nil
	}
	draft, err := s.deps.Drafts.Get(ctx, id)
	if err != nil {
		return View{}, err
	}
	if draft.Mode == connect.DraftEdit && !draft.SentAt.IsZero() {
		// A worker took it: the stored config holds all of it.
		_ = s.Discard(ctx, id) // it stays in the list of drafts then
		return s.edit(ctx, draft.Profile, draft.Name, nil)
	}
	profile, err := s.deps.Clusters.Profile(ctx, draft.Profile)
	if err != nil {
		return View{}, err
	}
	w, _ := s.worker(ctx, draft.Profile) // without one the form shows the keys as they are
	if ctx.Err() != nil {
		return View{}, ctx.Err()
	}
	o, stored, storedErr := s.makeKept(ctx, place{profile, w}, draft.Clone())
	if ctx.Err() != nil {
		return View{}, ctx.Err()
	}
	o.notes, o.disk.kept = notes, true
	if o.draft.Mode == connect.DraftEdit && w != nil {
		o.reconcile(stored, storedErr)
	}
	return s.show(o), nil
}

// makeKept builds the form of a kept draft and, for an edit, reads beside it
// what the worker has stored now.
func (s *Service) makeKept(ctx context.Context, p place, draft connect.Draft) (*opened, connect.Connector, error) {
	var (
		stored connect.Connector
		err    error
		both   sync.WaitGroup
	)
	if draft.Mode == connect.DraftEdit && p.worker != nil {
		both.Go(func() { stored, err = p.worker.Connector(ctx, draft.Name) })
	}
	o := s.make(ctx, p, draft)
	both.Wait()
	return o, stored, err
}

// reconcile compares a resumed edit with what the worker has now. Nobody else
// knows the form yet.
func (o *opened) reconcile(stored connect.Connector, err error) {
	switch {
	case connect.CodeOf(err) == connect.CodeNotFound:
		o.gone = true
		o.reshape()
		return
	case err != nil:
		return // unknown for now; a review finds out
	}
	o.tasks = len(stored.Tasks)
	o.refill(stored.Config)
	o.conflict = !stored.Config.Equal(o.draft.Base)
}

// refill puts back secrets that could not be kept on disk: one that the person
// had not touched is the stored one, which a save sends as it is.
func (o *opened) refill(stored connect.Config) {
	touched := o.touched()
	o.draft.MissingSecrets = slices.DeleteFunc(o.draft.MissingSecrets, func(key string) bool {
		text, ok := stored[key]
		if !ok {
			return false
		}
		if _, was := o.draft.Base[key]; !was {
			o.draft.Base[key] = text
		}
		if _, set := o.draft.Config[key]; !set && !touched[key] {
			o.draft.Config[key] = text
			return true
		}
		return false
	})
	o.reshape()
}

// begun finds the edit of a connector that was begun before: an open form, or
// the newest kept draft. Drafts that a worker has taken are not needed any
// more and go away here.
func (s *Service) begun(ctx context.Context, profile connect.ProfileID, name string) (connect.DraftID, []string) {
	fits := func(d connect.Draft) bool {
		return d.Profile == profile && d.Name == name && d.Mode == connect.DraftEdit && d.SentAt.IsZero()
	}
	if o := s.find(fits); o != nil {
		return o.id, nil
	}
	drafts, err := s.deps.Drafts.List(ctx)
	if err != nil {
		return "", []string{"Drafts that were kept could not be read, so this form begins with the stored config. " + asError(err, "").Text}
	}
	var found []connect.Draft
	for _, d := range drafts {
		switch {
		case fits(d):
			found = append(found, d)
		case d.Profile == profile && d.Name == name && !d.SentAt.IsZero():
			_ = s.Discard(ctx, d.ID) // it stays in the list of drafts then
		}
	}
	if len(found) == 0 {
		return "", nil
	}
	newest := slices.MaxFunc(found, func(a, b connect.Draft) int { return a.SavedAt.Compare(b.SavedAt) })
	if len(found) == 1 {
		return newest.ID, nil
	}
	return newest.ID, []string{fmt.Sprintf("There are %d drafts of this connector. This is the one saved last; the others are under Drafts.", len(found))}
}

// Seen tells the open edits of a cluster what exists there, as the live view
// saw it. present must be quick.
func (s *Service) Seen(profile connect.ProfileID, present func(name string) bool) {
	s.mu.Lock()
	open := make([]*opened, 0, len(s.forms))
	for _, o := range s.forms {
		open = append(open, o)
	}
	s.mu.Unlock()
	for _, o := range open {
		o.seen(profile, present)
	}
}

func (o *opened) seen(profile connect.ProfileID, present func(name string) bool) {
	o.mu.Lock()
	gone := !present(o.draft.Name)
	if o.draft.Profile != profile || o.draft.Mode != connect.DraftEdit || gone == o.gone {
		o.mu.Unlock()
		return
	}
	o.gone = gone
	o.reshape()
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}
