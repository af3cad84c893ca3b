package connect

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Keys that every sink has (Connect's SinkConnectorConfig), and tasks.max.
const (
	KeyTopics      = "topics"
	KeyTopicsRegex = "topics.regex"
	KeyDeadLetters = "errors.deadletterqueue.topic.name"
	KeyTasksMax    = "tasks.max"
)

// TopicsOf returns the number of topics that a config names, and their names. The
// number is -1 if the config does not determine it. For a sink with topics.regex the
// text is then the pattern. For a source it is the topics in used and those that its
// settings appear to name, since each plugin calls these settings differently.
func TopicsOf(config Config, kind ConnectorType, used []string) (count int, text string) {
	if kind == TypeSource {
		return -1, strings.Join(sourceTopics(config, used), ", ")
	}
	if list := SplitList(config[KeyTopics]); len(list) > 0 {
		return len(list), strings.Join(list, ", ")
	}
	return -1, config[KeyTopicsRegex]
}

// sourceTopics returns the known topics of a source, sorted. Plugins name their
// settings "topic", "kafka.topic" or "topic.name"; a topic prefix is shown as a
// pattern if no topics in use are known.
func sourceTopics(config Config, used []string) []string {
	topics := map[string]bool{}
	for _, topic := range used {
		topics[topic] = true
	}
	for key, value := range config {
		key = strings.ToLower(key)
		switch {
		case value == "" || MayHoldPlaceholder(value):
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

// SplitList splits a LIST value as Kafka's ConfigDef does: at commas, trimming spaces.
func SplitList(text string) []string {
	var out []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// TasksMax returns the value of tasks.max, or Connect's default of 1.
func TasksMax(config Config) int {
	n, err := strconv.Atoi(strings.TrimSpace(config[KeyTasksMax]))
	if err != nil || n < 1 {
		return 1
	}
	return n
}
