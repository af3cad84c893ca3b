package records

import (
	"cmp"
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// Row is what a list shows of a draft. It needs no keyring.
type Row struct {
	ID             connect.DraftID
	Profile        connect.ProfileID
	Mode           connect.DraftMode
	Name           string
	Class          string
	Type           connect.ConnectorType
	Set            int // keys in the config
	Changed        int // keys that differ from where the form started
	SavedAt        time.Time
	Sent           bool     // a worker accepted it, and it stays until the connector runs
	MissingSecrets []string // keys whose secret values are gone; never nil
	Problem        error    // why it cannot be opened, as far as that is known
}

// Count is the number of drafts.
func (s *Service) Count(ctx context.Context) (int, error) {
	return s.o.Store.CountRecords(ctx, connect.RecordDraft)
}

// Rows lists the drafts, newest first.
func (s *Service) Rows(ctx context.Context) ([]Row, error) {
	all, err := s.newestFirst(ctx, connect.RecordDraft)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(all))
	for i, k := range all {
		rows[i] = Row{
			ID: connect.DraftID(k.ID), Profile: k.Profile, Mode: k.Mode, Name: k.Name, Class: k.Class, Type: k.Type,
			Set: k.Set, Changed: k.Changed, SavedAt: k.SavedAt, Sent: !k.SentAt.IsZero(), MissingSecrets: append([]string{}, s.missingSecrets(k)...), Problem: s.problem(k),
		}
	}
	return rows, nil
}

// List returns the drafts, newest first, without asking the keyring. A draft
// that is sealed while the key is not here yet comes without Config and Base,
// and with their Count.
func (s *Service) List(ctx context.Context) ([]connect.Draft, error) {
	all, err := s.newestFirst(ctx, connect.RecordDraft)
	if err != nil {
		return nil, err
	}
	key := s.vault.have()
	out := make([]connect.Draft, len(all))
	for i, k := range all {
		out[i] = content{}.draft(k)
		out[i].Count = k.Set
		if key == nil && len(k.Sealed) > 0 {
			continue
		}
		if c, err := s.read(k, key); err == nil {
			out[i] = c.draft(k)
		}
	}
	return out, nil
}

func (s *Service) newestFirst(ctx context.Context, kind connect.RecordKind) ([]connect.Record, error) {
	all, err := s.o.Store.Records(ctx, kind)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b connect.Record) int {
		return cmp.Or(b.SavedAt.Compare(a.SavedAt), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}
