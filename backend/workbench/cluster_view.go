package workbench

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/write"
)

// ClusterSummary is one entry of the sidebar. UnlockedUntil is when a production
// profile asks again before every change, 0 while it does; UnlockedChanges counts
// what was changed since it was unlocked.
type ClusterSummary struct {
	live.Summary

	UnlockedUntil   float64 `json:"unlockedUntil"`
	UnlockedChanges int     `json:"unlockedChanges"`
}

// ClusterState is the head of a cluster, with the actions on several of its
// connectors.
type ClusterState struct {
	live.State

	Summary ClusterSummary `json:"summary"`
	Actions []write.Offer  `json:"actions"`
}

// NoCluster is the head of no cluster.
func NoCluster() ClusterState {
	return ClusterState{State: live.NoState(), Actions: []write.Offer{}}
}

// Clusters returns the sidebar, in the order of the profiles.
func (v Views) Clusters() []ClusterSummary {
	summaries := v.bench.Live.Summaries()
	out := make([]ClusterSummary, len(summaries))
	for i, s := range summaries {
		out[i] = v.summaryOf(s)
	}
	return out
}

func (v Views) summaryOf(s live.Summary) ClusterSummary {
	unlocked := v.bench.Write.Unlocked(s.ID)
	return ClusterSummary{Summary: s, UnlockedUntil: connect.UnixMilli(unlocked.Until), UnlockedChanges: unlocked.Changes}
}

// OpenCluster makes a cluster the one that is polled first, and returns its head.
// An empty id opens none.
func (v Views) OpenCluster(id connect.ProfileID) (ClusterState, error) {
	if err := v.bench.Live.Open(id); err != nil || id == "" {
		return NoCluster(), err
	}
	return v.Cluster(id)
}

// Cluster returns the head of a cluster.
func (v Views) Cluster(id connect.ProfileID) (ClusterState, error) {
	state, err := v.bench.Live.State(id)
	if err != nil {
		return NoCluster(), err
	}
	summary, err := v.bench.Live.Summary(id)
	if err != nil {
		return NoCluster(), err
	}
	return ClusterState{State: state, Summary: v.summaryOf(summary), Actions: v.bench.Write.BulkOffers(id)}, nil
}
