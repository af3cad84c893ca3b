package editing

import (
	"context"
	"fmt"
	"log/slog"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/worker"
)

// Where a new draft may come from (Draft.From).
const (
	fromCopy    = "copy"
	fromText    = "text"
	fromDeleted = "deleted"
)

// StartNew opens an empty form for a plugin: its class is all that is set,
// and its version where the workers have several and an older one was chosen.
func (s *Service) StartNew(ctx context.Context, profile connect.ProfileID, class, version string) (View, error) {
	ctx = purpose(ctx, "open a form")
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return View{}, err
	}
	config := connect.Config{connect.KeyClass: class}
	if wanted, pinned := s.wanted(conn, class, version); pinned {
		config[keyPluginVersion], version = wanted, wanted
	} else {
		version = ""
	}
	draft := connect.Draft{Mode: connect.DraftCreate, Class: class, Version: version, Base: config.Clone(), Config: config}
	return s.start(ctx, conn, draft, nil)
}

// StartCopy opens a form for a new connector with the config of another one.
func (s *Service) StartCopy(ctx context.Context, profile connect.ProfileID, name string) (View, error) {
	ctx = purpose(ctx, "open a copy in the form")
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return View{}, err
	}
	stored, err := conn.Worker.Connector(ctx, name)
	if err != nil {
		return View{}, err
	}
	config := stored.Config.Clone()
	delete(config, connect.KeyName)
	draft := connect.Draft{
		Mode: connect.DraftCreate, Class: config[connect.KeyClass], Version: config[keyPluginVersion], Type: stored.Type,
		Base: config.Clone(), Config: config, From: fromCopy, FromName: name,
	}
	return s.start(ctx, conn, draft, []string{
		fmt.Sprintf("A copy of “%s” without its name. Settings that name something outside, such as a slot, a group or a topic prefix, may have to differ, too.", name),
	})
}

// StartText opens a form for a pasted config. Nothing is sent anywhere.
func (s *Service) StartText(ctx context.Context, profile connect.ProfileID, text string) (View, error) {
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
		Mode: connect.DraftCreate, Name: config[connect.KeyName], Class: config[connect.KeyClass], Version: config[keyPluginVersion],
		Base: connect.Config{}, Config: config, From: fromText,
	}
	return s.start(ctx, conn, draft, pasted.Notes)
}

// StartDeleted opens a form with the recorded config of a deleted connector.
func (s *Service) StartDeleted(ctx context.Context, id string) (View, error) {
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
		Mode: connect.DraftCreate, Name: deleted.Name, Class: config[connect.KeyClass], Version: config[keyPluginVersion],
		Base: config.Clone(), Config: config, MissingSecrets: deleted.MissingSecrets, From: fromDeleted, FromName: deleted.Name,
	}
	return s.start(ctx, conn, draft, nil)
}

// StartEdit opens the stored config of a connector, or the draft of an edit
// that was begun before.
func (s *Service) StartEdit(ctx context.Context, profile connect.ProfileID, name string) (View, error) {
	leave, err := s.opening.enter(ctx, string(profile)+"/"+name)
	if err != nil {
		return View{}, err
	}
	defer leave()
	ctx = purpose(ctx, "open the config in the form")
	begun, notes := s.begun(ctx, profile, name)
	if begun != "" {
		v, err := s.resume(ctx, begun, notes)
		if err == nil || ctx.Err() != nil {
			return v, err
		}
		notes = []string{"There is a draft of this connector, but it could not be opened, so this form starts from the config on the worker. " + asError(err, "It stays as it is.").Text}
	}
	return s.edit(ctx, profile, name, notes)
}

// edit opens the stored config of a connector.
func (s *Service) edit(ctx context.Context, profile connect.ProfileID, name string, notes []string) (View, error) {
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return View{}, err
	}
	stored, err := conn.Worker.Connector(ctx, name)
	if err != nil {
		return View{}, err
	}
	draft := connect.Draft{
		Mode: connect.DraftEdit, Name: name, Class: stored.Config[connect.KeyClass], Version: stored.Config[keyPluginVersion], Type: stored.Type,
		Base: stored.Config.Clone(), Config: stored.Config.Clone(),
	}
	o := s.make(ctx, conn, draft)
	o.notes, o.tasks = notes, len(stored.Tasks)
	return s.show(o), ctx.Err()
}

func (s *Service) start(ctx context.Context, conn worker.Connection, draft connect.Draft, notes []string) (View, error) {
	o := s.make(ctx, conn, draft)
	o.notes = notes
	if err := ctx.Err(); err != nil {
		return View{}, err
	}
	return s.show(o), nil
}

// make builds a form that nobody sees yet; it asks for definitions, the one
// request that the first picture waits for.
func (s *Service) make(ctx context.Context, conn worker.Connection, draft connect.Draft) *opened {
	draft.Profile = conn.Profile.ID
	if draft.ID == "" {
		draft.ID, draft.OpenedAt = connect.DraftID(s.deps.NewID()), s.deps.Now()
	}
	o := &opened{s: s, id: draft.ID, profile: draft.Profile, draft: draft, visited: map[string]bool{}}
	for _, key := range draft.Touched {
		o.visited[key] = true
	}
	if conn.Worker == nil {
		o.known = catalog.Plugin{From: FromNowhere, Problem: connect.Errorf(connect.CodeUnreachable, "The cluster could not be opened. The form shows the keys as they are; nothing is lost.")}
	} else {
		o.source = o.today(conn)
		o.known = s.catalog.Definitions(ctx, conn, o.pluginKey())
	}
	if p := o.known.Problem; p != nil {
		s.deps.Log.Info("a form without definitions", slog.String("class", draft.Class), slog.String("code", string(p.Code)), slog.Any("cause", p.Err))
	}
	if s.deps.Neighbours != nil {
		o.neighbours = s.deps.Neighbours(draft.Profile, draft.Class, draft.Name)
	}
	o.reshape()
	if t := o.shape.Type(); t != connect.TypeUnknown {
		o.draft.Type = t
	}
	return o
}

// show registers a form and starts what goes on behind it.
func (s *Service) show(o *opened) View {
	s.mu.Lock()
	s.forms[o.id] = o
	s.mu.Unlock()
	o.mu.Lock()
	key := o.pluginKey()
	o.askSoon(0)
	o.watchStored()
	if o.draft.From == fromText && !o.disk.stored {
		o.storeSoon() // what was pasted is nowhere else
	}
	o.mu.Unlock()
	s.behind(func(context.Context) { o.compile(key) })
	return o.view()
}

func purpose(ctx context.Context, text string) context.Context {
	return connect.WithPurpose(ctx, connect.Purpose{You: true, Text: text})
}
