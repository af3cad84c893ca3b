package plan

import (
	"fmt"

	"sluiceway/backend/worker"
)

// maxRequests is the maximum number of requests in a question.
const maxRequests = 5

// Requests returns the first lines of the requests for a change, in order. It returns none if
// the kind of cluster does not tell them.
func (p Plan) Requests(conn worker.Connection, c worker.Change) []string {
	changes := []worker.Change{c}
	switch {
	case c.Action == worker.ActionRestartFailed || c.Action == worker.ActionRestartAll:
		changes = p.restarts(conn, c)
	case c.RestartTasks && conn.Features().Can(worker.RestartFailed):
		changes = append(changes, worker.Change{Name: c.Name, Action: worker.ActionRestartAll})
	}
	var lines []string
	for _, one := range changes {
		if line := conn.Worker.Traits().RequestOf(one); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// restarts splits a restart if the cluster can only restart one thing at a time.
func (p Plan) restarts(conn worker.Connection, c worker.Change) []worker.Change {
	switch {
	case conn.Worker.Traits().RestartsWhole:
		return []worker.Change{{Name: c.Name, Action: worker.ActionRestart}}
	case conn.Features().Can(worker.RestartFailed):
		return []worker.Change{c}
	}
	var out []worker.Change
	if p.Instance {
		out = append(out, worker.Change{Name: c.Name, Action: worker.ActionRestart})
	}
	for _, task := range p.Tasks {
		out = append(out, worker.Change{Name: c.Name, Action: worker.ActionRestartTask, Task: task})
	}
	return out
}

// Some shortens a list that is too long to read.
func Some(lines []string) []string {
	if len(lines) <= maxRequests {
		return lines
	}
	return append(lines[:maxRequests:maxRequests], fmt.Sprintf("and %d more", len(lines)-maxRequests))
}
