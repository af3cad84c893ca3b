package records

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// Save stores a draft under its id; one without a time is saved now. It waits a moment
// for the keyring, no longer: a draft must be on disk soon. Where the key comes
// later the draft is sealed then.
func (s *Service) Save(ctx context.Context, d connect.Draft) error {
	if d.ID == "" {
		return connect.Errorf(connect.CodeInternal, "A draft without an id cannot be stored.")
	}
	d = d.Clone()
	k := connect.Record{
		ID: string(d.ID), Kind: connect.RecordDraft, Profile: d.Profile, Mode: d.Mode, Name: d.Name, Class: d.Class, Type: d.Type,
		Set: len(d.Config), Changed: d.Changed(), SavedAt: d.SavedAt, SentAt: d.SentAt,
	}
	if k.Name == "" {
		k.Name = d.Config[connect.KeyName]
	}
	if k.Class == "" {
		k.Class = d.Config[connect.KeyClass]
	}
	if k.SavedAt.IsZero() {
		k.SavedAt = s.o.Now()
	}
	if err := s.awaitKey(ctx); err != nil {
		return err
	}
	return s.put(ctx, k, contentOf(d))
}

// awaitKey waits a moment for the key. Without it the draft is stored, too.
func (s *Service) awaitKey(ctx context.Context) error {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-s.vault.ask(ctx, true, false):
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// Get returns a draft whole. MissingSecrets names the keys whose values are gone:
// they are in neither Config nor Base. The errors, none of which changes what
// is stored: CodeNotFound; CodeDamaged; CodeSecretMissing where the keyring has
// no key; and those of a keyring that does not answer.
func (s *Service) Get(ctx context.Context, id connect.DraftID) (connect.Draft, error) {
	k, c, err := s.get(ctx, connect.RecordDraft, string(id))
	if err != nil {
		return connect.Draft{}, err
	}
	return c.draft(k), nil
}

// Delete drops a draft; CodeNotFound where there is none.
func (s *Service) Delete(ctx context.Context, id connect.DraftID) error {
	if _, err := s.o.Store.Record(ctx, connect.RecordDraft, string(id)); connect.CodeOf(err) == connect.CodeNotFound {
		return err
	}
	return s.remove(ctx, connect.RecordDraft, string(id))
}
