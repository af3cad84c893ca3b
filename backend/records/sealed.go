package records

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// kinds returns the kinds of records that are sealed.
func kinds() []connect.RecordKind {
	return []connect.RecordKind{connect.RecordDraft, connect.RecordDeleted}
}

// sealed stores records with their contents. A content is sealed under the data
// key or, while there is no key, stored without its secret values, which stay in
// memory until the app closes. [Drafts] and [Deleted] each store one kind in it.
type sealed struct {
	store    Store
	secret   func(config connect.Config) []string
	onChange func()
	log      *slog.Logger
	vault    *vault

	mu   sync.Mutex // held while records are read together with held, or written
	held map[recordKey]heldSecrets
}

type recordKey struct {
	kind connect.RecordKind
	id   string
}

func (s *sealed) put(ctx context.Context, k connect.Record, c content) error {
	err := func() error {
		s.mu.Lock()
		defer s.mu.Unlock()
		// Get the key under the lock: if it is not loaded yet, sealAll runs later
		// and sees this record.
		return s.write(ctx, k, c, s.vault.have())
	}()
	if err != nil {
		return err
	}
	s.onChange()
	return nil
}

// write stores a record, sealed under key or, if key is nil, without its secret
// values. s.mu must be held.
func (s *sealed) write(ctx context.Context, k connect.Record, c content, key *dataKey) error {
	at := recordKey{k.Kind, k.ID}
	k.Sealed, k.Plain, k.KeyID, k.MissingSecrets = nil, nil, "", c.MissingSecrets
	var held heldSecrets
	if key == nil {
		c, held = c.withoutSecrets(s.secretKeys(c))
		k.MissingSecrets = union(c.MissingSecrets, held.keys())
	}
	text, err := c.encode()
	if err != nil {
		return err
	}
	if key == nil {
		k.Plain = text
	} else {
		k.Sealed, k.KeyID = key.seal(k.Kind, k.ID, text), key.id
	}
	if err := s.store.PutRecord(ctx, k); err != nil {
		return err
	}
	if key == nil {
		s.held[at] = held
	} else {
		delete(s.held, at)
	}
	return nil
}

// secretKeys returns the keys that the form marks as secret or that look secret.
func (s *sealed) secretKeys(c content) map[string]bool {
	secret := map[string]bool{}
	for _, key := range slices.Concat(c.Secrets, s.secret(c.Config), s.secret(c.Base)) {
		secret[key] = true
	}
	return secret
}

// readLocked decodes the content of a record. A sealed record needs a key. s.mu
// must be held.
func (s *sealed) readLocked(k connect.Record, key *dataKey) (content, error) {
	if len(k.Sealed) == 0 {
		c, err := decodeContent(k.Plain)
		if err != nil {
			return content{}, unreadable(k, err)
		}
		return s.restoredLocked(k, c), nil
	}
	if key.id != k.KeyID {
		return content{}, connect.Errorf(connect.CodeDamaged, "“%s” was sealed with another key than the one in the system keyring, so it cannot be opened. It was not changed. It opens once the keyring has that key again; discard it if you do not need it.", k.Name)
	}
	text, err := key.open(k.Kind, k.ID, k.Sealed)
	if err != nil {
		return content{}, unreadable(k, err)
	}
	c, err := decodeContent(text)
	if err != nil {
		return content{}, unreadable(k, err)
	}
	return c, nil
}

func unreadable(k connect.Record, err error) error {
	return connect.Errorf(connect.CodeDamaged, "“%s” cannot be opened: its stored content is damaged. It was not changed; discard it if you do not need it. %w", k.Name, err)
}

// restoredLocked adds the secret values that are in memory, or else marks them as
// missing. s.mu must be held.
func (s *sealed) restoredLocked(k connect.Record, c content) content {
	if held, ok := s.held[recordKey{k.Kind, k.ID}]; ok {
		return c.withSecrets(held)
	}
	c = c.withSecrets(heldSecrets{})
	c.MissingSecrets = k.MissingSecrets
	return c
}

// missingLocked returns the keys of a record whose secret values are lost. s.mu
// must be held since the record was read.
func (s *sealed) missingLocked(k connect.Record) []string {
	held := s.held[recordKey{k.Kind, k.ID}].keys()
	return slices.DeleteFunc(append([]string{}, k.MissingSecrets...), func(key string) bool { return slices.Contains(held, key) })
}

// keyFor returns the key that a record needs, and waits for the keyring if it must.
// For a record that is not sealed it returns nil.
func (s *sealed) keyFor(ctx context.Context, k connect.Record) (*dataKey, error) {
	if len(k.Sealed) == 0 {
		return nil, nil
	}
	select {
	case <-s.vault.load(ctx, false, true):
		return s.vault.result()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// get returns a record and its content.
func (s *sealed) get(ctx context.Context, kind connect.RecordKind, id string) (connect.Record, content, error) {
	k, err := s.store.Record(ctx, kind, id)
	if err != nil {
		return connect.Record{}, content{}, err
	}
	key, err := s.keyFor(ctx, k)
	if err != nil {
		return connect.Record{}, content{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// It may have been sealed since it was read, and its secrets dropped from memory.
	if k, err = s.store.Record(ctx, kind, id); err != nil {
		return connect.Record{}, content{}, err
	}
	if key == nil {
		key = s.vault.have()
	}
	c, err := s.readLocked(k, key)
	return k, c, err
}

// problemLocked returns why a record cannot be opened, as far as it is known
// without accessing the keyring. s.mu must be held.
func (s *sealed) problemLocked(k connect.Record) connect.Problem {
	key := s.vault.have()
	if key == nil && len(k.Sealed) > 0 {
		return connect.Problem{}
	}
	_, err := s.readLocked(k, key)
	return connect.ProblemOf(err)
}

// remove deletes records and their secrets in memory.
func (s *sealed) remove(ctx context.Context, kind connect.RecordKind, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := s.removeLocked(ctx, kind, ids); err != nil {
		return err
	}
	s.onChange()
	return nil
}

func (s *sealed) removeLocked(ctx context.Context, kind connect.RecordKind, ids []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.store.DeleteRecords(ctx, kind, ids...); err != nil {
		return err
	}
	for _, id := range ids {
		delete(s.held, recordKey{kind, id})
	}
	return nil
}

// forget deletes a record, even one that cannot be read. It returns an error with
// CodeNotFound if there is none.
func (s *sealed) forget(ctx context.Context, kind connect.RecordKind, id string) error {
	if _, err := s.store.Record(ctx, kind, id); connect.CodeOf(err) == connect.CodeNotFound {
		return err
	}
	return s.remove(ctx, kind, id)
}

// mark sets DueAt of a record, unless the record was deleted.
func (s *sealed) mark(ctx context.Context, kind connect.RecordKind, id string, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, err := s.store.Record(ctx, kind, id)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	k.DueAt = at
	return s.store.PutRecord(ctx, k)
}

// newestFirstLocked returns the records of a kind. s.mu must be held until the
// records were compared with held: a record that is sealed in between would seem
// to have lost its secrets.
func (s *sealed) newestFirstLocked(ctx context.Context, kind connect.RecordKind) ([]connect.Record, error) {
	all, err := s.store.Records(ctx, kind)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b connect.Record) int {
		return cmp.Or(b.SavedAt.Compare(a.SavedAt), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// ofProfile returns the ids of the records of a profile.
func (s *sealed) ofProfile(ctx context.Context, kind connect.RecordKind, id connect.ProfileID) ([]string, error) {
	all, err := s.store.Records(ctx, kind)
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
