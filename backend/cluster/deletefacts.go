package cluster

import (
	"context"
	"log/slog"

	"sluiceway/backend/connect"
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
func (l *live) topicsLeft(ctx context.Context, w Worker, name string, config connect.Config) []string {
	var out []string
	for _, n := range namedBy(config, nil).names {
		if n.sink && n.key == keyTopics {
			out = insert(out, n.topic)
		}
	}
	if !l.can(w, connect.CanTopics) {
		return out
	}
	used, err := w.Topics(ctx, name)
	if err != nil {
		l.s.deps.Log.Debug("topics were not told", slog.String("profile", string(l.id)), slog.Any("cause", err))
	}
	for _, topic := range used {
		out = insert(out, topic)
	}
	return out
}

func (l *live) offsetsLeft(ctx context.Context, w Worker, name string, kind connect.ConnectorType) string {
	goesOn := "A new connector with this name would go on from there."
	where := "source offsets"
	if kind == connect.TypeSink {
		where = "in that consumer group"
	}
	if l.can(w, connect.CanReadOffsets) {
		offsets, err := w.Offsets(ctx, name)
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
