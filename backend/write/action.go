package write

import (
	"slices"

	"sluiceway/backend/worker"
)

// restarts tells that the action is one of the restarts.
func restarts(a worker.Action) bool {
	return a == worker.ActionRestart || a == worker.ActionRestartFailed || a == worker.ActionRestartAll || a == worker.ActionRestartTask
}

// onRow tells that the action is shown on the connector's row from when it is
// sent. Create, save and delete have a screen of their own until they are done.
func onRow(a worker.Action) bool {
	return restarts(a) || slices.Contains([]worker.Action{worker.ActionPause, worker.ActionResume, worker.ActionStop}, a)
}

// known tells that the action is a change to a cluster.
func known(a worker.Action) bool {
	return onRow(a) || slices.Contains([]worker.Action{worker.ActionCreate, worker.ActionSave, worker.ActionDelete}, a)
}

// forwards tells that another worker than the one asked may carry the action
// out; pause and resume are done by any worker itself.
func forwards(a worker.Action) bool { return a != worker.ActionPause && a != worker.ActionResume }

// featureOf is the feature that an action needs.
func featureOf(a worker.Action) worker.Feature {
	switch a {
	case worker.ActionCreate:
		return worker.Create
	case worker.ActionSave, worker.ActionEdit:
		return worker.Edit
	case worker.ActionDelete:
		return worker.Delete
	case worker.ActionPause, worker.ActionResume:
		return worker.Pause
	case worker.ActionStop:
		return worker.Stop
	case worker.ActionRestartTask:
		return worker.RestartTask
	default:
		return worker.Restart
	}
}

// title is the noun of an action, for the beginning of a sentence.
func title(a worker.Action) string {
	switch a {
	case worker.ActionPause:
		return "Pause"
	case worker.ActionResume:
		return "Resume"
	case worker.ActionStop:
		return "Stop"
	case worker.ActionCreate:
		return "Create"
	case worker.ActionSave:
		return "Save"
	case worker.ActionDelete:
		return "Delete"
	default:
		return "Restart"
	}
}

// verb is the action in the call log.
func verb(a worker.Action) string {
	if restarts(a) {
		return "restart"
	}
	return string(a)
}
