package profileimport

import (
	"context"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
)

// Export prints stored profiles as a file that [Service.OpenText] reads, in the order of the
// sidebar. It has no secrets, no command of a way in, and does not call the keyring. Without
// ids it prints all of them.
func (s *Service) Export(ctx context.Context, ids []connect.ProfileID) ([]byte, error) {
	wanted := map[connect.ProfileID]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	profiles, err := s.Stored.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	var clusters []clusterfiles.Cluster
	for _, p := range profiles {
		if len(ids) == 0 || wanted[p.ID] {
			clusters = append(clusters, clusterOf(p))
		}
	}
	if len(clusters) == 0 {
		return nil, connect.Errorf(connect.CodeInvalid, "There is no cluster to export. Nothing was written.")
	}
	return clusterfiles.Export(clusters)
}
