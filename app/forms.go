package app

import (
	"context"

	"sluiceway/backend/connect"
)

// Forms is the façade of open forms. Go holds the draft; the page sends edits.
type Forms struct{ app *App }

// StartNew opens an empty form for a plugin.
func (f *Forms) StartNew(callID, profile, class, version string) (FormView, error) {
	return run(f.app.calls, "forms.start_new", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		out, err := f.app.editing.StartNew(ctx, connect.ProfileID(profile), class, version)
		return formViewOf(out), err
	})
}

// StartCopy opens a form for a new connector with the config of another.
func (f *Forms) StartCopy(callID, profile, name string) (FormView, error) {
	return run(f.app.calls, "forms.start_copy", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		out, err := f.app.editing.StartCopy(ctx, connect.ProfileID(profile), name)
		return formViewOf(out), err
	})
}

// StartText opens a form for a pasted config: a REST body or a bare map.
func (f *Forms) StartText(callID, profile, text string) (FormView, error) {
	return run(f.app.calls, "forms.start_text", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		out, err := f.app.editing.StartText(ctx, connect.ProfileID(profile), text)
		return formViewOf(out), err
	})
}

// StartDeleted opens a form with the config of a connector deleted here.
func (f *Forms) StartDeleted(callID, deleted string) (FormView, error) {
	return run(f.app.calls, "forms.start_deleted", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		out, err := f.app.editing.StartDeleted(ctx, deleted)
		return formViewOf(out), err
	})
}

// StartEdit opens the stored config of a connector, or its draft if there is one.
func (f *Forms) StartEdit(callID, profile, name string) (FormView, error) {
	return run(f.app.calls, "forms.start_edit", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		out, err := f.app.editing.StartEdit(ctx, connect.ProfileID(profile), name)
		return formViewOf(out), err
	})
}

// Resume opens a kept draft.
func (f *Forms) Resume(callID, draft string) (FormView, error) {
	return run(f.app.calls, "forms.resume", callID, writeLimit, func(ctx context.Context) (FormView, error) {
		out, err := f.app.editing.Resume(ctx, connect.DraftID(draft))
		return formViewOf(out), err
	})
}

// View returns an open form again, after its shape changed.
func (f *Forms) View(callID, draft string) (FormView, error) {
	return run(f.app.calls, "forms.view", callID, quickLimit, func(context.Context) (FormView, error) {
		out, err := f.app.editing.View(connect.DraftID(draft))
		return formViewOf(out), err
	})
}

// Set changes keys, checks the draft here, and has it kept and validated soon.
func (f *Forms) Set(callID, draft string, edits []FormEdit) (FormState, error) {
	return run(f.app.calls, "forms.set", callID, quickLimit, func(context.Context) (FormState, error) {
		out, err := f.app.editing.Set(connect.DraftID(draft), editsOf(edits))
		return formStateOf(out), err
	})
}

// State returns what changes.
func (f *Forms) State(callID, draft string) (FormState, error) {
	return run(f.app.calls, "forms.state", callID, quickLimit, func(context.Context) (FormState, error) {
		out, err := f.app.editing.State(connect.DraftID(draft))
		return formStateOf(out), err
	})
}

// Focus says which field has the focus (empty: none). The one left counts as
// visited; while a secret has it, the worker is not asked.
func (f *Forms) Focus(callID, draft, key string) (FormState, error) {
	return run(f.app.calls, "forms.focus", callID, quickLimit, func(context.Context) (FormState, error) {
		out, err := f.app.editing.Focus(connect.DraftID(draft), key)
		return formStateOf(out), err
	})
}

// Validate asks the worker now and waits.
func (f *Forms) Validate(callID, draft string) (FormState, error) {
	return run(f.app.calls, "forms.validate", callID, writeLimit, func(ctx context.Context) (FormState, error) {
		out, err := f.app.editing.Validate(ctx, connect.DraftID(draft))
		return formStateOf(out), err
	})
}

// Reveal returns the text of one secret of the draft.
func (f *Forms) Reveal(callID, draft, key string) (string, error) {
	return run(f.app.calls, "forms.reveal", callID, quickLimit, func(context.Context) (string, error) {
		return f.app.editing.Reveal(connect.DraftID(draft), key)
	})
}

// Review reads the stored config again and compares.
func (f *Forms) Review(callID, draft string) (Review, error) {
	return run(f.app.calls, "forms.review", callID, writeLimit, func(ctx context.Context) (Review, error) {
		out, err := f.app.editing.Review(ctx, connect.DraftID(draft))
		return reviewOf(out), err
	})
}

// Resolve settles conflicts: key -> mine or theirs.
func (f *Forms) Resolve(callID, draft string, choices map[string]string) (Review, error) {
	return run(f.app.calls, "forms.resolve", callID, writeLimit, func(context.Context) (Review, error) {
		out, err := f.app.editing.Resolve(connect.DraftID(draft), choices)
		return reviewOf(out), err
	})
}

// Create sends the draft; state is RUNNING, PAUSED or STOPPED.
func (f *Forms) Create(callID, draft, state string) (WriteResult, error) {
	return run(f.app.calls, "forms.create", callID, writeLimit, func(ctx context.Context) (WriteResult, error) {
		out, err := f.app.create(ctx, connect.DraftID(draft), connect.InitialState(state))
		return writeResultOf(out), err
	})
}

// Save sends a reviewed edit. It is refused where the config changed since.
func (f *Forms) Save(callID, draft string, restartTasks bool) (WriteResult, error) {
	return run(f.app.calls, "forms.save", callID, writeLimit, func(ctx context.Context) (WriteResult, error) {
		out, err := f.app.save(ctx, connect.DraftID(draft), restartTasks)
		return writeResultOf(out), err
	})
}

// Close leaves a form; a draft without changes is dropped.
func (f *Forms) Close(callID, draft string) error {
	return do(f.app.calls, "forms.close", callID, quickLimit, func(ctx context.Context) error {
		return f.app.editing.Close(ctx, connect.DraftID(draft))
	})
}
