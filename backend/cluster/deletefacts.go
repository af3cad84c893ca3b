package cluster

import (
	"context"
	"log/slog"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// DeleteFacts is what a delete ends, and what stays behind.
type DeleteFacts struct {
	Running  int // tasks
	Tasks    int
	State    connect.State
	Type     connect.ConnectorType
	Topics   []string
	Group    string // of a sink
	Offsets  string
	TypeName bool // production: the name must be typed
	KeepDays int
	Keeps    string // "sealed", "session", or empty where it cannot be kept
}

// topicsLeft lists the topics it used and those its config names.
func (l *live) topicsLeft(ctx context.Context, w worker.Worker, name string, config connect.Config) []string {
	var out []string
	for _, n := range namedBy(config, nil).names {
		if n.sink && n.key == keyTopics {
			out = insert(out, n.topic)
		}
	}
	reader, err := worker.Role[worker.TopicReader](ctx, w, worker.Topics)
	if err != nil {
		return out
	}
	used, err := reader.Topics(ctx, name)
	if err != nil {
		l.s.deps.Log.Debug("topics were not told", slog.String("profile", string(l.id)), slog.Any("cause", err))
	}
	for _, topic := range used {
		out = insert(out, topic)
	}
	return out
}

func (l *live) offsetsLeft(ctx context.Context, w worker.Worker, name string, kind connect.ConnectorType) string {
	goesOn := "A new connector with this name would go on from there."
	where := "source offsets"
	if kind == connect.TypeSink {
		where = "in that consumer group"
	}
	if reader, err := worker.Role[worker.OffsetReader](ctx, w, worker.Offsets); err == nil {
		offsets, err := reader.Offsets(ctx, name)
		if err == nil && len(offsets.Entries) == 0 {
			return "None so far."
		}
		if err == nil && kind == connect.TypeSink {
			return count(len(offsets.Entries), "partition") + ", " + where + ". " + goesOn
		}
		if err == nil {
			return count(len(offsets.Entries), "partition") + " of its source. " + goesOn
		}
	}
	if kind == connect.TypeSink {
		return "They stay " + where + ". " + goesOn
	}
	return "Its " + where + " stay. " + goesOn
}
