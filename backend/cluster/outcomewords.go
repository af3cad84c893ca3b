package cluster

import (
	"fmt"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

func (f *follow) waitingText(s connect.Status) string {
	if f.err != nil {
		return "The worker did not say whether it was done. Looking."
	}
	word := f.plan.action.title() + " accepted"
	left := 0
	switch f.plan.action {
	case ActionPause:
		left = len(s.Tasks) - statesOf(s, connect.StatePaused) - statesOf(s, connect.StateFailed)
		return word + ", waiting for " + tasksOrIt(left) + " to pause"
	case ActionStop:
		return word + ", waiting for " + tasksOrIt(len(s.Tasks)) + " to end"
	case ActionRestart:
		return word + ", waiting for the connector to run"
	case ActionResume:
		left = max(len(s.Tasks)-statesOf(s, connect.StateRunning), 1)
	default:
		left = f.plan.left(s)
	}
	if left == 0 {
		return word + ", waiting for it to begin"
	}
	return word + ", waiting for " + count(left, "task") + " to run"
}

func tasksOrIt(n int) string {
	if n <= 0 {
		return "it"
	}
	return count(n, "task")
}

// left counts the tasks that were to restart and do not run yet.
func (p plan) left(s connect.Status) int {
	left := len(p.tasks)
	for _, t := range s.Tasks {
		if t.State == connect.StateRunning && slices.Contains(p.tasks, t.ID) {
			left--
		}
	}
	return left
}

func (f *follow) settledText(s connect.Status) string {
	switch f.plan.action {
	case ActionPause:
		return "Paused"
	case ActionStop:
		return "Stopped"
	case ActionResume:
		return "Resumed"
	default:
	}
	if s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped {
		return "Restarted, and " + stands(s)
	}
	again := "unning again after " + span(time.Since(f.begun))
	if f.plan.action == ActionRestart {
		return "The connector itself is r" + again
	}
	return "R" + again
}

// againText says that a restart was of no use, and whether for the same reason.
func (f *follow) againText(e *entry) string {
	text, id := "", instanceID
	if f.plan.instance && e.status.Connector.State == connect.StateFailed {
		text = e.status.Connector.Trace
	}
	for _, t := range e.status.Tasks {
		if text == "" && t.State == connect.StateFailed && slices.Contains(f.plan.tasks, t.ID) {
			text, id = t.Trace, t.ID
		}
	}
	c := f.l.causes.of(text)
	which := "another cause"
	if c.reason == f.plan.reasons[id] {
		which = "the same cause"
	}
	word := "failed again"
	if f.plan.reasons[id] == "" {
		word, which = "failed", "this cause"
	}
	return fmt.Sprintf("Restarted %s, %s after %s with %s: %s", clock(f.since), word, span(f.failedAfter), which, firstLine(f.l.shown(e, c.root.Message)))
}

// stands says in a few words how a connector is.
func stands(s connect.Status) string {
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
	return fmt.Sprintf("%d of %s run", statesOf(s, connect.StateRunning), count(len(s.Tasks), "task"))
}

func statesOf(s connect.Status, state connect.State) int {
	n := 0
	for _, t := range s.Tasks {
		if t.State == state {
			n++
		}
	}
	return n
}

// title is the noun of an action, for the beginning of a sentence.
func (a Action) title() string {
	switch a {
	case ActionPause:
		return "Pause"
	case ActionResume:
		return "Resume"
	case ActionStop:
		return "Stop"
	case ActionCreate:
		return "Create"
	case ActionSave:
		return "Save"
	default:
		return "Restart"
	}
}

// verb is the action in the call log.
func (a Action) verb() string {
	if a.restarts() {
		return "restart"
	}
	return string(a)
}
