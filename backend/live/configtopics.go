package live

import (
	"strconv"
	"strings"

	"sluiceway/backend/connect"
)

// Keys of every sink that name topics; kafka-connect's SinkConnectorConfig.
const (
	KeyTopics      = "topics"
	KeyTopicsRegex = "topics.regex"
	KeyDeadLetters = "errors.deadletterqueue.topic.name"
	KeyTasksMax    = "tasks.max"
)

// topicsOf tells how many topics a config names and which: those of a sink are
// in its config, those of a source are the plugin's own business. -1 means that
// the config does not tell; a pattern is then the text.
func topicsOf(config connect.Config, kind connect.ConnectorType) (count int, text string) {
	if kind == connect.TypeSource {
		return -1, ""
	}
	if list := Split(config[KeyTopics]); len(list) > 0 {
		return len(list), strings.Join(list, ", ")
	}
	return -1, config[KeyTopicsRegex]
}

// Split reads a LIST as Kafka's ConfigDef does: commas, spaces around them.
func Split(text string) []string {
	var out []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// TasksMax is the most tasks a config allows; 1 is the default of Connect.
func TasksMax(config connect.Config) int {
	n, err := strconv.Atoi(strings.TrimSpace(config[KeyTasksMax]))
	if err != nil || n < 1 {
		return 1
	}
	return n
}
