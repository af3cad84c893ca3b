package apache

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// wholeUpTo is the number of connectors above which GET
// /connectors?expand=info costs too much: on the worker its time grows with
// the square of their number.
const wholeUpTo = 2000

// Traits is how Apache Kafka Connect differs from other kinds.
func (c identity) Traits() worker.Traits {
	return worker.Traits{
		Secrets:      worker.SecretsInClear,
		Tasks:        worker.TasksAreTasks,
		Words:        worker.Words{Version: "Kafka", Resume: "Resume"},
		List:         worker.ListTrait{WholeUpTo: wholeUpTo},
		Offsets:      worker.OffsetsTrait{Group: sinkGroup, Source: "A source stores its offsets in the topic that the worker's offset.storage.topic names.", WhileStopped: true},
		CheckNewName: checkNewName,
		CheckWrite:   c.nameProblem,
		Request:      c.line,
	}
}

// sinkGroup is the consumer group of a sink: connect- and its name, unless its
// config sets another.
func sinkGroup(name string, config connect.Config) string {
	if group := config["consumer.override.group.id"]; group != "" {
		return group
	}
	return "connect-" + name
}
