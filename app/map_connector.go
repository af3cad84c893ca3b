package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/trace"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

func detailOf(d inspect.Detail) ConnectorDetail {
	return ConnectorDetail{
		Row: rowOf(d.Row), Gone: d.Gone, GoneAt: unixMilli(d.GoneAt), Sentence: d.Sentence, Support: d.Support,
		PluginVersion: d.PluginVersion, Worker: d.Worker,
		Tasks: mapped(d.Tasks, taskOf), Causes: mapped(d.Causes, causeOf), Actions: mapped(d.Actions, actionOf),
		Refused: d.Refused, ConfigCount: d.ConfigCount, UpdatedAt: unixMilli(d.UpdatedAt), Stale: d.Stale,
		Follow: followOf(d.Follow), Secret: d.Secret,
		Tabs: mapped(d.Tabs, func(t inspect.Tab) TabView { return TabView{ID: ConnectorTab(t.ID), Label: t.Label, Why: t.Why} }),
	}
}

func taskOf(t inspect.TaskView) TaskView {
	return TaskView{
		ID: t.ID, State: string(t.State), Worker: t.Worker, CauseClass: t.CauseClass, CauseText: t.CauseText,
		HasTrace: t.HasTrace, SameAs: t.SameAs, Since: unixMilli(t.Since), Before: t.Before, Lost: t.Lost, After: milli(t.After),
	}
}

func causeOf(c inspect.CauseView) CauseView {
	return CauseView{
		Class: c.Class, Short: c.Short, Text: c.Text, Connector: c.Connector,
		Tasks:    mapped(c.Tasks, func(task int) int { return task }),
		Settings: mapped(c.Settings, settingOf),
	}
}

func settingOf(s inspect.Setting) Setting { return Setting{Key: s.Key, Text: s.Text} }

func actionOf(a write.Offer) ActionView {
	return ActionView{ID: a.ID, Label: a.Label, Explain: a.Explain, Asks: a.Asks, Why: a.Why, Primary: a.Primary}
}

func followOf(f write.FollowView) FollowView {
	return FollowView{
		State: f.State, Action: string(f.Action), Since: unixMilli(f.Since), Text: f.Text,
		Steps: mapped(f.Steps, stepOf), Draft: f.Draft,
	}
}

func traceOf(t inspect.TraceView) TraceView {
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

func topicsOf(t inspect.TopicsView) TopicsView {
	return TopicsView{
		State: TopicsState(t.State), ReadAt: unixMilli(t.ReadAt), Text: t.Text, Unused: mapped(t.Unused, settingOf),
		Topics: mapped(t.Topics, func(one inspect.TopicView) TopicView {
			return TopicView{Name: one.Name, Key: one.Key, AlsoBy: orEmpty(one.AlsoBy)}
		}),
	}
}

func offsetsOf(o inspect.OffsetsView) OffsetsView {
	cells := func(list []inspect.Cell) []Cell {
		return mapped(list, func(c inspect.Cell) Cell { return Cell{Text: c.Text, Missing: c.Missing, Number: c.Number} })
	}
	return OffsetsView{
		State: OffsetsState(o.State), Sink: o.Sink, Group: o.Group, PartitionKeys: orEmpty(o.PartitionKeys), OffsetKeys: orEmpty(o.OffsetKeys),
		Rows: mapped(o.Rows, func(r inspect.OffsetRow) OffsetRow {
			return OffsetRow{Partition: cells(r.Partition), Offset: cells(r.Offset), JSON: r.JSON}
		}),
		JSON: o.JSON, ReadAt: unixMilli(o.ReadAt), Text: o.Text, Command: o.Command,
	}
}

func deleteFactsOf(f inspect.DeleteFacts) DeleteFacts {
	return DeleteFacts{
		Tasks: f.Tasks, Type: f.Type, Topics: orEmpty(f.Topics),
		Group: f.Group, Offsets: f.Offsets, KeepDays: f.StoredDays, KeepsWhere: KeptWhere(f.StoresWhere),
	}
}

func outcomeOf(o worker.Outcome) WriteResult {
	return WriteResult{Name: o.Name, Landed: Landed(o.Landed), Text: o.Text, Problem: connect.ProblemOf(o.Problem)}
}

func bulkDeleteFactsOf(f inspect.BulkDeleteFacts) BulkDeleteFacts {
	return BulkDeleteFacts{
		Connectors: f.Connectors, Running: f.Running, Topics: orEmpty(f.Topics), Groups: orEmpty(f.Groups), Unread: orEmpty(f.Unread),
		ConfirmByCount: f.ConfirmByCount, StoredDays: f.StoredDays, StoresWhere: KeptWhere(f.StoresWhere),
	}
}
