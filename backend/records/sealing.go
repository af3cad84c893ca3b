package records

import (
	"context"
	"log/slog"

	"sluiceway/backend/connect"
)

// Sealing is how contents are stored.
type Sealing string

// How contents are stored.
const (
	SealingKeyring Sealing = "keyring" // sealed under a key in the keyring
	SealingSession Sealing = "session" // without secret values, which stay in memory until the app closes
	SealingWaiting Sealing = "waiting" // not known until the keyring answers
)

// Sealing returns how contents are stored. Before the keyring was accessed it is
// [SealingKeyring], which will be tried first.
func (s *Service) Sealing() Sealing { return s.sealed.sealing() }

func (s *sealed) sealing() Sealing {
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

// Settle retries to get the key from the keyring, and then seals what was stored
// without its secrets. Call it when the keyring is known to answer, or when the
// person retries.
func (s *Service) Settle(ctx context.Context) error { return s.sealed.settle(ctx) }

func (s *sealed) settle(ctx context.Context) error {
	plain, err := s.plainLeft(ctx)
	if err != nil || !plain && !s.vault.failed() {
		return err
	}
	select {
	case <-s.vault.load(ctx, plain, true):
	case <-ctx.Done():
		return ctx.Err()
	}
	_, err = s.vault.result()
	return err
}

func (s *sealed) plainLeft(ctx context.Context) (bool, error) {
	for _, kind := range kinds() {
		all, err := s.store.Records(ctx, kind)
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

// sealAll seals everything that was stored without its secrets. A record that
// fails stays unchanged until the next start.
func (s *sealed) sealAll(ctx context.Context) {
	key := s.vault.have()
	for _, kind := range kinds() {
		all, err := s.store.Records(ctx, kind)
		if err != nil {
			s.log.Error("stored configs could not be sealed", slog.Any("cause", err))
			return
		}
		for _, k := range all {
			if err := s.sealOne(ctx, k, key); err != nil {
				s.log.Error("a stored config could not be sealed", slog.String("kind", string(kind)), slog.Any("cause", err))
			}
		}
	}
	s.onChange()
}

func (s *sealed) sealOne(ctx context.Context, k connect.Record, key *dataKey) error {
	if len(k.Plain) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// It may have been saved or deleted since it was listed.
	k, err := s.store.Record(ctx, k.Kind, k.ID)
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
