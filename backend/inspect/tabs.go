package inspect

import (
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// TabID names a tab of a connector's page.
type TabID string

// The tabs.
const (
	TabOverview TabID = "overview"
	TabTasks    TabID = "tasks"
	TabConfig   TabID = "config"
	TabTopics   TabID = "topics"
	TabOffsets  TabID = "offsets"
	TabMetrics  TabID = "metrics"
	TabCalls    TabID = "calls"
)

// Tab is a tab of a connector's page. Why is the reason why the cluster has nothing
// to show there, or empty.
type Tab struct {
	ID    TabID  `json:"id"`
	Label string `json:"label"`
	Why   string `json:"why"`
}

// tabs are made from the features of the cluster. Before it has answered, nothing
// counts as missing.
func (s *Service) tabs(k live.Known) []Tab {
	conn, _ := s.deps.Live.Peek(k.Profile.ID)
	features := conn.Features()
	why := func(f worker.Feature) string {
		if !features.Known() {
			return ""
		}
		return features.Why(f)
	}
	tabs := []Tab{
		{ID: TabOverview, Label: "Overview"},
		{ID: TabTasks, Label: "Tasks", Why: why(worker.Tasks)},
		{ID: TabConfig, Label: "Config"},
		{ID: TabTopics, Label: "Topics", Why: why(worker.Topics)},
		{ID: TabOffsets, Label: "Offsets", Why: why(worker.Offsets)},
	}
	if features.Can(worker.Metrics) { // few kinds have any, so it is not shown as missing
		tabs = append(tabs, Tab{ID: TabMetrics, Label: "Metrics"})
	}
	return append(tabs, Tab{ID: TabCalls, Label: "Calls"})
}
