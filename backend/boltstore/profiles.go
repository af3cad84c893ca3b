package boltstore

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"sluiceway/backend/connect"
)

// Profiles returns all profiles in the order that the person chose. Those without a
// place come last, sorted by id.
func (s *Store) Profiles(ctx context.Context) ([]connect.Profile, error) {
	profiles, err := readAll[connect.Profile](ctx, s, bucketProfiles)
	if err != nil {
		return nil, err
	}
	var order []connect.ProfileID
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		order = orderOf(tx)
		return nil
	})
	if err != nil {
		return nil, err
	}
	place := func(p connect.Profile) int {
		if i := slices.Index(order, p.ID); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortFunc(profiles, func(a, b connect.Profile) int {
		if d := place(a) - place(b); d != 0 {
			return d
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return profiles, nil
}

// Profile returns a profile, or an error with CodeNotFound.
func (s *Store) Profile(ctx context.Context, id connect.ProfileID) (connect.Profile, error) {
	var p connect.Profile
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		content, err := get(tx, bucketProfiles, string(id))
		if err != nil {
			return err
		}
		if content == nil {
			return noProfile()
		}
		return decode(content, &p)
	})
	return p, err
}

// PutProfile replaces the profile with the same id, or adds a new one at the end.
func (s *Store) PutProfile(ctx context.Context, p connect.Profile) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		order := orderOf(tx)
		if !slices.Contains(order, p.ID) {
			if err := putOrder(tx, append(order, p.ID)); err != nil {
				return err
			}
		}
		return putJSON(tx, bucketProfiles, string(p.ID), p)
	})
}

// DeleteProfile removes a profile, or returns an error with CodeNotFound.
func (s *Store) DeleteProfile(ctx context.Context, id connect.ProfileID) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		there, err := remove(tx, bucketProfiles, string(id))
		if err != nil {
			return err
		}
		if !there {
			return noProfile()
		}
		order := orderOf(tx)
		return putOrder(tx, slices.DeleteFunc(order, func(other connect.ProfileID) bool { return other == id }))
	})
}

// OrderProfiles sets the order. Unknown ids are ignored. Profiles not in ids come after
// the others, in their present order.
func (s *Store) OrderProfiles(ctx context.Context, ids []connect.ProfileID) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		old := orderOf(tx)
		var order []connect.ProfileID
		for _, id := range slices.Concat(ids, old) {
			if slices.Contains(old, id) && !slices.Contains(order, id) {
				order = append(order, id)
			}
		}
		return putOrder(tx, order)
	})
}

func putOrder(tx *bbolt.Tx, order []connect.ProfileID) error {
	content, err := json.Marshal(order)
	if err != nil {
		return fmt.Errorf("encode the order of the profiles: %w", err)
	}
	return putMeta(tx, keyOrder, content)
}

// orderOf returns the stored order. If it is damaged, orderOf returns nil, because
// reading the profiles must not fail for that.
func orderOf(tx *bbolt.Tx) []connect.ProfileID {
	content, err := getMeta(tx, keyOrder)
	if err != nil || content == nil {
		return nil
	}
	var order []connect.ProfileID
	if err := json.Unmarshal(content, &order); err != nil {
		return nil
	}
	return order
}

func noProfile() error {
	return connect.Errorf(connect.CodeNotFound, "This cluster profile does not exist any more. Nothing was changed.")
}

// SecretMarks returns the marks of entries in the keyring, by the name of the entry. It
// contains no secret.
func (s *Store) SecretMarks(ctx context.Context) (map[string]string, error) {
	marks := map[string]string{}
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketSecrets)).ForEach(func(key, value []byte) error {
			content, err := unwrap([]byte(bucketSecrets), key, value)
			if err != nil {
				return nil //nolint:nilerr // the damaged value is set aside at the next start
			}
			marks[string(key)] = string(content)
			return nil
		})
	})
	return marks, err
}

// MarkSecret sets the mark of an entry in the keyring. An empty word removes it.
func (s *Store) MarkSecret(ctx context.Context, name, word string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if word == "" {
			_, err := remove(tx, bucketSecrets, name)
			return err
		}
		return put(tx, bucketSecrets, name, []byte(word))
	})
}
