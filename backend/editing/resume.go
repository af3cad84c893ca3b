package editing

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/worker"
)

// Resume opens a stored draft, even if the cluster does not answer or the plugin
// does not exist any more.
func (s *Opener) Resume(ctx context.Context, id connect.DraftID) (View, error) {
	leave, err := s.turns.enter(ctx, string(id))
	if err != nil {
		return View{}, err
	}
	defer leave()
	return s.resume(purpose(ctx, "open a draft in the form"), id, nil)
}

func (s *Opener) resume(ctx context.Context, id connect.DraftID, notes []string) (View, error) {
	if o, err := s.forms.get(id); err == nil {
		o.mu.Lock()
		o.notes = notes
		o.mu.Unlock()
		return o.view(), nil
	}
	draft, err := s.deps.Drafts.Get(ctx, id)
	if err != nil {
		return View{}, err
	}
	if model.Saved(draft) {
		_ = s.discard(ctx, id) // if that fails, it stays in the list of drafts
		return s.edit(ctx, draft.Profile, draft.Name, nil)
	}
	conn, err := s.connect(ctx, draft.Profile)
	switch {
	case ctx.Err() != nil:
		return View{}, ctx.Err()
	case connect.CodeOf(err) == connect.CodeNotFound:
		return View{}, err
	case err != nil: // the form opens without definitions
		conn = worker.Connection{Profile: connect.Profile{ID: draft.Profile}}
	}
	o := s.reopen(ctx, opening{conn: conn, draft: draft.Clone(), notes: notes, earlier: true})
	if ctx.Err() != nil {
		return View{}, ctx.Err()
	}
	return s.show(o), nil
}

// reopen builds the form of a stored draft. For an edit it reads the stored
// config at the same time and compares.
func (s *Opener) reopen(ctx context.Context, n opening) *opened {
	if n.draft.Mode != connect.DraftEdit || n.conn.Worker == nil {
		return s.build(ctx, n)
	}
	var (
		stored worker.Stored
		err    error
		both   sync.WaitGroup
	)
	both.Go(func() { stored, err = worker.Read(ctx, n.conn.Worker, n.draft.Name) })
	o := s.build(ctx, n)
	both.Wait()
	o.form.Stored().Reopened(stored, err)
	return o
}

// earlierEdit finds an unfinished edit of a connector: an open form, or the
// newest stored draft. Drafts that were saved are discarded.
func (s *Opener) earlierEdit(ctx context.Context, profile connect.ProfileID, name string) (connect.DraftID, []string) {
	fits := func(d connect.Draft) bool {
		return d.Profile == profile && d.Name == name && d.Mode == connect.DraftEdit && !model.Saved(d)
	}
	if o := s.forms.find(fits); o != nil {
		return o.id, nil
	}
	drafts, err := s.deps.Drafts.List(ctx)
	if err != nil {
		return "", []string{"The stored drafts could not be read, so this form starts from the config on the worker. " + model.AsError(err, "").Text}
	}
	var found []connect.Draft
	for _, d := range drafts {
		switch {
		case fits(d):
			found = append(found, d)
		case d.Profile == profile && d.Name == name && !d.SentAt.IsZero(): // it was saved or created
			_ = s.discard(ctx, d.ID) // if that fails, it stays in the list of drafts
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
