package editing

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Resume opens a stored draft. It opens even where the cluster does not answer
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
	conn, err := s.connect(ctx, draft.Profile)
	switch {
	case ctx.Err() != nil:
		return View{}, ctx.Err()
	case connect.CodeOf(err) == connect.CodeNotFound:
		return View{}, err
	case err != nil: // the form shows the keys as they are
		conn = worker.Connection{Profile: connect.Profile{ID: draft.Profile}}
	}
	o, stored, storedErr := s.makeStored(ctx, conn, draft.Clone())
	if ctx.Err() != nil {
		return View{}, ctx.Err()
	}
	o.notes, o.disk.stored = notes, true
	if o.draft.Mode == connect.DraftEdit && conn.Worker != nil {
		o.reconcile(stored, storedErr)
	}
	return s.show(o), nil
}

// makeStored builds the form of a stored draft and, for an edit, reads beside it
// what the worker has stored now.
func (s *Service) makeStored(ctx context.Context, conn worker.Connection, draft connect.Draft) (*opened, connect.Connector, error) {
	var (
		stored connect.Connector
		err    error
		both   sync.WaitGroup
	)
	if draft.Mode == connect.DraftEdit && conn.Worker != nil {
		both.Go(func() { stored, err = conn.Worker.Connector(ctx, draft.Name) })
	}
	o := s.make(ctx, conn, draft)
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

// refill puts back secrets that could not be stored on disk: one that the person
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
// the newest stored draft. Drafts that a worker has taken are not needed any
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
		return "", []string{"The stored drafts could not be read, so this form starts from the config on the worker. " + asError(err, "").Text}
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
