package confluent

import "sluiceway/backend/worker"

// line returns the request line of a change, as the confirmation shows it. It is built by the
// same code as the request.
func (c identity) line(change worker.Change) string {
	var k call
	switch change.Action {
	case worker.ActionCreate:
		k = createCall(change.Name, nil)
	case worker.ActionSave:
		k = putCall(change.Name, nil)
	case worker.ActionDelete:
		k = deleteCall(change.Name)
	case worker.ActionPause:
		k = pauseCall(change.Name)
	case worker.ActionResume:
		k = resumeCall(change.Name)
	case worker.ActionRestart, worker.ActionRestartAll:
		k = restartCall(change.Name)
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		k = offsetsCall(change.Name, alteration{})
	default:
		return ""
	}
	return k.method + " " + c.base.Below(c.url(k))
}
