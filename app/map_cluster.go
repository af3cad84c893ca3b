package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/live"
)

// mapped converts a slice; the result is never nil.
func mapped[A, B any](list []A, convert func(A) B) []B {
	out := make([]B, 0, len(list))
	for _, one := range list {
		out = append(out, convert(one))
	}
	return out
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func (a *App) summaryOf(s live.Summary) ClusterSummary {
	p, unlocked := s.Profile, a.unlocked(s.Profile.ID)
	return ClusterSummary{
		ID: p.ID, Name: p.Name, URL: p.URL, Environment: string(p.Environment), Color: p.Color,
		Sandbox: p.ID == connect.SandboxID, ReadOnly: p.ReadOnly, SkipVerify: p.SkipVerify,
		Health: s.Health, Failing: s.Failing, Version: s.Version, DownSince: connect.UnixMilli(s.DownSince), Note: s.Note,
		UnlockedUntil: connect.UnixMilli(unlocked.Until), UnlockedChanges: unlocked.Changes,
	}
}

func (a *App) clusterStateOf(s live.State) ClusterState {
	return ClusterState{
		Summary: a.summaryOf(s.Summary), Phase: s.Phase, Version: float64(s.Version),
		Total: s.Total, Configs: s.Configs, Workers: orEmpty(s.Workers), PluginCount: s.Plugins,
		UpdatedAt: connect.UnixMilli(s.UpdatedAt), StartedAt: connect.UnixMilli(s.StartedAt), FailedAt: connect.UnixMilli(s.FailedAt), NextTryAt: connect.UnixMilli(s.NextTryAt),
		Problem: connect.ProblemOf(s.Problem), Steps: append([]Step{}, s.Steps...),
		Actions:      a.bulkOffers(s.Summary.Profile.ID),
		KafkaVersion: s.Summary.Version, Keyring: s.Keyring, Columns: append([]live.ColumnID{}, s.Columns...),
		Deleted: append([]live.DeletedNotice{}, s.Deleted...),
	}
}
