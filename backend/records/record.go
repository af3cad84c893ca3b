package records

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
)

func (s *Service) put(ctx context.Context, k connect.Record, c content) error {
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

// write stores a record: sealed where the key is here, without its secrets
// where it is not. s.mu must be held.
func (s *Service) write(ctx context.Context, k connect.Record, c content, key *dataKey) error {
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
	if err := s.o.Store.PutRecord(ctx, k); err != nil {
		return err
	}
	if key == nil {
		s.held[at] = held
	} else {
		delete(s.held, at)
	}
	return nil
}

// secretKeys are those the form knows of and those that look like it.
func (s *Service) secretKeys(c content) map[string]bool {
	secret := map[string]bool{}
	for _, key := range slices.Concat(c.Secrets, s.o.Secret(c.Config), s.o.Secret(c.Base)) {
		secret[key] = true
	}
	return secret
}

// read opens a record. Without the key a sealed one fails with the reason;
// nothing is ever written over it.
func (s *Service) read(k connect.Record, key *dataKey) (content, error) {
	if len(k.Sealed) == 0 {
		c, err := decodeContent(k.Plain)
		if err != nil {
			return content{}, unreadable(k, err)
		}
		return s.restored(k, c), nil
	}
	if key.id != k.KeyID {
		return content{}, connect.Errorf(connect.CodeDamaged, "“%s” was sealed with another key than the one in the system keyring, so it cannot be opened. It stays as it is.", k.Name)
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
	return connect.Errorf(connect.CodeDamaged, "“%s” cannot be opened: its stored content is damaged. It is left as it is; discard it if you do not need it. %w", k.Name, err)
}

// restored puts the secrets back that are still in memory. Those that are gone
// are asked for again.
func (s *Service) restored(k connect.Record, c content) content {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.restoredLocked(k, c)
}

func (s *Service) restoredLocked(k connect.Record, c content) content {
	if held, ok := s.held[recordKey{k.Kind, k.ID}]; ok {
		return c.withSecrets(held)
	}
	c = c.withSecrets(heldSecrets{})
	c.MissingSecrets = k.MissingSecrets
	return c
}

// missingSecrets is what a list shows: keys whose values are not there any more.
func (s *Service) missingSecrets(k connect.Record) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.held[recordKey{k.Kind, k.ID}].keys()
	return slices.DeleteFunc(slices.Clone(k.MissingSecrets), func(key string) bool { return slices.Contains(held, key) })
}

// keyFor returns the key a record needs, which may mean to ask the keyring and
// to wait for it. A record that is not sealed needs none.
func (s *Service) keyFor(ctx context.Context, k connect.Record) (*dataKey, error) {
	if len(k.Sealed) == 0 {
		return nil, nil
	}
	select {
	case <-s.vault.ask(ctx, false, true):
		return s.vault.result()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// get reads one record with its content.
func (s *Service) get(ctx context.Context, kind connect.RecordKind, id string) (connect.Record, content, error) {
	k, err := s.o.Store.Record(ctx, kind, id)
	if err != nil {
		return connect.Record{}, content{}, err
	}
	key, err := s.keyFor(ctx, k)
	if err != nil {
		return connect.Record{}, content{}, err
	}
	c, err := s.read(k, key)
	return k, c, err
}

// problem tells why a record cannot be opened, as far as that is known without
// asking the keyring.
func (s *Service) problem(k connect.Record) error {
	key := s.vault.have()
	if key == nil && len(k.Sealed) > 0 {
		return nil
	}
	_, err := s.read(k, key)
	return err
}

// remove drops records and the secrets held for them.
func (s *Service) remove(ctx context.Context, kind connect.RecordKind, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := s.removeLocked(ctx, kind, ids); err != nil {
		return err
	}
	s.o.OnChange()
	return nil
}

func (s *Service) removeLocked(ctx context.Context, kind connect.RecordKind, ids []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.o.Store.DeleteRecords(ctx, kind, ids...); err != nil {
		return err
	}
	for _, id := range ids {
		delete(s.held, recordKey{kind, id})
	}
	return nil
}
