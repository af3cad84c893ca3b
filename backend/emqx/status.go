package emqx

import (
	"strings"

	"sluiceway/backend/connect"
)

// status translates the status of an item. Its nodes are the tasks. A disabled item is
// paused, whatever it reads: a disabled action reads “disconnected”. An action or a
// source that does not run because of its connector waits for it.
func (all inventory) status(i item) connect.Status {
	out := connect.Status{Name: i.row(), Type: i.kind.direction(), Uses: len(i.rules)}
	out.Connector.State, out.Connector.Trace = i.state(i.status, i.reason)
	out.Connector.Reported = i.status
	if i.status == "inconsistent" && i.enabled {
		out.Connector.State = connect.StateRunning // some of its nodes are connected
	}
	for n, on := range i.nodes {
		task := connect.TaskStatus{ID: n, WorkerID: on.Node, Reported: on.Status}
		task.State, task.Trace = i.state(on.Status, on.Reason)
		out.Tasks = append(out.Tasks, task)
	}
	if i.kind == connectors || i.connector == "" {
		return out
	}
	owner := all.owner(i)
	out.Parent = owner.row()
	above, there := all[out.Parent]
	out.Waiting = there && i.enabled && i.status != "connected" && (!above.enabled || above.status == "disconnected" || above.status == "connecting")
	return out
}

// state translates one status word. The trace is the word with the reason.
func (i item) state(word, reason string) (connect.State, string) {
	switch {
	case !i.enabled, word == "stopped":
		return connect.StatePaused, ""
	case word == "connected":
		return connect.StateRunning, ""
	case word == "connecting":
		return connect.StateRestarting, reason
	case word == "disconnected", word == "inconsistent":
		return connect.StateFailed, trace(word, reason)
	}
	return connect.State(strings.ToUpper(word)), reason
}

func trace(word, reason string) string {
	if reason == "" {
		return word
	}
	return word + ": " + reason
}
