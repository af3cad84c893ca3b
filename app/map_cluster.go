package app

import (
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/write"
)

// unixMilli is a time as the page counts it; 0 where it is not known.
func unixMilli(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli())
}

// milli is a duration as the page counts it, with its fraction.
func milli(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

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

// stepOf makes sure that a list without facts is one for the page, too.
func stepOf(s Step) Step {
	if s.Facts == nil {
		s.Facts = []Fact{}
	}
	return s
}

func (a *App) summaryOf(s live.Summary) ClusterSummary {
	p, unlocked := s.Profile, a.unlocked(s.Profile.ID)
	return ClusterSummary{
		ID: p.ID, Name: p.Name, URL: p.URL, Environment: string(p.Environment), Color: p.Color,
		Sandbox: p.ID == connect.SandboxID, ReadOnly: p.ReadOnly, SkipVerify: p.SkipVerify,
		Health: s.Health, Failing: s.Failing, Version: s.Version, DownSince: unixMilli(s.DownSince), Note: s.Note,
		UnlockedUntil: unixMilli(unlocked.Until), UnlockedChanges: unlocked.Changes,
	}
}

func (a *App) clusterStateOf(s live.State) ClusterState {
	return ClusterState{
		Summary: a.summaryOf(s.Summary), Phase: s.Phase, Version: float64(s.Version),
		Total: s.Total, Configs: s.Configs, Workers: orEmpty(s.Workers), PluginCount: s.Plugins,
		UpdatedAt: unixMilli(s.UpdatedAt), StartedAt: unixMilli(s.StartedAt), FailedAt: unixMilli(s.FailedAt), NextTryAt: unixMilli(s.NextTryAt),
		Problem: connect.ProblemOf(s.Problem), Steps: mapped(s.Steps, stepOf),
		Actions:      mapped(a.bulkOffers(s.Summary.Profile.ID), actionOf),
		KafkaVersion: s.Summary.Version, Keyring: s.Keyring,
		Deleted: mapped(s.Deleted, func(d live.DeletedNotice) DeletedNotice {
			return DeletedNotice{ID: d.ID, Name: d.Name, At: unixMilli(d.At)}
		}),
	}
}

func activityOf(a live.Activity) Activity {
	return Activity{
		Kind: a.Kind, Action: string(a.Action), Text: a.Text, At: unixMilli(a.At),
		NextTryAt: unixMilli(a.NextTryAt), Try: a.Try, Tries: a.Tries,
	}
}

func rowOf(r live.Row) Row {
	return Row{
		Name: r.Name, Verdict: r.Verdict, Place: r.Place, Type: r.Type, Class: r.Class,
		Running: r.Running, Failed: r.Failed, Paused: r.Paused, Total: r.Total,
		TopicCount: r.TopicCount, Topics: r.Topics, Worker: r.Worker, Workers: orEmpty(strings.Fields(r.Workers)),
		Since: unixMilli(r.Since), Before: r.Before, CauseClass: r.CauseClass, CauseText: r.CauseText, Activity: activityOf(r.Activity),
	}
}

func rowPageOf(p live.RowPage) RowPage {
	return RowPage{
		Full: p.Full, Rows: mapped(p.Rows, rowOf), Removed: orEmpty(p.Removed), Next: float64(p.Next), More: p.More,
	}
}

func bulkStateOf(b write.BulkState) BulkState {
	return BulkState{
		ID: b.ID, Profile: b.Profile, Action: BulkAction(b.Action), Title: b.Title,
		StartedAt: unixMilli(b.StartedAt), EndedAt: unixMilli(b.EndedAt), AtATime: b.AtATime,
		Lines: mapped(b.Lines, func(l write.BulkLine) BulkLine {
			return BulkLine{Name: l.Name, State: l.State, Text: l.Text, At: unixMilli(l.At)}
		}),
	}
}

// versionOf reads a version that the page sends back.
func versionOf(since float64) uint64 {
	if since <= 0 {
		return 0
	}
	return uint64(since)
}
