package drafts

import (
	"cmp"
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// Row is what a list shows of a draft. It needs no keyring.
type Row struct {
	ID       connect.DraftID
	Profile  connect.ProfileID
	Mode     connect.DraftMode
	Name     string
	Class    string
	Type     connect.ConnectorType
	Set      int // keys in the config
	Changed  int // keys that differ from where the form started
	SavedAt  time.Time
	Sent     bool     // a worker took it, and it is kept until the connector runs
	AskAgain []string // keys whose secret values are gone; never nil
	Problem  error    // why it cannot be opened, as far as that is known
}

// Save keeps a draft under its id; one without a time is saved now. It waits a moment
// for the keyring, no longer: a draft must be on disk soon. Where the key comes
// later the draft is sealed then.
func (s *Service) Save(ctx context.Context, d connect.Draft) error {
	if d.ID == "" {
		return connect.Errorf(connect.CodeInternal, "A draft without an id cannot be kept.")
	}
	d = d.Clone()
	k := connect.Kept{
		ID: string(d.ID), Kind: connect.KeptDraft, Profile: d.Profile, Mode: d.Mode, Name: d.Name, Class: d.Class, Type: d.Type,
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
	return s.keep(ctx, k, contentOf(d))
}

// awaitKey waits a moment for the key. Without it the draft is kept, too.
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

func (s *Service) keep(ctx context.Context, k connect.Kept, c content) error {
	err := func() error {
		s.mu.Lock()
		defer s.mu.Unlock()
		// Under the lock, so that sealAll either sees the record or has set the
		// key before.
		return s.write(ctx, k, c, s.vault.have())
	}()
	if err != nil {
		return err
	}
	s.o.OnChange()
	return nil
}

// Get returns a draft whole. AskAgain names the keys whose values are gone:
// they are in neither Config nor Base. The errors, none of which changes what
// is kept: CodeNotFound; CodeDamaged; CodeSecretMissing where the keyring has
// no key; and those of a keyring that does not answer.
func (s *Service) Get(ctx context.Context, id connect.DraftID) (connect.Draft, error) {
	k, c, err := s.get(ctx, connect.KeptDraft, string(id))
	if err != nil {
		return connect.Draft{}, err
	}
	return c.draft(k), nil
}

// Delete drops a draft; CodeNotFound where there is none.
func (s *Service) Delete(ctx context.Context, id connect.DraftID) error {
	if _, err := s.o.Store.Kept(ctx, connect.KeptDraft, string(id)); connect.CodeOf(err) == connect.CodeNotFound {
		return err
	}
	return s.remove(ctx, connect.KeptDraft, string(id))
}

// Count is the number of drafts.
func (s *Service) Count(ctx context.Context) (int, error) {
	return s.o.Store.CountKept(ctx, connect.KeptDraft)
}

// Rows lists the drafts, newest first.
func (s *Service) Rows(ctx context.Context) ([]Row, error) {
	all, err := s.newestFirst(ctx, connect.KeptDraft)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(all))
	for i, k := range all {
		rows[i] = Row{
			ID: connect.DraftID(k.ID), Profile: k.Profile, Mode: k.Mode, Name: k.Name, Class: k.Class, Type: k.Type,
			Set: k.Set, Changed: k.Changed, SavedAt: k.SavedAt, Sent: !k.SentAt.IsZero(), AskAgain: append([]string{}, s.askAgain(k)...), Problem: s.problem(k),
		}
	}
	return rows, nil
}

// List returns the drafts, newest first, without asking the keyring. A draft
// that is sealed while the key is not here yet comes without Config and Base,
// and with their Count.
func (s *Service) List(ctx context.Context) ([]connect.Draft, error) {
	all, err := s.newestFirst(ctx, connect.KeptDraft)
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

func (s *Service) newestFirst(ctx context.Context, kind connect.KeptKind) ([]connect.Kept, error) {
	all, err := s.o.Store.AllKept(ctx, kind)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b connect.Kept) int {
		return cmp.Or(b.SavedAt.Compare(a.SavedAt), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}
