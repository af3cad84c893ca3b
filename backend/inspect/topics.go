package inspect

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// TopicsState says whether the cluster knows the topics in use.
type TopicsState string

// The states. Disabled: the workers do not record them.
const (
	TopicsKnown       TopicsState = "known"
	TopicsDisabled    TopicsState = "disabled"
	TopicsUnsupported TopicsState = "unsupported"
)

// TopicsView is which topics the tasks used, beside what the config names.
// Unused are topics of the config that were not used so far.
type TopicsView struct {
	State  TopicsState `json:"state"`
	Topics []TopicView `json:"topics"`
	Unused []Setting   `json:"unused"`
	ReadAt float64     `json:"readAt"`
	Text   string      `json:"text"`
}

// TopicView is one topic in use. Key is the setting that names it, or empty;
// AlsoBy are other connectors of this cluster whose config names it.
type TopicView struct {
	Name   string   `json:"name"`
	Key    string   `json:"key"`
	AlsoBy []string `json:"alsoBy"`
}

// Topics reads which topics a connector has used.
func (s *Service) Topics(ctx context.Context, id connect.ProfileID, name string) (TopicsView, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return TopicsView{}, err
	}
	view := TopicsView{State: TopicsKnown, Topics: []TopicView{}, Unused: []Setting{}, ReadAt: connect.UnixMilli(s.now())}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "topics of a connector"})
	used, err := readTopics(ctx, conn, name)
	switch connect.CodeOf(err) {
	case "":
	case connect.CodeForbidden:
		view.State = TopicsDisabled
		view.Text = "The workers of this cluster do not record topics: topic.tracking.enable is off."
		return view, nil
	case connect.CodeUnsupported:
		view.State = TopicsUnsupported
		view.Text = connect.AsError(err).Text
		return view, nil
	default:
		return TopicsView{}, err
	}
	if _, err := s.deps.Live.Learn(ctx, conn, name, false); err != nil {
		return TopicsView{}, err
	}
	err = s.compareTopics(&view, id, name, used)
	s.deps.Live.Marks().UsedTopics(conn, name, used)
	return view, err
}

func readTopics(ctx context.Context, conn worker.Connection, name string) ([]string, error) {
	reader, err := worker.Role[worker.TopicReader](ctx, conn.Worker, worker.Topics)
	if err != nil {
		return nil, err
	}
	return reader.Topics(ctx, name)
}

// compareTopics adds to each topic in use the settings that name it, here and in
// other connectors.
func (s *Service) compareTopics(view *TopicsView, id connect.ProfileID, name string, used []string) error {
	slices.Sort(used)
	at := make(map[string]int, len(used))
	for i, topic := range used {
		view.Topics = append(view.Topics, TopicView{Name: topic, AlsoBy: []string{}})
		at[topic] = i
	}
	err := s.deps.Live.Configs(id, func(other string, config connect.Config, hidden map[string]bool) {
		names := namedBy(config, hidden)
		for i := range view.Topics {
			t := &view.Topics[i]
			switch key := names.keyOf(t.Name); {
			case key == "":
			case other == name:
				t.Key = key
			default:
				t.AlsoBy = append(t.AlsoBy, other)
			}
		}
		if other == name {
			view.Unused = names.unused(at)
		}
	})
	for i := range view.Topics {
		slices.Sort(view.Topics[i].AlsoBy)
	}
	return err
}
