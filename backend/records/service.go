package records

import (
	"crypto/rand"
	"log/slog"
	"strings"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

const (
	deletedFor = 30 * 24 * time.Hour
	patience   = 200 * time.Millisecond
)

// Options are the parts of a Service. Store, Keys and Secret are needed.
type Options struct {
	Store Store
	Keys  Keys
	// Secret returns the keys of a config whose values are secret by name or
	// look; redact.Keys does it.
	Secret func(config connect.Config) []string
	Now    func() time.Time // nil: time.Now
	NewID  func() string    // nil: random; for deleted configs
	// OnChange says that a list or [Service.Sealing] changed; nil: nobody asks.
	// It is called without locks held.
	OnChange func()
	Log      *slog.Logger // nil: nothing is logged
}

// Service is the service; make it with [New]. All methods may be called from
// any goroutine.
type Service struct {
	o     Options
	vault *vault

	mu   sync.Mutex // held over read-then-write of records
	held map[recordKey]heldSecrets
}

type recordKey struct {
	kind connect.RecordKind
	id   string
}

// New makes a Service. It asks the keyring nothing.
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
	s := &Service{o: o, held: map[recordKey]heldSecrets{}}
	s.vault = &vault{keys: o.Keys, onKey: s.sealAll}
	return s
}

// Close stops waiting for the keyring.
func (s *Service) Close() { s.vault.close() }
