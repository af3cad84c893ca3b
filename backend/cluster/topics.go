package cluster

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// What the workers know of topics in use.
const (
	TopicsKnown       = "known"
	TopicsDisabled    = "disabled"
	TopicsUnsupported = "unsupported"
)

// TopicsView is which topics the tasks used, beside what the config names.
// Unused are topics of the config that were not used so far.
type TopicsView struct {
	State  string
	Topics []TopicView
	Unused []Setting
	ReadAt time.Time
	Text   string
}

// TopicView is one topic in use. Key is the setting that names it, or empty;
// AlsoBy are other connectors of this cluster whose config names it.
type TopicView struct {
	Name   string
	Key    string
	AlsoBy []string
}

// Topics reads which topics a connector has used.
func (s *Service) Topics(ctx context.Context, id connect.ProfileID, name string) (TopicsView, error) {
	l, err := s.live(id)
	if err != nil {
		return TopicsView{}, err
	}
	w, _, err := l.reach(ctx)
	if err != nil {
		return TopicsView{}, err
	}
	view := TopicsView{State: TopicsKnown, ReadAt: s.now()}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "topics of a connector"})
	used, err := readTopics(ctx, w, name)
	switch connect.CodeOf(err) {
	case "":
	case connect.CodeForbidden:
		view.State = TopicsDisabled
		view.Text = "The workers of this cluster do not record topics: topic.tracking.enable is off."
		return view, nil
	case connect.CodeUnsupported:
		view.State = TopicsUnsupported
		view.Text = problemOf(err).Text
		return view, nil
	default:
		return TopicsView{}, err
	}
	if _, err := l.learn(ctx, w, name); err != nil {
		return TopicsView{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.compareTopics(&view, name, used)
	return view, nil
}

func readTopics(ctx context.Context, w worker.Worker, name string) ([]string, error) {
	reader, err := worker.Role[worker.TopicReader](ctx, w, worker.Topics)
	if err != nil {
		return nil, err
	}
	return reader.Topics(ctx, name)
}

func (l *live) compareTopics(view *TopicsView, name string, used []string) {
	e, ok := l.entries[name]
	if !ok {
		e = &entry{}
	}
	mine := namedBy(e.config, l.secrets(e).keys)
	slices.Sort(used)
	for _, topic := range used {
		t := TopicView{Name: topic, Key: mine.keyOf(topic)}
		for other, o := range l.entries {
			if other != name && o.config != nil && namedBy(o.config, l.secrets(o).keys).keyOf(topic) != "" {
				t.AlsoBy = insert(t.AlsoBy, other)
			}
		}
		view.Topics = append(view.Topics, t)
	}
	for _, n := range mine.names {
		if n.sink && !slices.Contains(used, n.topic) {
			view.Unused = append(view.Unused, Setting{Key: n.key, Text: n.topic})
		}
	}
}

// naming is how a config names topics.
type naming struct {
	names   []topicName
	pattern *regexp.Regexp
	prefix  string
	prefKey string
}

type topicName struct {
	topic, key string
	sink       bool // one of the keys that every sink has
}

// namedBy reads the keys of every sink; of the others, those that end in
// "topic", "topics" or "topic.prefix", as plugins call them.
func namedBy(config connect.Config, hidden map[string]bool) naming {
	var n naming
	for _, key := range config.Keys() {
		value, lower := config[key], strings.ToLower(key)
		switch {
		case hidden[lower] || strings.Contains(value, "${"):
		case key == keyTopicsRegex:
			n.pattern = compilePattern(value)
		case key == keyTopics, key == keyDeadLetters:
			for _, topic := range split(value) {
				n.names = append(n.names, topicName{topic: topic, key: key, sink: true})
			}
		case strings.HasSuffix(lower, "topic.prefix") && value != "":
			n.prefix, n.prefKey = value, key
		case strings.HasSuffix(lower, "topic"), strings.HasSuffix(lower, "topics"), strings.HasSuffix(lower, "topic.name"):
			for _, topic := range split(value) {
				n.names = append(n.names, topicName{topic: topic, key: key})
			}
		}
	}
	return n
}

// compilePattern reads a Java pattern as far as Go knows the same syntax.
func compilePattern(text string) *regexp.Regexp {
	re, err := regexp.Compile(`^(?:` + text + `)$`)
	if err != nil {
		return nil
	}
	return re
}

func (n naming) keyOf(topic string) string {
	for _, name := range n.names {
		if name.topic == topic {
			return name.key
		}
	}
	switch {
	case n.pattern != nil && n.pattern.MatchString(topic):
		return keyTopicsRegex
	case n.prefix != "" && strings.HasPrefix(topic, n.prefix):
		return n.prefKey
	}
	return ""
}
