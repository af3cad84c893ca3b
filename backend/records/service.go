package records

import (
	"crypto/rand"
	"log/slog"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// Options are the parts of a Service. Store, Keys and Secret are needed.
type Options struct {
	Store Store
	Keys  Keys
	// Secret returns the keys of a config whose name or value looks secret, as
	// redact.Keys does.
	Secret func(config connect.Config) []string
	Now    func() time.Time // nil: time.Now
	NewID  func() string    // of deleted configs; nil: random
	// OnChange, if not nil, is called after a list or [Service.Sealing] changed,
	// without locks held.
	OnChange func()
	Log      *slog.Logger // nil: nothing is logged
}

// Service stores drafts and deleted configs. Create one with [New]. It is safe
// for concurrent use.
type Service struct {
	Drafts  *Drafts
	Deleted *Deleted

	sealed *sealed
}

// New returns a Service. It does not access the keyring.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = func() string { return strings.ToLower(rand.Text()) }
	}
	if o.OnChange == nil {
		o.OnChange = func() {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	store := &sealed{store: o.Store, secret: o.Secret, onChange: o.OnChange, log: o.Log, held: map[recordKey]heldSecrets{}}
	store.vault = &vault{keys: o.Keys, onKey: store.sealAll}
	return &Service{
		Drafts:  &Drafts{sealed: store, now: o.Now},
		Deleted: &Deleted{sealed: store, now: o.Now, newID: o.NewID},
		sealed:  store,
	}
}

// Close cancels a pending keyring access and waits for it to end.
func (s *Service) Close() { s.sealed.vault.close() }
