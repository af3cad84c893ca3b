package app

import (
	"context"

	"sluiceway/backend/connect"
)

// Forms is the façade of open forms. Go holds the draft; the page sends edits.
type Forms struct{ app *App }

// StartNew opens an empty form for a plugin.
func (f *Forms) StartNew(callID string, profile connect.ProfileID, class, version string) (FormView, error) {
	return run(f.app.calls, "forms.start_new", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		return f.app.bench.Editing.StartNew(ctx, profile, class, version)
	})
}

// StartCopy opens a form for a new connector with the config of another.
func (f *Forms) StartCopy(callID string, profile connect.ProfileID, name string) (FormView, error) {
	return run(f.app.calls, "forms.start_copy", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		return f.app.bench.Editing.StartCopy(ctx, profile, name)
	})
}

// StartText opens a form for a pasted config: a REST body or a bare map.
func (f *Forms) StartText(callID string, profile connect.ProfileID, text string) (FormView, error) {
	return run(f.app.calls, "forms.start_text", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		return f.app.bench.Editing.StartText(ctx, profile, text)
	})
}

// StartDeleted opens a form with the config of a connector deleted here.
func (f *Forms) StartDeleted(callID, deleted string) (FormView, error) {
	return run(f.app.calls, "forms.start_deleted", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		return f.app.bench.Editing.StartDeleted(ctx, deleted)
	})
}

// StartEdit opens the stored config of a connector, or its draft if there is one.
func (f *Forms) StartEdit(callID string, profile connect.ProfileID, name string) (FormView, error) {
	return run(f.app.calls, "forms.start_edit", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		return f.app.bench.Editing.StartEdit(ctx, profile, name)
	})
}

// Resume opens a stored draft.
func (f *Forms) Resume(callID string, draft connect.DraftID) (FormView, error) {
	return run(f.app.calls, "forms.resume", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		return f.app.bench.Editing.Resume(ctx, draft)
	})
}

// View returns an open form again, after its shape changed.
func (f *Forms) View(callID string, draft connect.DraftID) (FormView, error) {
	return run(f.app.calls, "forms.view", callID, quickLimit, func(context.Context) (FormView, error) {
		return f.app.bench.Editing.View(draft)
	})
}

// Changes returns an open form again, after its shape changed; since is the shape that the page
// has.
func (f *Forms) Changes(callID string, draft connect.DraftID, since int) (FormView, error) {
	return run(f.app.calls, "forms.changes", callID, quickLimit, func(context.Context) (FormView, error) {
		return f.app.bench.Editing.Changes(draft, since)
	})
}

// Set changes keys, checks the draft here, and has it stored and validated soon.
func (f *Forms) Set(callID string, draft connect.DraftID, edits []FormEdit) (FormState, error) {
	return run(f.app.calls, "forms.set", callID, quickLimit, func(context.Context) (FormState, error) {
		return f.app.bench.Editing.Set(draft, edits)
	})
}

// State returns what changes.
func (f *Forms) State(callID string, draft connect.DraftID) (FormState, error) {
	return run(f.app.calls, "forms.state", callID, quickLimit, func(context.Context) (FormState, error) {
		return f.app.bench.Editing.State(draft)
	})
}

// Focus says which field has the focus (empty: none). The one left counts as
// visited; while a secret has it, the worker is not asked.
func (f *Forms) Focus(callID string, draft connect.DraftID, key string) (FormState, error) {
	return run(f.app.calls, "forms.focus", callID, quickLimit, func(context.Context) (FormState, error) {
		return f.app.bench.Editing.Focus(draft, key)
	})
}

// Validate asks the worker now and waits.
func (f *Forms) Validate(callID string, draft connect.DraftID) (FormState, error) {
	return run(f.app.calls, "forms.validate", callID, writeLimit, func(ctx context.Context) (FormState, error) {
		return f.app.bench.Editing.Validate(ctx, draft)
	})
}

// Reveal returns the text of one secret of the draft.
func (f *Forms) Reveal(callID string, draft connect.DraftID, key string) (string, error) {
	return run(f.app.calls, "forms.reveal", callID, quickLimit, func(context.Context) (string, error) {
		return f.app.bench.Editing.Reveal(draft, key)
	})
}

// Review reads the stored config again and compares.
func (f *Forms) Review(callID string, draft connect.DraftID) (Review, error) {
	return run(f.app.calls, "forms.review", callID, writeLimit, func(ctx context.Context) (Review, error) {
		return f.app.bench.Editing.Review(ctx, draft)
	})
}

// Resolve settles conflicts: key -> mine or theirs.
func (f *Forms) Resolve(callID string, draft connect.DraftID, choices map[string]ConflictChoice) (Review, error) {
	return run(f.app.calls, "forms.resolve", callID, writeLimit, func(context.Context) (Review, error) {
		return f.app.bench.Editing.Resolve(draft, choices)
	})
}

// Create sends the draft; state is RUNNING, PAUSED or STOPPED.
func (f *Forms) Create(callID string, draft connect.DraftID, state StartState) (WriteResult, error) {
	return run(f.app.calls, "forms.create", callID, writeLimit, func(ctx context.Context) (WriteResult, error) {
		out, err := f.app.bench.Editing.Create(ctx, draft, state)
		return out.Result(), err
	})
}

// Save sends a reviewed edit. It is refused where the config changed since.
func (f *Forms) Save(callID string, draft connect.DraftID, restartTasks bool) (WriteResult, error) {
	return run(f.app.calls, "forms.save", callID, writeLimit, func(ctx context.Context) (WriteResult, error) {
		out, err := f.app.bench.Editing.Save(ctx, draft, restartTasks)
		return out.Result(), err
	})
}

// Close leaves a form; a draft without changes is dropped.
func (f *Forms) Close(callID string, draft connect.DraftID) error {
	return do(f.app.calls, "forms.close", callID, quickLimit, func(ctx context.Context) error {
		return f.app.bench.Editing.Close(ctx, draft)
	})
}
