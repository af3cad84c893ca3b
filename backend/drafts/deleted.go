package drafts

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// Where a config was kept, as [Service.Keep] says it.
const (
	KeptSealed  = "sealed"
	KeptSession = "session" // without its secret values, which live until the app closes
)

// DeletedRow is what a list shows of a deleted connector's config.
type DeletedRow struct {
	ID        string
	Profile   connect.ProfileID
	Name      string
	Class     string
	Type      connect.ConnectorType
	Set       int
	DeletedAt time.Time
	KeptUntil time.Time
	AskAgain  []string // never nil
	Problem   error
}

// Deleted is the last config of a connector that was deleted here.
type Deleted struct {
	DeletedRow
	Config connect.Config // without the keys in AskAgain
}

// Keep keeps the config of a connector that is about to be deleted. It waits
// for the keyring, which the person may end; then, and from then on, configs are
// kept without their secret values. An error means that nothing was kept.
func (s *Service) Keep(ctx context.Context, profile connect.ProfileID, name string, kind connect.ConnectorType, config connect.Config) (id, kept string, err error) {
	select {
	case <-s.vault.ask(ctx, true, false):
	case <-ctx.Done():
		return "", "", ctx.Err()
	}
	k := connect.Kept{
		ID: s.o.NewID(), Kind: connect.KeptDeleted, Profile: profile, Name: name, Class: config[connect.KeyClass], Type: kind,
		Set: len(config), SavedAt: s.o.Now(),
	}
	if err := s.keep(ctx, k, content{Config: config.Clone(), Base: connect.Config{}}); err != nil {
		return "", "", err
	}
	if s.vault.have() == nil {
		return k.ID, KeptSession, nil
	}
	return k.ID, KeptSealed, nil
}

// ListDeleted lists what is kept, newest first, after dropping what is older
// than 30 days. It needs no keyring.
func (s *Service) ListDeleted(ctx context.Context) ([]DeletedRow, error) {
	if err := s.Purge(ctx); err != nil {
		return nil, err
	}
	all, err := s.newestFirst(ctx, connect.KeptDeleted)
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

func (s *Service) deletedRow(k connect.Kept) DeletedRow {
	return DeletedRow{
		ID: k.ID, Profile: k.Profile, Name: k.Name, Class: k.Class, Type: k.Type, Set: k.Set,
		DeletedAt: k.SavedAt, KeptUntil: k.SavedAt.Add(keepFor), AskAgain: append([]string{}, s.askAgain(k)...),
	}
}

// GetDeleted returns a kept config; the errors are those of [Service.Get].
func (s *Service) GetDeleted(ctx context.Context, id string) (Deleted, error) {
	k, c, err := s.get(ctx, connect.KeptDeleted, id)
	if err != nil {
		return Deleted{}, err
	}
	out := Deleted{DeletedRow: s.deletedRow(k), Config: c.Config}
	out.AskAgain = append([]string{}, c.AskAgain...)
	return out, nil
}

// Forget drops a kept config; CodeNotFound where there is none.
func (s *Service) Forget(ctx context.Context, id string) error {
	if _, err := s.o.Store.Kept(ctx, connect.KeptDeleted, id); connect.CodeOf(err) == connect.CodeNotFound {
		return err
	}
	return s.remove(ctx, connect.KeptDeleted, id)
}

// Purge drops the configs of connectors that were deleted over 30 days ago.
func (s *Service) Purge(ctx context.Context) error {
	all, err := s.o.Store.AllKept(ctx, connect.KeptDeleted)
	if err != nil {
		return err
	}
	var old []string
	for _, k := range all {
		if s.o.Now().Sub(k.SavedAt) >= keepFor {
			old = append(old, k.ID)
		}
	}
	return s.remove(ctx, connect.KeptDeleted, old...)
}
