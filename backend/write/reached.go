package write

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// reached says what a status means for an action.
type reached int

const (
	reachedNotYet reached = iota
	reachedYes
	reachedFailed // what was restarted has failed again
)

// reached judges a status; it remembers what has been seen to move.
func (f *follow) reached(s connect.Status) reached {
	switch f.plan.action {
	case worker.ActionPause:
		return reachedWhen(s.Connector.State == connect.StatePaused && tasksAre(s, connect.StatePaused, connect.StateFailed))
	case worker.ActionStop:
		return reachedWhen(s.Connector.State == connect.StateStopped && len(s.Tasks) == 0)
	case worker.ActionResume:
		late := len(s.Tasks) > 0 || time.Since(f.begun) > noTasksGrace
		return reachedWhen(late && s.Connector.State == connect.StateRunning && tasksAre(s, connect.StateRunning, connect.StateFailed))
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

// restarted judges everything that was to restart. A failure counts as a new
// one once the thing has been seen otherwise, or after a while.
func (f *follow) restarted(s connect.Status) reached {
	states := map[int]connect.State{}
	if f.plan.instance {
		states[instanceID] = s.Connector.State
	}
	for _, id := range f.plan.tasks {
		states[id] = connect.StateUnassigned // until the status names it
	}
	for _, t := range s.Tasks {
		if _, ok := states[t.ID]; ok {
			states[t.ID] = t.State
		}
	}
	pending, failed, failing := false, false, false
	for id, state := range states {
		switch state {
		case connect.StateRunning, connect.StatePaused, connect.StateStopped:
			f.moved[id] = true
		case connect.StateFailed:
			failing = true
			_, wasFailed := f.plan.reasons[id]
			if !wasFailed || f.moved[id] || time.Since(f.begun) >= failureGrace {
				failed = true
			} else {
				pending = true
			}
		default:
			f.moved[id] = true
			pending = true
		}
	}
	f.noteFailure(failing)
	switch {
	case pending, !failed && time.Since(f.begun) < restartGrace:
		return reachedNotYet
	case failed:
		return reachedFailed
	}
	return reachedYes
}

// noteFailure remembers when the failure that is seen now was seen first.
func (f *follow) noteFailure(failing bool) {
	switch {
	case !failing:
		f.failedAfter = 0
	case f.failedAfter == 0:
		f.failedAfter = time.Since(f.begun)
	}
}
