package model

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// ReadyToCreate returns why a draft cannot be created in a state, or nil.
func ReadyToCreate(f *Form, conn worker.Connection, state connect.InitialState) *connect.Error {
	if !f.IsNew() {
		return connect.Errorf(connect.CodeInvalid, "This is an edit of a connector that exists. Nothing was sent; save it instead.")
	}
	if features := conn.Features(); features.Known() && state != "" && !slices.Contains(StartStates(f, features), state) {
		return connect.Errorf(connect.CodeUnsupported, "%s Nothing was sent.", features.Why(worker.InitialState))
	}
	return ready(f, conn, connect.PermitCreate)
}

// ReadyToSave returns why an edit cannot be saved, or the stored config that it
// was compared with.
func ReadyToSave(f *Form, conn worker.Connection) (stored connect.Config, problem *connect.Error) {
	if p := ready(f, conn, connect.PermitEdit); p != nil {
		return nil, p
	}
	s := f.stored
	switch {
	case f.draft.Mode != connect.DraftEdit:
		return nil, connect.Errorf(connect.CodeInvalid, "This is a new connector. Nothing was sent; create it instead.")
	case s.gone:
		return nil, connect.Errorf(connect.CodeNotFound, "The connector was deleted elsewhere. Nothing was sent; the draft is stored, and can be created again under this or another name.")
	case !s.done || !s.reviewed.Equal(f.draft.Config):
		return nil, connect.Errorf(connect.CodeConflict, "The draft changed since it was compared with the stored config. Nothing was sent; check the changes first.")
	case s.unresolved() > 0:
		return nil, connect.Errorf(connect.CodeConflict, "%s changed on the worker and in the draft. Nothing was sent; choose which counts.", plural(s.unresolved(), "setting"))
	}
	return s.config.Clone(), nil
}

// ready returns why a draft cannot be sent, or nil. The order matters: what could
// do harm comes before what the worker would refuse as well.
func ready(f *Form, conn worker.Connection, permission connect.Permission) *connect.Error {
	if why := conn.Profile.Denies(permission); why != "" {
		return connect.Errorf(connect.CodeReadOnly, "%s Nothing was sent; the draft is stored.", why)
	}
	situation := f.situation(conn)
	for _, key := range f.draft.Config.Keys() {
		if !situation.Keeps(key) && redact.IsMask(f.draft.Config[key]) {
			return connect.Errorf(connect.CodeMaskedValue, "“%s” holds a mask, not its value. Nothing was sent. Type the value, or unset it.", key)
		}
	}
	if n := len(f.draft.MissingSecrets); n > 0 {
		return connect.Errorf(connect.CodeMaskedValue, "%s to be typed again, first “%s”. Nothing was sent.", plural(n, "secret value")+has(n), f.draft.MissingSecrets[0])
	}
	if n := form.Blocking(situation.Problems()); n > 0 {
		return connect.Errorf(connect.CodeInvalid, "%s in the form. Nothing was sent.", plural(n, "problem"))
	}
	return nil
}

func has(n int) string {
	if n == 1 {
		return " has"
	}
	return " have"
}

// Sent notes that a worker took config at a time, and reports whether that is
// the whole draft. What is typed from now on is a change of it, where the worker
// has stored it.
func (f *Form) Sent(config connect.Config, at time.Time, stored bool) (whole bool) {
	if whole = f.draft.Config.Equal(config); whole {
		f.draft.SentAt = at
	}
	if stored && f.draft.Mode == connect.DraftEdit {
		f.draft.Base = config.Clone()
		f.stored.forget()
	}
	return whole
}

// Unchanged reports whether nothing would be lost with a draft.
func Unchanged(d connect.Draft) bool {
	lost := slices.ContainsFunc(d.MissingSecrets, func(key string) bool { _, stored := d.Base[key]; return !stored })
	return untyped(d).Equal(d.Base) && d.Settings.Equal(d.BaseSettings) && d.SentAt.IsZero() && !lost
}

// Saved reports whether the cluster has stored all of an edit, so that its draft is
// not needed any more. A change that the cluster completes after its answer may
// still fail. It is false for a draft that is not loaded.
func Saved(d connect.Draft) bool {
	return d.Mode == connect.DraftEdit && !d.SentAt.IsZero() && len(d.Config) > 0 && untyped(d).Equal(d.Base)
}

// StartStates are the states in which a draft can be created; none for an edit.
func StartStates(f *Form, features worker.Features) []connect.InitialState {
	switch {
	case !f.IsNew():
		return []connect.InitialState{}
	case features.Can(worker.InitialState):
		return []connect.InitialState{connect.InitialRunning, connect.InitialPaused, connect.InitialStopped}
	}
	return []connect.InitialState{connect.InitialRunning}
}
