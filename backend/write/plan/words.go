package plan

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// Waiting describes what an action is waiting for. answer is the cluster's error, if the
// action may have been done despite it.
func Waiting(p Plan, answer *connect.Error, s connect.Status) string {
	if answer != nil {
		return unclear(answer)
	}
	word := Title(p.Action) + " accepted"
	left := 0
	switch p.Action {
	case worker.ActionPause:
		left = len(s.Tasks) - StatesOf(s, connect.StatePaused) - StatesOf(s, connect.StateFailed)
		return word + ", waiting for " + tasksOrIt(left) + " to pause"
	case worker.ActionStop:
		return word + ", waiting for " + tasksOrIt(len(s.Tasks)) + " to end"
	case worker.ActionRestart:
		return word + ", waiting for the connector to run"
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return "The offsets are changed, waiting for the connector to run again"
	case worker.ActionResume:
		left = max(len(s.Tasks)-StatesOf(s, connect.StateRunning), 1)
	default:
		left = p.left(s)
	}
	if left == 0 {
		return word + ", waiting for it to begin"
	}
	return word + ", waiting for " + Count(left, "task") + " to run"
}

// unclear describes an unclear answer while the action is being verified.
func unclear(answer *connect.Error) string {
	if answer.Code == connect.CodeTimeout {
		return "The cluster gave no answer. Verifying whether it was done."
	}
	return "Verifying whether it was done, because the cluster answered with an error: " + answer.Error()
}

func tasksOrIt(n int) string {
	if n <= 0 {
		return "it"
	}
	return Count(n, "task")
}

// Settled describes the result, and how long a restart took.
func Settled(p Plan, answer *connect.Error, s connect.Status, passed time.Duration) string {
	switch p.Action {
	case worker.ActionPause:
		return cmp.Or(p.Said.Paused, "Paused")
	case worker.ActionStop:
		return "Stopped"
	case worker.ActionResume:
		return cmp.Or(p.Said.Resumed, "Resumed")
	case worker.ActionAlterOffsets:
		return "The offsets were changed."
	case worker.ActionResetOffsets:
		return "The offsets were reset."
	default:
	}
	if s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped {
		return "Restarted, and " + Stands(s)
	}
	if answer != nil && len(p.Reasons) == 0 {
		return "Running. The cluster did not say whether it was restarted."
	}
	took := Span(passed)
	if p.Action == worker.ActionRestart {
		return "The connector itself is running again after " + took
	}
	return "Running again after " + took
}

// Again describes a failure after a restart, and whether it has the same cause.
func Again(p Plan, k live.Known, since time.Time, failedAfter time.Duration) string {
	text, id := "", InstanceID
	if p.Instance && k.Status.Connector.State == connect.StateFailed {
		text = k.Status.Connector.Trace
	}
	for _, t := range k.Status.Tasks {
		if text == "" && t.State == connect.StateFailed && slices.Contains(p.Tasks, t.ID) {
			text, id = t.Trace, t.ID
		}
	}
	c := k.Causes.Of(text)
	which := "another cause"
	if c.Reason == p.Reasons[id] {
		which = "the same cause"
	}
	word := "failed again"
	if p.Reasons[id] == "" {
		word, which = "failed", "this cause"
	}
	return fmt.Sprintf("Restarted %s, %s after %s with %s: %s", Clock(since), word, Span(failedAfter), which, live.FirstLine(k.Shown(c.Says)))
}

// Stands describes the state of a connector in a few words.
func Stands(s connect.Status) string {
	switch {
	case s.Connector.State == connect.StatePaused:
		return "it is paused"
	case s.Connector.State == connect.StateStopped:
		return "it is stopped"
	case s.Connector.State != connect.StateRunning:
		return fmt.Sprintf("the connector is %s", s.Connector.State)
	case len(s.Tasks) == 0:
		return "it has no tasks"
	}
	return RunningOf(StatesOf(s, connect.StateRunning), len(s.Tasks))
}

// StatesOf returns the number of tasks in a state.
func StatesOf(s connect.Status, state connect.State) int {
	n := 0
	for _, t := range s.Tasks {
		if t.State == state {
			n++
		}
	}
	return n
}

// RunningOf returns "1 of 3 tasks is running".
func RunningOf(n, total int) string {
	be := "are"
	if n == 1 || total == 1 {
		be = "is"
	}
	return fmt.Sprintf("%d of %s %s running", n, Count(total, "task"), be)
}

// StateWord returns "running", "paused" or "stopped".
func StateWord(s connect.State) string {
	switch s {
	case connect.StatePaused:
		return "paused"
	case connect.StateStopped:
		return "stopped"
	default:
		return "running"
	}
}
