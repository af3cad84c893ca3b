package apache

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// line returns the request line of a change, as the confirmation shows it. It is built
// by the same code as the request.
func (c identity) line(change worker.Change) string {
	k, ok := callOf(change)
	if !ok {
		return ""
	}
	return k.method + " " + c.base.At(k.path, k.query).RequestURI()
}

func callOf(c worker.Change) (call, bool) {
	switch c.Action {
	case worker.ActionCreate:
		return createCall(c.Name, nil, c.State), true
	case worker.ActionSave:
		return putCall(c.Name, nil), true
	case worker.ActionDelete:
		return deleteCall(c.Name), true
	case worker.ActionPause:
		return pauseCall(c.Name), true
	case worker.ActionResume:
		return resumeCall(c.Name), true
	case worker.ActionStop:
		return stopCall(c.Name), true
	case worker.ActionRestart:
		return restartCall(c.Name, connect.RestartOptions{}), true
	case worker.ActionRestartFailed:
		return restartCall(c.Name, connect.RestartOptions{IncludeTasks: true, OnlyFailed: true}), true
	case worker.ActionRestartAll:
		return restartCall(c.Name, connect.RestartOptions{IncludeTasks: true}), true
	case worker.ActionAlterOffsets:
		return alterCall(c.Name, nil), true
	case worker.ActionResetOffsets:
		return resetCall(c.Name), true
	case worker.ActionRestartTask:
		return taskCall(c.Name, c.Task), true
	default:
		return call{}, false
	}
}
