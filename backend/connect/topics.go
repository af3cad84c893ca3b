package connect

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Keys of every sink that name topics; Connect's SinkConnectorConfig.
const (
	KeyTopics      = "topics"
	KeyTopicsRegex = "topics.regex"
	KeyDeadLetters = "errors.deadletterqueue.topic.name"
	KeyTasksMax    = "tasks.max"
)

// TopicsOf tells how many topics a config names and which. -1 means that the
// config does not tell how many: those of a source are the plugin's own
// business, so that the text has what its settings seem to name and what was
// seen in use; of a sink with a pattern it is the pattern.
func TopicsOf(config Config, kind ConnectorType, used []string) (count int, text string) {
	if kind == TypeSource {
		return -1, strings.Join(sourceTopics(config, used), ", ")
	}
	if list := SplitList(config[KeyTopics]); len(list) > 0 {
		return len(list), strings.Join(list, ", ")
	}
	return -1, config[KeyTopicsRegex]
}

// sourceTopics are the topics of a source as far as they are known, sorted.
// Plugins call their settings "topic", "kafka.topic" or "topic.name"; a prefix
// stands for every topic that begins with it.
func sourceTopics(config Config, used []string) []string {
	topics := map[string]bool{}
	for _, topic := range used {
		topics[topic] = true
	}
	for key, value := range config {
		key = strings.ToLower(key)
		switch {
		case value == "" || strings.Contains(value, "${"):
		case strings.HasSuffix(key, "topic.prefix") && len(used) == 0:
			topics[value+"*"] = true
		case strings.HasSuffix(key, "topic"), strings.HasSuffix(key, "topics"), strings.HasSuffix(key, "topic.name"):
			for _, topic := range SplitList(value) {
				topics[topic] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(topics))
}

// SplitList reads a LIST as Kafka's ConfigDef does: commas, spaces around them.
func SplitList(text string) []string {
	var out []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// TasksMax is the most tasks a config allows; 1 is the default of Connect.
func TasksMax(config Config) int {
	n, err := strconv.Atoi(strings.TrimSpace(config[KeyTasksMax]))
	if err != nil || n < 1 {
		return 1
	}
	return n
}
