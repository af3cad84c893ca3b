package editing

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/redact"
)

// Edit changes one key. Unset takes it out, so that the default holds, and so
// does an empty Text: who empties a field wants the default. An empty text is a
// value on purpose only, with Empty.
type Edit struct {
	Key   string
	Text  string
	Unset bool
	Empty bool
}

// unsets reports whether an edit takes its key out.
func (e Edit) unsets() bool { return e.Unset || e.Text == "" && !e.Empty }

// Set changes keys of a draft, all or none, and checks it here. The draft is
// on disk within half a second, and the worker is asked when it has rested.
func (s *Service) Set(id connect.DraftID, edits []Edit) (State, error) {
	o, err := s.form(id)
	if err != nil {
		return State{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.left {
		return State{}, errNotOpen()
	}
	if err := o.allowed(edits); err != nil {
		return o.state(), err
	}
	before := o.pluginKey()
	reshape := false
	for _, e := range edits {
		reshape = o.apply(e) || reshape
	}
	if reshape {
		o.reshape()
	}
	o.draft.Class = o.draft.Config[connect.KeyClass]
	if changes(edits, keyPluginVersion) {
		o.draft.Version = o.draft.Config[keyPluginVersion]
	}
	if o.pluginKey() != before {
		o.reload()
	}
	o.edited()
	return o.state(), nil
}

func changes(edits []Edit, key string) bool {
	return slices.ContainsFunc(edits, func(e Edit) bool { return e.Key == key })
}

// edited notes that the draft is another one now; mu is held.
func (o *opened) edited() {
	o.edits++
	o.draft.SentAt = time.Time{}
	o.changed()
	o.dropAsking()
	o.askSoon(askAfter)
	o.storeSoon()
}

func (o *opened) allowed(edits []Edit) error {
	fixed := o.fixed()
	for _, e := range edits {
		switch {
		case e.Key == "":
			return connect.Errorf(connect.CodeInvalid, "A setting needs a key. Nothing was changed.")
		case slices.Contains(fixed, e.Key) && (e.unsets() || e.Text != o.draft.Config[e.Key]):
			return connect.Errorf(connect.CodeInvalid, "“%s” cannot be changed here. Nothing was changed.", e.Key)
		case !e.unsets() && redact.IsMask(e.Text) && e.Text != o.draft.Config[e.Key]:
			return connect.Errorf(connect.CodeMaskedValue, "This is a mask, not a value of “%s”. The value was not changed.", e.Key)
		}
	}
	return nil
}

// apply puts one edit into the draft and reports whether the set of fields may
// have changed by it.
func (o *opened) apply(e Edit) bool {
	if e.unsets() {
		delete(o.draft.Config, e.Key)
	} else {
		o.draft.Config[e.Key] = e.Text
	}
	if e.Key == connect.KeyName && o.draft.Mode == connect.DraftCreate {
		o.draft.Name = o.draft.Config[connect.KeyName]
	}
	o.draft.MissingSecrets = slices.DeleteFunc(o.draft.MissingSecrets, func(key string) bool { return key == e.Key })
	if !slices.Contains(o.draft.Touched, e.Key) {
		o.draft.Touched = append(o.draft.Touched, e.Key)
	}
	o.visited[e.Key] = true
	o.review.edited(e, o.draft.Config)
	f, known := o.shape.Field(e.Key)
	return !known || (f.Unknown && e.unsets())
}

// Focus says which field has the focus, empty for none. The one that is left
// counts as visited. While a secret has it the worker is not asked.
func (s *Service) Focus(id connect.DraftID, key string) (State, error) {
	o, err := s.form(id)
	if err != nil {
		return State{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.focus != "" && o.focus != key && !o.visited[o.focus] {
		o.visited[o.focus] = true
		o.changed()
	}
	o.focus = key
	if f, ok := o.shape.Field(key); o.asking.held && (!ok || !f.Secret) {
		o.asking.held = false
		o.askSoon(askAfter)
	}
	return o.state(), nil
}

// Reveal returns the text that a draft holds for one key.
func (s *Service) Reveal(id connect.DraftID, key string) (string, error) {
	o, err := s.form(id)
	if err != nil {
		return "", err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	text, ok := o.draft.Config[key]
	if !ok {
		return "", connect.Errorf(connect.CodeNotFound, "“%s” is not set in this draft.", key)
	}
	return text, nil
}

// Config returns a copy of what a draft would send, for exports. It holds
// secrets in clear.
func (s *Service) Config(id connect.DraftID) (name string, config connect.Config, definitions []connect.Definition, err error) {
	o, err := s.form(id)
	if err != nil {
		return "", nil, nil, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.draft.Name, o.draft.Config.Clone(), o.known.Definitions, nil
}

// reload fetches the definitions of another class or version behind the form;
// mu is held. The class changes only where the first one was not there.
func (o *opened) reload() {
	key := o.pluginKey()
	o.s.after(askAfter, func(ctx context.Context) {
		o.learn(connect.WithPurpose(ctx, connect.Purpose{Text: "definitions of the form"}), key)
	})
}

// learn takes in the definitions of a class, unless it was changed again.
func (o *opened) learn(ctx context.Context, key catalog.Key) {
	conn, err := o.connect(ctx)
	if err != nil {
		return // what is known is better than nothing; the next news of the cluster asks again
	}
	o.mu.Lock()
	done := o.left || o.pluginKey() != key || o.source == o.today(conn)
	o.mu.Unlock()
	if done {
		return
	}
	k := o.s.catalog.Definitions(ctx, conn, key)
	o.mu.Lock()
	if o.left || o.pluginKey() != key {
		o.mu.Unlock()
		return
	}
	o.source = o.today(conn)
	if k.From == FromNowhere && o.known.From != FromNowhere {
		o.mu.Unlock() // what is known is better than nothing
		return
	}
	o.known, o.answer, o.check = k, nil, nil
	o.reshape()
	if t := o.shape.Type(); t != connect.TypeUnknown {
		o.draft.Type = t
	}
	o.askSoon(0)
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
	o.compile(key)
}

// compile makes the local check, which the form opened without.
func (o *opened) compile(key catalog.Key) {
	o.mu.Lock()
	defs, generation := o.known.Definitions, o.source.generation
	o.mu.Unlock()
	if len(defs) == 0 {
		return
	}
	check, err := o.s.catalog.Check(generation, key, defs)
	if err != nil {
		o.s.deps.Log.Warn("no local check", slog.String("class", key.Class), slog.Any("cause", err))
		return
	}
	o.mu.Lock()
	if o.left || o.pluginKey() != key {
		o.mu.Unlock()
		return
	}
	o.check = check
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}
