package plan

import (
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Restarts reports whether the action is a restart.
func Restarts(a worker.Action) bool {
	return a == worker.ActionRestart || a == worker.ActionRestartFailed || a == worker.ActionRestartAll || a == worker.ActionRestartTask
}

// OnRow reports whether the connector's row shows the action. Create, save and delete have
// their own screens.
func OnRow(a worker.Action) bool {
	return Restarts(a) || slices.Contains([]worker.Action{worker.ActionPause, worker.ActionResume, worker.ActionStop}, a)
}

// OnOffsets reports whether the action changes the offsets of a connector.
func OnOffsets(a worker.Action) bool {
	return a == worker.ActionAlterOffsets || a == worker.ActionResetOffsets
}

// Known reports whether the action is a change to a cluster.
func Known(a worker.Action) bool {
	return OnRow(a) || OnOffsets(a) || slices.Contains([]worker.Action{worker.ActionCreate, worker.ActionSave, worker.ActionDelete}, a)
}

// Forwards reports whether a worker may forward the action to another one. Every worker does
// pause and resume itself.
func Forwards(a worker.Action) bool { return a != worker.ActionPause && a != worker.ActionResume }

// FeatureOf returns the feature that an action needs.
func FeatureOf(a worker.Action) worker.Feature {
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
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return worker.AlterOffsets
	default:
		return worker.Restart
	}
}

// PermissionOf returns the permission of the profile that an action needs.
func PermissionOf(a worker.Action) connect.Permission {
	switch a {
	case worker.ActionCreate:
		return connect.PermitCreate
	case worker.ActionSave, worker.ActionEdit:
		return connect.PermitEdit
	case worker.ActionDelete:
		return connect.PermitDelete
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return connect.PermitOffsets
	default:
		return connect.PermitState
	}
}

// Title returns the noun of an action for the start of a sentence.
func Title(a worker.Action) string {
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
	case worker.ActionAlterOffsets:
		return "Change of offsets"
	case worker.ActionResetOffsets:
		return "Reset of offsets"
	default:
		return "Restart"
	}
}

// Verb returns the verb of an action for the call log.
func Verb(a worker.Action) string {
	switch {
	case Restarts(a):
		return "restart"
	case a == worker.ActionAlterOffsets:
		return "change of offsets"
	case a == worker.ActionResetOffsets:
		return "reset of offsets"
	}
	return string(a)
}
