package drafts

import (
	"context"
	"crypto/rand"
	"log/slog"
	"strings"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

const (
	keepFor  = 30 * 24 * time.Hour
	patience = 200 * time.Millisecond
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
	kind connect.KeptKind
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

// Sealing says how contents are kept: "keyring" (sealed), "session" (secret
// values live until the app closes), "waiting" (the keyring is being asked).
// Before anything was kept it is "keyring", which is what will be tried.
func (s *Service) Sealing() string {
	switch {
	case s.vault.have() != nil:
		return "keyring"
	case s.vault.waiting():
		return "waiting"
	case s.vault.failed():
		return "session"
	}
	return "keyring"
}

// Settle asks the keyring for the key again and, once it is there, seals what
// was kept without its secrets. Call it when the keyring is known to answer,
// or when the person asks for it.
func (s *Service) Settle(ctx context.Context) error {
	kept, err := s.plainLeft(ctx)
	if err != nil || !kept && !s.vault.failed() {
		return err
	}
	select {
	case <-s.vault.ask(ctx, kept, true):
	case <-ctx.Done():
		return ctx.Err()
	}
	_, err = s.vault.result()
	return err
}

func (s *Service) plainLeft(ctx context.Context) (bool, error) {
	for _, kind := range []connect.KeptKind{connect.KeptDraft, connect.KeptDeleted} {
		all, err := s.o.Store.AllKept(ctx, kind)
		if err != nil {
			return false, err
		}
		for _, k := range all {
			if len(k.Plain) > 0 {
				return true, nil
			}
		}
	}
	return false, nil
}

// CountProfile counts what would go with a profile.
func (s *Service) CountProfile(ctx context.Context, id connect.ProfileID) (drafts, deleted int, err error) {
	for kind, n := range map[connect.KeptKind]*int{connect.KeptDraft: &drafts, connect.KeptDeleted: &deleted} {
		ids, err := s.ofProfile(ctx, kind, id)
		if err != nil {
			return 0, 0, err
		}
		*n = len(ids)
	}
	return drafts, deleted, nil
}

// DeleteProfile drops everything kept for a profile.
func (s *Service) DeleteProfile(ctx context.Context, id connect.ProfileID) error {
	for _, kind := range []connect.KeptKind{connect.KeptDraft, connect.KeptDeleted} {
		ids, err := s.ofProfile(ctx, kind, id)
		if err != nil {
			return err
		}
		if err := s.remove(ctx, kind, ids...); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) ofProfile(ctx context.Context, kind connect.KeptKind, id connect.ProfileID) ([]string, error) {
	all, err := s.o.Store.AllKept(ctx, kind)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, k := range all {
		if k.Profile == id {
			ids = append(ids, k.ID)
		}
	}
	return ids, nil
}

// remove drops records and the secrets held for them.
func (s *Service) remove(ctx context.Context, kind connect.KeptKind, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := s.removeLocked(ctx, kind, ids); err != nil {
		return err
	}
	s.o.OnChange()
	return nil
}

func (s *Service) removeLocked(ctx context.Context, kind connect.KeptKind, ids []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.o.Store.DeleteKept(ctx, kind, ids...); err != nil {
		return err
	}
	for _, id := range ids {
		delete(s.held, recordKey{kind, id})
	}
	return nil
}
