package write

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// reached is the meaning of a status for an action.
type reached int

const (
	reachedNotYet reached = iota
	reachedYes
	reachedFailed // what was restarted has failed again
)

// reached evaluates a status, and records which tasks have changed their state.
func (f *follow) reached(s connect.Status) reached {
	switch f.plan.Action {
	case worker.ActionPause:
		return reachedWhen(s.Connector.State == connect.StatePaused && tasksAre(s, connect.StatePaused, connect.StateFailed))
	case worker.ActionStop:
		return reachedWhen(s.Connector.State == connect.StateStopped && len(s.Tasks) == 0)
	case worker.ActionResume:
		late := len(s.Tasks) > 0 || time.Since(f.statusFrom) > noTasksGrace
		return reachedWhen(late && s.Connector.State == connect.StateRunning && tasksAre(s, connect.StateRunning, connect.StateFailed))
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return asBefore(f, s)
	default:
		return f.restarted(s)
	}
}

func reachedWhen(yes bool) reached {
	if yes {
		return reachedYes
	}
	return reachedNotYet
}

func tasksAre(s connect.Status, states ...connect.State) bool {
	return !slices.ContainsFunc(s.Tasks, func(t connect.TaskStatus) bool { return !slices.Contains(states, t.State) })
}

// restarted evaluates everything that was restarted. A failure is new if another state was
// seen since, or after a while.
func (f *follow) restarted(s connect.Status) reached {
	states := map[int]connect.State{}
	if f.plan.Instance {
		states[plan.InstanceID] = s.Connector.State
	}
	for _, id := range f.plan.Tasks {
		states[id] = connect.StateUnassigned // until it is in the status
	}
	for _, t := range s.Tasks {
		if _, ok := states[t.ID]; ok {
			states[t.ID] = t.State
		}
	}
	pending, failed, failing := false, false, false
	old := f.oldFailures(s)
	for id, state := range states {
		switch state {
		case connect.StateRunning, connect.StatePaused, connect.StateStopped:
			f.moved[id] = true
		case connect.StateFailed:
			failing = true
			if old[id] {
				pending = true
			} else {
				failed = true
			}
		default:
			f.moved[id] = true
			pending = true
		}
	}
	f.noteFailure(failing)
	switch {
	case pending, !failed && time.Since(f.statusFrom) < restartGrace:
		return reachedNotYet
	case failed:
		return reachedFailed
	}
	return reachedYes
}

// noteFailure records when the present failure was first seen.
func (f *follow) noteFailure(failing bool) {
	switch {
	case !failing:
		f.failedAfter = 0
	case f.failedAfter == 0:
		f.failedAfter = time.Since(f.begun)
	}
}
