package records

import (
	"context"

	"sluiceway/backend/connect"
)

// CountProfile counts what [Service.DeleteProfile] would delete.
func (s *Service) CountProfile(ctx context.Context, id connect.ProfileID) (drafts, deleted int, err error) {
	for kind, n := range map[connect.RecordKind]*int{connect.RecordDraft: &drafts, connect.RecordDeleted: &deleted} {
		ids, err := s.sealed.ofProfile(ctx, kind, id)
		if err != nil {
			return 0, 0, err
		}
		*n = len(ids)
	}
	return drafts, deleted, nil
}

// DeleteProfile deletes everything stored for a profile.
func (s *Service) DeleteProfile(ctx context.Context, id connect.ProfileID) error {
	for _, kind := range kinds() {
		ids, err := s.sealed.ofProfile(ctx, kind, id)
		if err != nil {
			return err
		}
		if err := s.sealed.remove(ctx, kind, ids...); err != nil {
			return err
		}
	}
	return nil
}
