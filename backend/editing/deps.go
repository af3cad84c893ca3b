package editing

import (
	"context"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/picker"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// Drafts stores drafts. Values of the keys in Draft.Secrets are sealed, or are
// not written to disk. Get and Delete of an unknown draft are CodeNotFound.
type Drafts interface {
	Save(ctx context.Context, draft connect.Draft) error
	Get(ctx context.Context, id connect.DraftID) (connect.Draft, error)
	Delete(ctx context.Context, id connect.DraftID) error
	List(ctx context.Context) ([]connect.Draft, error)
}

// Settings say when the worker is asked without a key press.
type Settings struct {
	WhileTyping  bool
	OnProduction bool
}

// Live is a connector of the live view, for the picker.
type Live = picker.Live

// Deleted is the config of a connector that was deleted here.
type Deleted struct {
	Profile        connect.ProfileID
	Name           string
	Config         connect.Config
	MissingSecrets []string
}

// Pasted is the config found in a text. Notes say what was ignored, guessed or
// unresolved.
type Pasted struct {
	Name   string
	Config connect.Config
	Notes  []string
}

// Check is a compiled local check.
type Check = catalog.Check

// Deps are the parts that a Service works with. Set them before New and do not
// change them later. A field must be set unless its comment says otherwise.
type Deps struct {
	Clusters worker.Connections
	Write    Writer
	Drafts   Drafts
	Settings func() Settings

	// Deleted reads a recorded config of a deleted connector.
	Deleted func(ctx context.Context, id string) (Deleted, error)
	// Live lists the connectors that the live view knows; nil: none.
	Live func(profile connect.ProfileID) []Live
	// Neighbours lists the other connectors of a class with their keys; nil:
	// none.
	Neighbours func(profile connect.ProfileID, class, except string) []form.Neighbour
	// OnChange reports that a form changed other than by a call of its page.
	// It is called without locks held and must not block; may be nil.
	OnChange func(draft connect.DraftID, revision int)
	// OnStored reports when a draft was stored, if nothing else about its form
	// changed; may be nil.
	OnStored func(draft connect.DraftID, at time.Time)
	// OnDrafts reports that a draft was added or deleted; may be nil.
	OnDrafts func()
	// SaveNote explains an unusual way of storing drafts ("secrets live
	// until the app closes"); may be nil.
	SaveNote func() string

	// Compile makes the local check of definitions; nil: the JSON Schema one.
	Compile func(definitions []connect.Definition) (Check, error)
	// Parse reads a pasted text; nil: every known format.
	Parse func(text string) (Pasted, error)
	// Secrecy finds secret keys; nil: redact.Keys.
	Secrecy form.Secrecy

	Log   *slog.Logger     // nil: nothing is logged
	Now   func() time.Time // nil: time.Now
	NewID func() string    // nil: random
}
