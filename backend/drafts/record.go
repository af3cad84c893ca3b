package drafts

import (
	"context"
	"log/slog"
	"slices"

	"sluiceway/backend/connect"
)

// write keeps a record: sealed where the key is here, without its secrets
// where it is not. s.mu must be held.
func (s *Service) write(ctx context.Context, k connect.Kept, c content, key *dataKey) error {
	at := recordKey{k.Kind, k.ID}
	k.Sealed, k.Plain, k.KeyID, k.AskAgain = nil, nil, "", c.AskAgain
	var held heldSecrets
	if key == nil {
		c, held = c.withoutSecrets(s.secretKeys(c))
		k.AskAgain = union(c.AskAgain, held.keys())
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
	if err := s.o.Store.PutKept(ctx, k); err != nil {
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
func (s *Service) read(k connect.Kept, key *dataKey) (content, error) {
	if len(k.Sealed) == 0 {
		c, err := decodeContent(k.Plain)
		if err != nil {
			return content{}, unreadable(k, err)
		}
		return s.restored(k, c), nil
	}
	if key.id != k.KeyID {
		return content{}, connect.Errorf(connect.CodeDamaged, "“%s” was sealed with another key than the one in the system keyring, so it cannot be opened. It is kept as it is.", k.Name)
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

func unreadable(k connect.Kept, err error) error {
	return connect.Errorf(connect.CodeDamaged, "“%s” cannot be opened: what was kept of it is damaged. It is left as it is; discard it if you do not need it. %w", k.Name, err)
}

// restored puts the secrets back that are still in memory. Those that are gone
// are asked for again.
func (s *Service) restored(k connect.Kept, c content) content {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.restoredLocked(k, c)
}

func (s *Service) restoredLocked(k connect.Kept, c content) content {
	if held, ok := s.held[recordKey{k.Kind, k.ID}]; ok {
		return c.withSecrets(held)
	}
	c = c.withSecrets(heldSecrets{})
	c.AskAgain = k.AskAgain
	return c
}

// askAgain is what a list shows: keys whose values are not there any more.
func (s *Service) askAgain(k connect.Kept) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.held[recordKey{k.Kind, k.ID}].keys()
	return slices.DeleteFunc(slices.Clone(k.AskAgain), func(key string) bool { return slices.Contains(held, key) })
}

// sealAll seals everything that was kept without its secrets, now that the key
// is there. A record that fails stays as it is, and is tried again next time.
func (s *Service) sealAll(ctx context.Context) {
	key := s.vault.have()
	for _, kind := range []connect.KeptKind{connect.KeptDraft, connect.KeptDeleted} {
		all, err := s.o.Store.AllKept(ctx, kind)
		if err != nil {
			s.o.Log.Error("kept configs could not be sealed", slog.Any("cause", err))
			return
		}
		for _, k := range all {
			if err := s.sealOne(ctx, k, key); err != nil {
				s.o.Log.Error("a kept config could not be sealed", slog.String("kind", string(kind)), slog.Any("cause", err))
			}
		}
	}
	s.o.OnChange()
}

func (s *Service) sealOne(ctx context.Context, k connect.Kept, key *dataKey) error {
	if len(k.Plain) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// It may have been saved or dropped since it was listed.
	k, err := s.o.Store.Kept(ctx, k.Kind, k.ID)
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

// keyFor returns the key a record needs, which may mean to ask the keyring and
// to wait for it. A record that is not sealed needs none.
func (s *Service) keyFor(ctx context.Context, k connect.Kept) (*dataKey, error) {
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
func (s *Service) get(ctx context.Context, kind connect.KeptKind, id string) (connect.Kept, content, error) {
	k, err := s.o.Store.Kept(ctx, kind, id)
	if err != nil {
		return connect.Kept{}, content{}, err
	}
	key, err := s.keyFor(ctx, k)
	if err != nil {
		return connect.Kept{}, content{}, err
	}
	c, err := s.read(k, key)
	return k, c, err
}

// problem tells why a record cannot be opened, as far as that is known without
// asking the keyring.
func (s *Service) problem(k connect.Kept) error {
	key := s.vault.have()
	if key == nil && len(k.Sealed) > 0 {
		return nil
	}
	_, err := s.read(k, key)
	return err
}
