package emqx

import (
	"strings"

	"sluiceway/backend/worker"
)

// line returns the request line of a change, as the confirmation shows it. It is built by
// the same code as the request. The node of a start on one node is not known here.
func (c identity) line(change worker.Change) string {
	r, ok := parseRow(rowName(change.Config["connector.class"], change.Name))
	if !ok {
		return ""
	}
	var k call
	switch change.Action {
	case worker.ActionCreate:
		k = createCall(r)
	case worker.ActionSave:
		k = putCall(r)
	case worker.ActionDelete:
		k = deleteCall(r)
	case worker.ActionPause, worker.ActionResume:
		k = enableCall(r, change.Action == worker.ActionResume)
	case worker.ActionRestart:
		k = startCall(r)
	case worker.ActionRestartTask:
		k = startOnCall(r, "{node}")
	default:
		return ""
	}
	line := k.method + " " + c.base.At(k.path, k.query).RequestURI()
	return strings.NewReplacer("%7B", "{", "%7D", "}", "%3A", ":").Replace(line)
}
