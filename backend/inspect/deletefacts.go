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
	Tasks      int                   `json:"tasks"`
	Type       connect.ConnectorType `json:"type"`
	Topics     []string              `json:"topics"`
	Group      string                `json:"group"` // of a sink, where the kind of cluster says it
	Offsets    string                `json:"offsets"`
	Users      []worker.User         `json:"users"` // what uses it, so that the service may refuse
	StoredDays int                   `json:"storedDays"`
	// StoresWhere is how its config would be stored; empty if it cannot be.
	StoresWhere connect.StoredHow `json:"storesWhere"`
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
	facts := DeleteFacts{StoredDays: write.StoredDays}
	if s.deps.StoresWhere != nil {
		facts.StoresWhere = s.deps.StoresWhere()
	}
	if k, err := s.deps.Live.Known(id, name); err == nil {
		facts.Type, facts.Tasks = k.Row.Type, k.Row.Total
	}
	facts.Topics = s.topicsLeft(ctx, conn, name, config)
	if facts.Type == connect.TypeSink {
		facts.Group = conn.Worker.Traits().Group(name, config)
	}
	facts.Offsets = s.offsetsLeft(ctx, conn, name, facts)
	if facts.Users, err = readUsers(ctx, conn, name); err != nil {
		s.unread("users", conn.Profile.ID, err)
	}
	return facts, nil
}

// readUsers returns what uses a connector, where the kind of cluster says it.
func readUsers(ctx context.Context, conn worker.Connection, name string) ([]worker.User, error) {
	reader, err := worker.Role[worker.UserReader](ctx, conn.Worker, worker.Users)
	if connect.CodeOf(err) == connect.CodeUnsupported {
		return []worker.User{}, nil
	}
	var users []worker.User
	if err == nil {
		users, err = reader.Users(ctx, name)
	}
	return append([]worker.User{}, users...), err
}

// topicsLeft lists the topics it used and those its config names.
func (s *Service) topicsLeft(ctx context.Context, conn worker.Connection, name string, config connect.Config) []string {
	topics := map[string]bool{}
	noteTopics(topics, config)
	used, err := readTopics(ctx, conn, name)
	if err != nil {
		s.unread("topics", conn.Profile.ID, err)
	}
	for _, topic := range used {
		topics[topic] = true
	}
	return sorted(topics)
}

// noteTopics adds the topics that a sink's config names.
func noteTopics(topics map[string]bool, config connect.Config) {
	for _, n := range namedBy(config, nil).names {
		if n.sink && n.key == connect.KeyTopics {
			topics[n.topic] = true
		}
	}
}

// offsetsLeft says what stays of the offsets: nothing where the kind of cluster
// does not say whether they do.
func (s *Service) offsetsLeft(ctx context.Context, conn worker.Connection, name string, facts DeleteFacts) string {
	sink := facts.Type == connect.TypeSink
	if sink && facts.Group == "" || !sink && conn.Worker.Traits().Offsets.Source == "" {
		return ""
	}
	continues := "A new connector with this name would continue from there."
	offsets, err := readOffsets(ctx, conn, name)
	switch {
	case err == nil && len(offsets.Entries) == 0:
		return "None so far."
	case err == nil && sink:
		return partitions(len(offsets.Entries)) + ", in that consumer group. " + continues
	case err == nil:
		return partitions(len(offsets.Entries)) + " of its source. " + continues
	case sink:
		return "They stay in that consumer group. " + continues
	}
	return "Its source offsets stay. " + continues
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
	Groups         []string          `json:"groups"`      // of the sinks
	OffsetsStay    bool              `json:"offsetsStay"` // the kind of cluster says that they do
	Unread         []string          `json:"unread"`      // connectors whose config could not be read: they will not be deleted
	ConfirmByCount bool              `json:"confirmByCount"`
	StoredDays     int               `json:"storedDays"`
	StoresWhere    connect.StoredHow `json:"storesWhere"`
}

// BulkDeleteFacts reads what several connectors would leave behind, from their
// configs alone: the topics in use take a request for each connector.
func (s *Service) BulkDeleteFacts(ctx context.Context, id connect.ProfileID, names []string) (BulkDeleteFacts, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return BulkDeleteFacts{}, err
	}
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "what a delete leaves behind"}))
	facts := BulkDeleteFacts{Connectors: len(names), Groups: []string{}, Unread: []string{}, OffsetsStay: conn.Worker.Traits().Offsets.Group != nil, ConfirmByCount: conn.Profile.Production(), StoredDays: write.StoredDays}
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
		noteTopics(topics, config)
		k, err := s.deps.Live.Known(id, name)
		if err != nil {
			continue
		}
		facts.Running += k.Row.Running
		if group := conn.Worker.Traits().Group(name, config); group != "" && k.Row.Type == connect.TypeSink {
			facts.Groups = append(facts.Groups, group)
		}
	}
	facts.Topics = sorted(topics)
	slices.Sort(facts.Groups)
	return facts, nil
}
