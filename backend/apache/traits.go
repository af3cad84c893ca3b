package apache

import "sluiceway/backend/worker"

// wholeUpTo is the number of connectors above which GET
// /connectors?expand=info costs too much: on the worker its time grows with
// the square of their number.
const wholeUpTo = 2000

// Traits is how Apache Kafka Connect differs from other kinds.
func (c *Client) Traits() worker.Traits {
	single := c.profile.SingleWorker
	return worker.Traits{
		Secrets:      worker.SecretsInClear,
		Tasks:        worker.TasksAreTasks,
		Words:        worker.Words{Version: "Kafka", Resume: "Resume"},
		List:         worker.ListTrait{WholeUpTo: wholeUpTo},
		CheckNewName: checkNewName,
		CheckWrite:   func(name string, forwarded bool) error { return checkWrite(name, forwarded && !single) },
	}
}
