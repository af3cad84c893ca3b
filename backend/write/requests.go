package write

import (
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// bulkRequests returns the first lines of the requests for a run.
func (s *Service) bulkRequests(conn worker.Connection, b Bulk) []string {
	var lines []string
	for _, name := range b.Names {
		k, err := s.live.Known(b.Profile, name)
		if err != nil || !k.Listed {
			continue
		}
		lines = append(lines, plan.New(k, b.Action, 0).Requests(conn, worker.Change{Name: name, Action: b.Action})...)
	}
	return lines
}
