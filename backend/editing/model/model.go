// Package model is the state of an open form: the draft, what is known about its
// plugin, the latest validation and the stored config. It has no lock, no clock
// and makes no calls: package editing does, and passes in the results.
package model

import (
	"maps"
	"reflect"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// Form is the state of one open form. It may be used by one goroutine at a
// time.
type Form struct {
	draft      connect.Draft
	secrecy    form.Secrecy
	neighbours []form.Neighbour // as they were when the form was opened
	known      knowledge
	settings   settings
	shape      *form.Shape
	shapes     int // grows when the shape changes
	edits      int // grows with the draft

	visited   map[string]bool
	focus     string
	attempted bool

	unshown unshown

	stored *Stored
}

// Options are what a form is opened with.
type Options struct {
	Draft      connect.Draft
	Plugin     catalog.Plugin
	Neighbours []form.Neighbour
	Secrecy    form.Secrecy
	Unshown    []string // keys whose stored values the cluster masks
	Settings   []worker.Setting
	Check      catalog.Check // of the settings; nil if there are none
}

// New builds a form. The keys that the person changed before count as visited.
func New(o Options) *Form {
	f := &Form{draft: o.Draft, neighbours: o.Neighbours, known: knowledge{plugin: o.Plugin}, visited: map[string]bool{}, unshown: unshown{}}
	f.secrecy = f.unshown.with(o.Secrecy)
	f.unshown.add(o.Unshown)
	f.stored = &Stored{f: f}
	f.settings = settings{all: o.Settings, check: o.Check}
	for _, key := range f.draft.Touched {
		f.visited[key] = true
	}
	f.reshape()
	f.readType()
	return f
}

// Draft is the draft as it is now. It shares its maps and slices with the form
// and must not be changed.
func (f *Form) Draft() connect.Draft { return f.draft }

// Shape is the form without its values. It is never modified, only replaced.
func (f *Form) Shape() *form.Shape { return f.shape }

// Shapes counts the shapes that the form has had, Edits the changes of the
// draft.
func (f *Form) Shapes() int { return f.shapes }

// Edits counts the changes of the draft, so that late answers can be recognised.
func (f *Form) Edits() int { return f.edits }

// Stored is what is known about the stored config.
func (f *Form) Stored() *Stored { return f.stored }

// Key identifies the plugin whose definitions the form uses.
func (f *Form) Key() catalog.Key {
	return catalog.Key{Profile: f.draft.Profile, Class: f.draft.Class, Version: f.draft.Version}
}

// IsNew reports whether sending the draft creates a connector.
func (f *Form) IsNew() bool { return f.draft.Mode == connect.DraftCreate || f.stored.gone }

// base is what the draft is compared with: only an edit has a stored config.
func (f *Form) base() connect.Config {
	if f.draft.Mode == connect.DraftEdit {
		return f.draft.Base
	}
	return nil
}

// fixed are the keys that cannot be changed: the name of a connector that
// exists, and the class that the form was made for.
func (f *Form) fixed() []string {
	var out []string
	if !f.IsNew() {
		out = append(out, connect.KeyName)
	}
	if !f.IsNew() || f.known.plugin.From != catalog.FromNowhere {
		out = append(out, connect.KeyClass)
	}
	return out
}

// reshape builds the shape again.
func (f *Form) reshape() {
	k, d := &f.known, f.draft
	shape := form.Build(form.Input{
		Definitions: k.plugin.Definitions, Listed: k.plugin.Listed, Answer: k.latest(),
		Parts: k.parts.Definitions, Neighbours: f.neighbours, Choices: k.parts.Choices,
		Config: f.settings.join(d.Config, d.Settings, d.Settings), Base: f.settings.join(d.Base, d.BaseSettings, d.Settings), Settings: f.settings.fields(d.Settings), Fixed: f.fixed(), Secrecy: f.secrecy,
	})
	same := f.shape != nil && reflect.DeepEqual(f.shape.Groups, shape.Groups) && reflect.DeepEqual(f.shape.Fields, shape.Fields)
	f.shape = shape
	if !same {
		f.shapes++
	}
}

// readType takes the direction of the connector from its definitions.
func (f *Form) readType() {
	if t := f.shape.Type(); t != connect.TypeUnknown {
		f.draft.Type = t
	}
}

// situation is the draft with everything needed to judge it.
func (f *Form) situation(conn worker.Connection) form.Situation {
	s := form.Situation{
		Shape: f.shape, Config: f.settings.join(f.draft.Config, f.draft.Settings, f.draft.Settings), Base: f.base(), Edit: f.draft.Mode == connect.DraftEdit, New: f.IsNew(),
		Answer: f.known.answer, MissingSecrets: f.draft.MissingSecrets, Unshown: f.unshown, Visited: f.visited, Attempted: f.attempted,
	}
	if conn.Worker != nil {
		traits := conn.Worker.Traits()
		s.CheckName, s.MaskKeeps = traits.NameProblem, traits.Secrets == worker.SecretsMaskKeep
	}
	if f.settings.check != nil {
		s.Local = f.settings.check(Settings(f))
	}
	if f.known.check == nil {
		return s
	}
	for _, l := range f.known.check(f.draft.Config) {
		if l.Key != connect.KeyName || s.New {
			s.Local = append(s.Local, l)
		}
	}
	return s
}

// State judges the draft and counts.
func (f *Form) State(conn worker.Connection) form.State { return f.situation(conn).State() }

// Values lists what the draft holds, secrets hidden.
func (f *Form) Values() []form.Value {
	config := f.settings.join(f.draft.Config, f.draft.Settings, f.draft.Settings)
	values := f.shape.Values(config, f.base(), f.draft.MissingSecrets, f.secrecy)
	form.MarkUnshown(values, f.draft.Config, f.base(), f.unshown)
	return values
}

// Attempt records that the person validated or sent the form: from then on all
// problems are shown as such.
func (f *Form) Attempt() { f.attempted = true }

// Secrets returns the keys of the draft whose values are secret, sorted.
func Secrets(f *Form) []string { return f.shape.Secrets(f.draft.Config, f.secrecy) }

// Mask masks the secrets in a worker's error about the draft: it may repeat
// values, with placeholders resolved. text is used for an error without its
// own sentence.
func (f *Form) Mask(err error, text string) *connect.Error {
	secret := map[string]bool{}
	for _, key := range Secrets(f) {
		secret[key] = true
	}
	masked := *AsError(err, text)
	masked.Worker = form.MaskWords(masked.Worker, f.draft.Config, secret)
	return &masked
}

// Record is the draft as it is to be stored at a time.
func (f *Form) Record(at time.Time) connect.Draft {
	secrets := map[string]bool{}
	for _, config := range []connect.Config{f.draft.Config, f.draft.Base} {
		for _, key := range f.shape.Secrets(config, f.secrecy) {
			secrets[key] = true
		}
	}
	for _, key := range f.draft.MissingSecrets {
		secrets[key] = true
	}
	slices.Sort(f.draft.Touched)
	f.draft.Secrets = slices.Sorted(maps.Keys(secrets))
	d := f.draft.Clone()
	d.SavedAt = at
	return d
}

// Recorded sets when the draft was stored.
func (f *Form) Recorded(at time.Time) { f.draft.SavedAt = at }
