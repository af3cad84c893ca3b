package inspect

import (
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// Tab is a tab of a connector's page. Why says why it has nothing to show,
// empty where it has.
type Tab struct {
	ID    string
	Label string
	Why   string
}

// tabs are made from what the cluster can do. One that has not answered yet is
// not known to lack anything.
func (s *Service) tabs(k live.Known) []Tab {
	conn, _ := s.deps.Live.Peek(k.Profile.ID)
	features := conn.Features()
	why := func(f worker.Feature) string {
		if !features.Known() {
			return ""
		}
		return features.Why(f)
	}
	return []Tab{
		{ID: "overview", Label: "Overview"},
		{ID: "tasks", Label: "Tasks", Why: why(worker.Tasks)},
		{ID: "config", Label: "Config"},
		{ID: "topics", Label: "Topics", Why: why(worker.Topics)},
		{ID: "offsets", Label: "Offsets", Why: why(worker.Offsets)},
		{ID: "calls", Label: "Calls"},
	}
}
