package model

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/redact"
)

// Edit changes one key. Unset removes it, so that its default applies, and so
// does an empty Text. With Empty an empty text is set on purpose.
type Edit struct {
	Key   string `json:"key"`
	Text  string `json:"text"`
	Unset bool   `json:"unset"`
	Empty bool   `json:"empty"`
}

// unsets reports whether an edit removes its key.
func (e Edit) unsets() bool { return e.Unset || e.Text == "" && !e.Empty }

// Set changes keys of the draft, all or none.
func (f *Form) Set(edits []Edit) error {
	if err := allowed(edits, f.fixed(), f.draft.Config); err != nil {
		return err
	}
	reshape := false
	for _, e := range edits {
		reshape = f.apply(e) || reshape
	}
	if reshape {
		f.reshape()
	}
	f.draft.Class = f.draft.Config[connect.KeyClass]
	if slices.ContainsFunc(edits, func(e Edit) bool { return e.Key == catalog.KeyVersion }) {
		f.draft.Version = f.draft.Config[catalog.KeyVersion]
	}
	f.edited()
	return nil
}

// edited counts a change of the draft.
func (f *Form) edited() {
	f.edits++
	f.draft.SentAt = time.Time{}
}

// allowed refuses edits of fixed keys, and masks as values.
func allowed(edits []Edit, fixed []string, config connect.Config) error {
	for _, e := range edits {
		switch {
		case e.Key == "":
			return connect.Errorf(connect.CodeInvalid, "A setting needs a key. Nothing was changed.")
		case slices.Contains(fixed, e.Key) && (e.unsets() || e.Text != config[e.Key]):
			return connect.Errorf(connect.CodeInvalid, "“%s” cannot be changed here. Nothing was changed.", e.Key)
		case !e.unsets() && redact.IsMask(e.Text) && e.Text != config[e.Key]:
			return connect.Errorf(connect.CodeMaskedValue, "This is a mask, not a value of “%s”. The value was not changed.", e.Key)
		}
	}
	return nil
}

// apply applies one edit and reports whether it may change the set of fields.
func (f *Form) apply(e Edit) bool {
	config := f.draft.Config
	if f.settings.has(e.Key) {
		config = f.draft.Settings
	}
	if e.unsets() {
		delete(config, e.Key)
	} else {
		config[e.Key] = e.Text
	}
	if e.Key == connect.KeyName && f.draft.Mode == connect.DraftCreate {
		f.draft.Name = f.draft.Config[connect.KeyName]
	}
	f.draft.MissingSecrets = slices.DeleteFunc(f.draft.MissingSecrets, func(key string) bool { return key == e.Key })
	if !slices.Contains(f.draft.Touched, e.Key) {
		f.draft.Touched = append(f.draft.Touched, e.Key)
	}
	f.visited[e.Key] = true
	f.stored.edited(e, f.draft.Config)
	field, known := f.shape.Field(e.Key)
	return !known || (field.Unknown && e.unsets()) || f.settings.decides(e.Key)
}

// Focus sets the field that has the focus, empty for none, and reports whether
// the field that loses it was visited for the first time.
func (f *Form) Focus(key string) bool {
	left := f.focus
	f.focus = key
	if left == "" || left == key || f.visited[left] {
		return false
	}
	f.visited[left] = true
	return true
}

// AtSecret reports whether a secret has the focus.
func AtSecret(f *Form) bool {
	field, ok := f.shape.Field(f.focus)
	return ok && field.Secret
}
