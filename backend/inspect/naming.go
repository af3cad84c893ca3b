package inspect

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

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
		case key == connect.KeyTopicsRegex:
			n.pattern = compilePattern(value)
		case key == connect.KeyTopics, key == connect.KeyDeadLetters:
			for _, topic := range connect.SplitList(value) {
				n.names = append(n.names, topicName{topic: topic, key: key, sink: true})
			}
		case strings.HasSuffix(lower, "topic.prefix") && value != "":
			n.prefix, n.prefKey = value, key
		case strings.HasSuffix(lower, "topic"), strings.HasSuffix(lower, "topics"), strings.HasSuffix(lower, "topic.name"):
			for _, topic := range connect.SplitList(value) {
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
		return connect.KeyTopicsRegex
	case n.prefix != "" && strings.HasPrefix(topic, n.prefix):
		return n.prefKey
	}
	return ""
}

// unused lists the topics that a sink's own settings name and that are not in
// use.
func (n naming) unused(used map[string]int) []Setting {
	out := []Setting{}
	for _, name := range n.names {
		if _, ok := used[name.topic]; name.sink && !ok {
			out = append(out, Setting{Key: name.key, Text: name.topic})
		}
	}
	return out
}
