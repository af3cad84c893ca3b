package records

import (
	"context"

	"sluiceway/backend/connect"
)

// CountProfile counts what would go with a profile.
func (s *Service) CountProfile(ctx context.Context, id connect.ProfileID) (drafts, deleted int, err error) {
	for kind, n := range map[connect.RecordKind]*int{connect.RecordDraft: &drafts, connect.RecordDeleted: &deleted} {
		ids, err := s.ofProfile(ctx, kind, id)
		if err != nil {
			return 0, 0, err
		}
		*n = len(ids)
	}
	return drafts, deleted, nil
}

// DeleteProfile drops everything stored for a profile.
func (s *Service) DeleteProfile(ctx context.Context, id connect.ProfileID) error {
	for _, kind := range []connect.RecordKind{connect.RecordDraft, connect.RecordDeleted} {
		ids, err := s.ofProfile(ctx, kind, id)
		if err != nil {
			return err
		}
		if err := s.remove(ctx, kind, ids...); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) ofProfile(ctx context.Context, kind connect.RecordKind, id connect.ProfileID) ([]string, error) {
	all, err := s.o.Store.Records(ctx, kind)
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
