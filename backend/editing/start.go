package editing

import (
	"context"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
)

// Where a new draft may come from (Draft.From).
const (
	fromCopy    = "copy"
	fromText    = "text"
	fromDeleted = "deleted"
)

// StartNew opens an empty form for a plugin: its class is all that is set,
// and its version where the workers have several and an older one was chosen.
func (s *Opener) StartNew(ctx context.Context, profile connect.ProfileID, class, version string) (View, error) {
	ctx = purpose(ctx, "open a form")
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return View{}, err
	}
	config := connect.Config{connect.KeyClass: class}
	version, pinned := s.catalog.Pinned(conn, class, version)
	if pinned {
		config[catalog.KeyVersion] = version
	}
	draft := connect.Draft{Mode: connect.DraftCreate, Class: class, Version: version, Base: config.Clone(), Config: config}
	return s.open(ctx, opening{conn: conn, draft: draft})
}

// StartCopy opens a form for a new connector with the config of another one.
func (s *Opener) StartCopy(ctx context.Context, profile connect.ProfileID, name string) (View, error) {
	ctx = purpose(ctx, "open a copy in the form")
	conn, stored, err := s.read(ctx, profile, name)
	if err != nil {
		return View{}, err
	}
	config := stored.Config.Clone()
	delete(config, connect.KeyName)
	draft := connect.Draft{
		Mode: connect.DraftCreate, Class: config[connect.KeyClass], Version: config[catalog.KeyVersion], Type: stored.Type,
		Base: config.Clone(), Config: config, From: fromCopy, FromName: name,
	}
	return s.open(ctx, opening{conn: conn, draft: draft, unshown: stored.Unshown, notes: []string{
		fmt.Sprintf("A copy of “%s” without its name. Settings that name something outside, such as a slot, a group or a topic prefix, may have to differ, too.", name),
	}})
}

// StartText opens a form for a pasted config. Nothing is sent anywhere.
func (s *Opener) StartText(ctx context.Context, profile connect.ProfileID, text string) (View, error) {
	ctx = purpose(ctx, "open a form")
	pasted, err := s.deps.Parse(text)
	if err != nil {
		return View{}, err
	}
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return View{}, err
	}
	config := pasted.Config.Clone()
	if _, ok := config[connect.KeyName]; !ok && pasted.Name != "" {
		config[connect.KeyName] = pasted.Name
	}
	draft := connect.Draft{
		Mode: connect.DraftCreate, Name: config[connect.KeyName], Class: config[connect.KeyClass], Version: config[catalog.KeyVersion],
		Base: connect.Config{}, Config: config, From: fromText,
	}
	return s.open(ctx, opening{conn: conn, draft: draft, notes: pasted.Notes})
}

// StartDeleted opens a form with the recorded config of a deleted connector.
func (s *Opener) StartDeleted(ctx context.Context, id string) (View, error) {
	ctx = purpose(ctx, "open a deleted connector in the form")
	deleted, err := s.deps.Deleted(ctx, id)
	if err != nil {
		return View{}, err
	}
	conn, err := s.connect(ctx, deleted.Profile)
	if err != nil {
		return View{}, err
	}
	config := deleted.Config.Clone()
	config[connect.KeyName] = deleted.Name
	draft := connect.Draft{
		Mode: connect.DraftCreate, Name: deleted.Name, Class: config[connect.KeyClass], Version: config[catalog.KeyVersion],
		Base: config.Clone(), Config: config, MissingSecrets: deleted.MissingSecrets, From: fromDeleted, FromName: deleted.Name,
	}
	return s.open(ctx, opening{conn: conn, draft: draft, unshown: conn.Worker.Traits().Unshown(config)})
}

// StartEdit opens the stored config of a connector, or the draft of an edit
// that was begun before.
func (s *Opener) StartEdit(ctx context.Context, profile connect.ProfileID, name string) (View, error) {
	leave, err := s.turns.enter(ctx, string(profile)+"/"+name)
	if err != nil {
		return View{}, err
	}
	defer leave()
	ctx = purpose(ctx, "open the config in the form")
	begun, notes := s.earlierEdit(ctx, profile, name)
	if begun != "" {
		v, err := s.resume(ctx, begun, notes)
		if err == nil || ctx.Err() != nil {
			return v, err
		}
		notes = []string{"There is a draft of this connector, but it could not be opened, so this form starts from the config on the worker. " + model.AsError(err, "It stays as it is.").Text}
	}
	return s.edit(ctx, profile, name, notes)
}

// edit opens the stored config of a connector.
func (s *Opener) edit(ctx context.Context, profile connect.ProfileID, name string, notes []string) (View, error) {
	conn, stored, err := s.read(ctx, profile, name)
	if err != nil {
		return View{}, err
	}
	draft := connect.Draft{
		Mode: connect.DraftEdit, Name: name, Class: stored.Config[connect.KeyClass], Version: stored.Config[catalog.KeyVersion], Type: stored.Type,
		Base: stored.Config.Clone(), Config: stored.Config.Clone(),
	}
	return s.open(ctx, opening{conn: conn, draft: draft, notes: notes, tasks: len(stored.Tasks), unshown: stored.Unshown})
}
