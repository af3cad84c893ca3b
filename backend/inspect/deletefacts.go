package inspect

import (
	"context"
	"slices"
	"strconv"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// DeleteFacts is what a delete ends, and what stays behind.
type DeleteFacts struct {
	Tasks    int                   `json:"tasks"`
	Type     connect.ConnectorType `json:"type"`
	Topics   []string              `json:"topics"`
	Group    string                `json:"group"` // of a sink
	Offsets  string                `json:"offsets"`
	KeepDays int                   `json:"keepDays"`
	// KeepsWhere is how its config would be stored; empty where it cannot be.
	KeepsWhere connect.StoredHow `json:"keepsWhere"`
}

// DeleteFacts reads what would stay behind. What cannot be read is left out.
func (s *Service) DeleteFacts(ctx context.Context, id connect.ProfileID, name string) (DeleteFacts, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return DeleteFacts{}, err
	}
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "what a delete leaves behind"}))
	config, err := s.deps.Live.Learn(ctx, conn, name, false)
	if err != nil {
		return DeleteFacts{}, err
	}
	facts := DeleteFacts{KeepDays: write.StoredDays}
	if s.deps.StoresWhere != nil {
		facts.KeepsWhere = s.deps.StoresWhere()
	}
	if k, err := s.deps.Live.Known(id, name); err == nil {
		facts.Type, facts.Tasks = k.Row.Type, k.Row.Total
	}
	facts.Topics = s.topicsLeft(ctx, conn, name, config)
	if facts.Type == connect.TypeSink {
		facts.Group = groupOf(name, config)
	}
	facts.Offsets = s.offsetsLeft(ctx, conn, name, facts.Type)
	return facts, nil
}

// topicsLeft lists the topics it used and those its config names.
func (s *Service) topicsLeft(ctx context.Context, conn worker.Connection, name string, config connect.Config) []string {
	topics := map[string]bool{}
	for _, n := range namedBy(config, nil).names {
		if n.sink && n.key == connect.KeyTopics {
			topics[n.topic] = true
		}
	}
	used, err := readTopics(ctx, conn, name)
	if err != nil {
		s.unread("topics", conn.Profile.ID, err)
	}
	for _, topic := range used {
		topics[topic] = true
	}
	return sorted(topics)
}

func (s *Service) offsetsLeft(ctx context.Context, conn worker.Connection, name string, kind connect.ConnectorType) string {
	continues := "A new connector with this name would continue from there."
	where := "source offsets"
	if kind == connect.TypeSink {
		where = "in that consumer group"
	}
	offsets, err := readOffsets(ctx, conn, name)
	switch {
	case err == nil && len(offsets.Entries) == 0:
		return "None so far."
	case err == nil && kind == connect.TypeSink:
		return partitions(len(offsets.Entries)) + ", " + where + ". " + continues
	case err == nil:
		return partitions(len(offsets.Entries)) + " of its source. " + continues
	case kind == connect.TypeSink:
		return "They stay " + where + ". " + continues
	}
	return "Its " + where + " stay. " + continues
}

func partitions(n int) string {
	if n == 1 {
		return "1 partition"
	}
	return strconv.Itoa(n) + " partitions"
}

// BulkDeleteFacts is what deleting several connectors ends, and what stays
// behind, said once. ConfirmByCount: their number must be typed.
type BulkDeleteFacts struct {
	Connectors     int               `json:"connectors"`
	Running        int               `json:"running"` // tasks
	Topics         []string          `json:"topics"`
	Groups         []string          `json:"groups"` // of the sinks
	Unread         []string          `json:"unread"` // connectors whose config could not be read: they will not be deleted
	ConfirmByCount bool              `json:"confirmByCount"`
	StoredDays     int               `json:"storedDays"`
	StoresWhere    connect.StoredHow `json:"storesWhere"`
}

// BulkDeleteFacts reads what would stay behind of several connectors, by their
// configs alone: what they used is asked for one connector at a time.
func (s *Service) BulkDeleteFacts(ctx context.Context, id connect.ProfileID, names []string) (BulkDeleteFacts, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return BulkDeleteFacts{}, err
	}
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "what a delete leaves behind"}))
	facts := BulkDeleteFacts{Connectors: len(names), Groups: []string{}, Unread: []string{}, ConfirmByCount: conn.Profile.Production(), StoredDays: write.StoredDays}
	if s.deps.StoresWhere != nil {
		facts.StoresWhere = s.deps.StoresWhere()
	}
	topics := map[string]bool{}
	for _, name := range names {
		config, err := s.deps.Live.Learn(ctx, conn, name, false)
		if ctx.Err() != nil {
			return BulkDeleteFacts{}, ctx.Err()
		}
		if err != nil || config[connect.KeyClass] == "" {
			facts.Unread = append(facts.Unread, name)
			continue
		}
		for _, n := range namedBy(config, nil).names {
			if n.sink && n.key == connect.KeyTopics {
				topics[n.topic] = true
			}
		}
		if k, err := s.deps.Live.Known(id, name); err == nil {
			facts.Running += k.Row.Running
			if k.Row.Type == connect.TypeSink {
				facts.Groups = append(facts.Groups, groupOf(name, config))
			}
		}
	}
	facts.Topics = sorted(topics)
	slices.Sort(facts.Groups)
	return facts, nil
}
