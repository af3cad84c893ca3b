package records

import (
	"context"
	"log/slog"

	"sluiceway/backend/connect"
)

// Sealing says how contents are stored.
type Sealing string

// The ways: sealed under a key in the keyring; without the secret values, which
// live until the app closes; and not known until the keyring answers.
const (
	SealingKeyring Sealing = "keyring"
	SealingSession Sealing = "session"
	SealingWaiting Sealing = "waiting"
)

// Sealing says how contents are stored. Before anything was stored it is
// [SealingKeyring], which is what will be tried.
func (s *Service) Sealing() Sealing {
	switch {
	case s.vault.have() != nil:
		return SealingKeyring
	case s.vault.waiting():
		return SealingWaiting
	case s.vault.failed():
		return SealingSession
	}
	return SealingKeyring
}

// Settle asks the keyring for the key again and, once it is there, seals what
// was stored without its secrets. Call it when the keyring is known to answer,
// or when the person asks for it.
func (s *Service) Settle(ctx context.Context) error {
	plain, err := s.plainLeft(ctx)
	if err != nil || !plain && !s.vault.failed() {
		return err
	}
	select {
	case <-s.vault.ask(ctx, plain, true):
	case <-ctx.Done():
		return ctx.Err()
	}
	_, err = s.vault.result()
	return err
}

func (s *Service) plainLeft(ctx context.Context) (bool, error) {
	for _, kind := range []connect.RecordKind{connect.RecordDraft, connect.RecordDeleted} {
		all, err := s.o.Store.Records(ctx, kind)
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

// sealAll seals everything that was stored without its secrets, now that the key
// is there. A record that fails stays as it is, and is tried again next time.
func (s *Service) sealAll(ctx context.Context) {
	key := s.vault.have()
	for _, kind := range []connect.RecordKind{connect.RecordDraft, connect.RecordDeleted} {
		all, err := s.o.Store.Records(ctx, kind)
		if err != nil {
			s.o.Log.Error("stored configs could not be sealed", slog.Any("cause", err))
			return
		}
		for _, k := range all {
			if err := s.sealOne(ctx, k, key); err != nil {
				s.o.Log.Error("a stored config could not be sealed", slog.String("kind", string(kind)), slog.Any("cause", err))
			}
		}
	}
	s.o.OnChange()
}

func (s *Service) sealOne(ctx context.Context, k connect.Record, key *dataKey) error {
	if len(k.Plain) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// It may have been saved or dropped since it was listed.
	k, err := s.o.Store.Record(ctx, k.Kind, k.ID)
	if connect.CodeOf(err) == connect.CodeNotFound || err == nil && len(k.Plain) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	c, err := decodeContent(k.Plain)
	if err != nil {
		return err
	}
	return s.write(ctx, k, s.restoredLocked(k, c), key)
}
