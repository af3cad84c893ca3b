package msk

import (
	"net/http"

	"sluiceway/backend/worker"
)

// line returns the request line of a change, as the confirmation shows it. The connector's
// ARN is shown by its name.
func (c identity) line(change worker.Change) string {
	method, below, query := http.MethodPut, []string{change.Name}, ""
	switch change.Action {
	case worker.ActionCreate:
		method, below = http.MethodPost, nil
	case worker.ActionSave:
		query = "?currentVersion=…"
	case worker.ActionDelete:
		method = http.MethodDelete
	case worker.ActionPause:
		below = append(below, "pause")
	case worker.ActionResume:
		below = append(below, "resume")
	case worker.ActionRestart, worker.ActionRestartAll:
		method, below = http.MethodPost, append(below, "restart")
	case worker.ActionRestartFailed:
		method, below, query = http.MethodPost, append(below, "restart"), "?onlyFailedTasks=true"
	default:
		return ""
	}
	return method + " " + c.base.At(append([]string{"v1", "connectors"}, below...), nil).RequestURI() + query
}
