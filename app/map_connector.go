package app

import (
	"sluiceway/backend/cluster"
	"sluiceway/backend/connect"
	"sluiceway/backend/trace"
)

func detailOf(d cluster.Detail) ConnectorDetail {
	return ConnectorDetail{
		Row: rowOf(d.Row), Gone: d.Gone, GoneAt: unixMilli(d.GoneAt), Sentence: d.Sentence, Support: d.Support,
		PluginVersion: d.PluginVersion, Worker: d.Worker,
		Tasks: mapped(d.Tasks, taskOf), Causes: mapped(d.Causes, causeOf), Actions: mapped(d.Actions, actionOf),
		Refused: d.Refused, ConfigCount: d.ConfigCount, UpdatedAt: unixMilli(d.UpdatedAt), Stale: d.Stale,
		Follow: followOf(d.Follow), Secret: d.Secret,
	}
}

func taskOf(t cluster.TaskView) TaskView {
	return TaskView{
		ID: t.ID, State: string(t.State), Worker: t.Worker, CauseClass: t.CauseClass, CauseText: t.CauseText,
		HasTrace: t.HasTrace, SameAs: t.SameAs, Since: unixMilli(t.Since), Before: t.Before, Lost: t.Lost, After: milli(t.After),
	}
}

func causeOf(c cluster.CauseView) CauseView {
	return CauseView{
		Class: c.Class, Short: c.Short, Text: c.Text, Connector: c.Connector,
		Tasks:    mapped(c.Tasks, func(task int) int { return task }),
		Settings: mapped(c.Settings, settingOf),
	}
}

func settingOf(s cluster.Setting) Setting { return Setting{Key: s.Key, Text: s.Text} }

func actionOf(a cluster.ActionView) ActionView {
	return ActionView{ID: a.ID, Label: a.Label, Explain: a.Explain, Asks: a.Asks, Primary: a.Primary}
}

func followOf(f cluster.FollowView) FollowView {
	return FollowView{
		State: f.State, Action: string(f.Action), Since: unixMilli(f.Since), Text: f.Text,
		Steps: mapped(f.Steps, stepOf), Draft: f.Draft,
	}
}

func traceOf(t cluster.TraceView) TraceView {
	return TraceView{
		Frames: t.Frames, Folded: t.Folded, Raw: t.Raw,
		Causes: mapped(t.Causes, func(c trace.Folded) TraceCause {
			return TraceCause{
				Class: c.Class, Message: c.Message, Root: c.Root, Top: c.Top,
				Groups: mapped(c.Groups, func(g trace.Group) FrameGroup {
					return FrameGroup{Title: g.Title, Frames: orEmpty(g.Frames)}
				}),
			}
		}),
	}
}

func topicsOf(t cluster.TopicsView) TopicsView {
	return TopicsView{
		State: TopicsState(t.State), ReadAt: unixMilli(t.ReadAt), Text: t.Text, Unused: mapped(t.Unused, settingOf),
		Topics: mapped(t.Topics, func(one cluster.TopicView) TopicView {
			return TopicView{Name: one.Name, Key: one.Key, AlsoBy: orEmpty(one.AlsoBy)}
		}),
	}
}

func offsetsOf(o cluster.OffsetsView) OffsetsView {
	cells := func(list []cluster.Cell) []Cell {
		return mapped(list, func(c cluster.Cell) Cell { return Cell{Text: c.Text, Missing: c.Missing, Number: c.Number} })
	}
	return OffsetsView{
		State: OffsetsState(o.State), Sink: o.Sink, Group: o.Group, PartitionKeys: orEmpty(o.PartitionKeys), OffsetKeys: orEmpty(o.OffsetKeys),
		Rows: mapped(o.Rows, func(r cluster.OffsetRow) OffsetRow {
			return OffsetRow{Partition: cells(r.Partition), Offset: cells(r.Offset), JSON: r.JSON}
		}),
		JSON: o.JSON, ReadAt: unixMilli(o.ReadAt), Text: o.Text, Command: o.Command,
	}
}

func deleteFactsOf(f cluster.DeleteFacts) DeleteFacts {
	return DeleteFacts{
		Tasks: f.Tasks, Type: f.Type, Topics: orEmpty(f.Topics),
		Group: f.Group, Offsets: f.Offsets, KeepDays: f.KeepDays, KeepsWhere: KeptWhere(f.Keeps),
	}
}

func deletedOf(r cluster.WriteResult) WriteResult {
	return WriteResult{Name: r.Name, Landed: Landed(r.Landed), Text: r.Text, Problem: connect.ProblemOf(r.Problem)}
}
