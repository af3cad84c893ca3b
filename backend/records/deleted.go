package records

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// DeletedRow is what a list shows of a deleted connector's config.
type DeletedRow struct {
	ID             string
	Profile        connect.ProfileID
	Name           string
	Class          string
	Type           connect.ConnectorType
	Set            int
	DeletedAt      time.Time
	StoredUntil    time.Time
	MissingSecrets []string // never nil
	Problem        error
}

// Deleted is the last config of a connector that was deleted here.
type Deleted struct {
	DeletedRow
	Config connect.Config // without the keys in MissingSecrets
}

// StoreDeleted stores the config of a connector that is about to be deleted. It waits
// for the keyring, which the person may end; then, and from then on, configs are
// stored without their secret values. An error means that nothing was stored.
func (s *Service) StoreDeleted(ctx context.Context, profile connect.ProfileID, name string, kind connect.ConnectorType, config connect.Config) (id string, how connect.StoredHow, err error) {
	select {
	case <-s.vault.ask(ctx, true, false):
	case <-ctx.Done():
		return "", "", ctx.Err()
	}
	k := connect.Record{
		ID: s.o.NewID(), Kind: connect.RecordDeleted, Profile: profile, Name: name, Class: config[connect.KeyClass], Type: kind,
		Set: len(config), SavedAt: s.o.Now(),
	}
	if err := s.put(ctx, k, content{Config: config.Clone(), Base: connect.Config{}}); err != nil {
		return "", "", err
	}
	if s.vault.have() == nil {
		return k.ID, connect.StoredSession, nil
	}
	return k.ID, connect.StoredSealed, nil
}

// ListDeleted lists what is stored, newest first. It needs no keyring.
func (s *Service) ListDeleted(ctx context.Context) ([]DeletedRow, error) {
	all, err := s.newestFirst(ctx, connect.RecordDeleted)
	if err != nil {
		return nil, err
	}
	rows := make([]DeletedRow, len(all))
	for i, k := range all {
		rows[i] = s.deletedRow(k)
		rows[i].Problem = s.problem(k)
	}
	return rows, nil
}

func (s *Service) deletedRow(k connect.Record) DeletedRow {
	return DeletedRow{
		ID: k.ID, Profile: k.Profile, Name: k.Name, Class: k.Class, Type: k.Type, Set: k.Set,
		DeletedAt: k.SavedAt, StoredUntil: k.SavedAt.Add(deletedFor), MissingSecrets: append([]string{}, s.missingSecrets(k)...),
	}
}

// GetDeleted returns a stored config; the errors are those of [Service.Get].
func (s *Service) GetDeleted(ctx context.Context, id string) (Deleted, error) {
	k, c, err := s.get(ctx, connect.RecordDeleted, id)
	if err != nil {
		return Deleted{}, err
	}
	out := Deleted{DeletedRow: s.deletedRow(k), Config: c.Config}
	out.MissingSecrets = append([]string{}, c.MissingSecrets...)
	return out, nil
}

// Forget drops a stored config; CodeNotFound where there is none.
func (s *Service) Forget(ctx context.Context, id string) error {
	if _, err := s.o.Store.Record(ctx, connect.RecordDeleted, id); connect.CodeOf(err) == connect.CodeNotFound {
		return err
	}
	return s.remove(ctx, connect.RecordDeleted, id)
}
