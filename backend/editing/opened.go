package editing

import (
	"reflect"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
)

// opened is one open form. Everything below mu is guarded by it; no call to a
// worker, a store or the page is made while it is held.
type opened struct {
	s       *Service
	id      connect.DraftID
	profile connect.ProfileID

	storing sync.Mutex // one write to the store at a time

	mu     sync.Mutex
	draft  connect.Draft
	source source
	known  catalog.Plugin
	check  Check // nil until it is compiled
	shape  *form.Shape
	answer *form.Answer
	parts  parts

	neighbours []form.Neighbour // as they were when the form was opened
	visited    map[string]bool
	focus      string
	notes      []string
	tasks      int // of the stored connector, when it was last read
	gone       bool
	conflict   bool
	left       bool // closed or dropped: what still runs behind it has no effect

	attempted bool
	revision  int // grows with everything that a page may see
	shapeRev  int
	edits     int // grows with the draft: tells late answers

	asking asking
	disk   disk
	review review
}

// pluginKey says whose definitions the form uses.
func (o *opened) pluginKey() catalog.Key {
	return catalog.Key{Profile: o.draft.Profile, Class: o.draft.Class, Version: o.draft.Version}
}

// base is what the draft is compared with: only an edit has a stored config.
func (o *opened) base() connect.Config {
	if o.draft.Mode == connect.DraftEdit {
		return o.draft.Base
	}
	return nil
}

// isNew reports whether sending the draft makes a connector.
func (o *opened) isNew() bool { return o.draft.Mode == connect.DraftCreate || o.gone }

// fixed are the keys that cannot be changed: the name of a connector that
// exists, and the class that the form was made for.
func (o *opened) fixed() []string {
	var out []string
	if !o.isNew() {
		out = append(out, connect.KeyName)
	}
	if !o.isNew() || o.known.From != FromNowhere {
		out = append(out, connect.KeyClass)
	}
	return out
}

// reshape builds the shape again; where it is another one, the page must fetch
// the form.
func (o *opened) reshape() {
	shape := form.Build(form.Input{
		Definitions: o.known.Definitions, Listed: o.known.Listed, Answer: o.shapeAnswer(),
		Parts: o.parts.definitions, Neighbours: o.neighbours, Choices: o.parts.choices,
		Config: o.draft.Config, Base: o.draft.Base, Fixed: o.fixed(), Secrecy: o.s.deps.Secrecy,
	})
	same := o.shape != nil && reflect.DeepEqual(o.shape.Groups, shape.Groups) && reflect.DeepEqual(o.shape.Fields, shape.Fields)
	o.shape = shape
	if !same {
		o.shapeRev++
	}
}

// shapeAnswer is the newest answer, or what is known of the plugin without one.
func (o *opened) shapeAnswer() *form.Answer {
	if o.answer != nil {
		return o.answer
	}
	first := form.Answer{Required: o.known.Required}
	if hidden := o.known.Hidden; hidden != nil {
		first.Hidden, first.Recommended = hidden.Hidden, hidden.Recommended
	}
	return &first
}

// situation is the draft with all that judges it.
func (o *opened) situation() form.Situation {
	s := form.Situation{
		Shape: o.shape, Config: o.draft.Config, Base: o.base(), Edit: o.draft.Mode == connect.DraftEdit, New: o.isNew(),
		Answer: o.answer, MissingSecrets: o.draft.MissingSecrets, Visited: o.visited, Attempted: o.attempted,
	}
	if conn := o.peek(); conn.Worker != nil {
		s.CheckName = conn.Worker.Traits().NameProblem
	}
	if o.check == nil {
		return s
	}
	for _, l := range o.check(o.draft.Config) {
		if l.Key != connect.KeyName || s.New {
			s.Local = append(s.Local, l)
		}
	}
	return s
}

// secrets returns the keys whose present values are secret.
func (o *opened) secrets() map[string]bool {
	out := map[string]bool{}
	for _, key := range o.shape.Secrets(o.draft.Config, o.s.deps.Secrecy) {
		out[key] = true
	}
	return out
}

// changed counts one more thing to see; call it with mu held and announce
// after mu is released.
func (o *opened) changed() int {
	o.revision++
	return o.revision
}

func (o *opened) announce(revision int) { o.s.deps.OnChange(o.id, revision) }

// mask makes an error of a worker about this draft fit to be shown.
func (o *opened) mask(err error, text string) *connect.Error {
	return maskError(err, text, o.draft.Config, o.secrets())
}

func (o *opened) now() time.Time { return o.s.deps.Now() }
