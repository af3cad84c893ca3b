package write

import (
	"fmt"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

func (f *follow) waitingText(s connect.Status) string {
	if f.err != nil {
		return f.unclearText()
	}
	word := title(f.plan.action) + " accepted"
	left := 0
	switch f.plan.action {
	case worker.ActionPause:
		left = len(s.Tasks) - statesOf(s, connect.StatePaused) - statesOf(s, connect.StateFailed)
		return word + ", waiting for " + tasksOrIt(left) + " to pause"
	case worker.ActionStop:
		return word + ", waiting for " + tasksOrIt(len(s.Tasks)) + " to end"
	case worker.ActionRestart:
		return word + ", waiting for the connector to run"
	case worker.ActionResume:
		left = max(len(s.Tasks)-statesOf(s, connect.StateRunning), 1)
	default:
		left = f.plan.left(s)
	}
	if left == 0 {
		return word + ", waiting for it to begin"
	}
	return word + ", waiting for " + count(left, "task") + " to run"
}

// unclearText says what the cluster answered, while it is verified whether the
// action was done all the same.
func (f *follow) unclearText() string {
	if f.err.Code == connect.CodeTimeout {
		return "The cluster gave no answer in time. Verifying whether it was done."
	}
	return "Verifying whether it was done, because the cluster answered with an error: " + f.err.Error()
}

func tasksOrIt(n int) string {
	if n <= 0 {
		return "it"
	}
	return count(n, "task")
}

func (f *follow) settledText(s connect.Status) string {
	switch f.plan.action {
	case worker.ActionPause:
		return "Paused"
	case worker.ActionStop:
		return "Stopped"
	case worker.ActionResume:
		return "Resumed"
	default:
	}
	if s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped {
		return "Restarted, and " + stands(s)
	}
	if f.err != nil && len(f.plan.reasons) == 0 {
		return "Running. The cluster did not say whether it was restarted."
	}
	took := span(time.Since(f.begun))
	if f.plan.action == worker.ActionRestart {
		return "The connector itself is running again after " + took
	}
	return "Running again after " + took
}

// againText says that a restart was of no use, and whether for the same reason.
func (f *follow) againText(k live.Known) string {
	text, id := "", instanceID
	if f.plan.instance && k.Status.Connector.State == connect.StateFailed {
		text = k.Status.Connector.Trace
	}
	for _, t := range k.Status.Tasks {
		if text == "" && t.State == connect.StateFailed && slices.Contains(f.plan.tasks, t.ID) {
			text, id = t.Trace, t.ID
		}
	}
	c := k.Causes.Of(text)
	which := "another cause"
	if c.Reason == f.plan.reasons[id] {
		which = "the same cause"
	}
	word := "failed again"
	if f.plan.reasons[id] == "" {
		word, which = "failed", "this cause"
	}
	return fmt.Sprintf("Restarted %s, %s after %s with %s: %s", clock(f.since), word, span(f.failedAfter), which, live.FirstLine(k.Shown(c.Root.Message)))
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
	return runningOf(statesOf(s, connect.StateRunning), len(s.Tasks))
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

// runningOf writes "1 of 3 tasks is running".
func runningOf(n, total int) string {
	be := "are"
	if n == 1 || total == 1 {
		be = "is"
	}
	return fmt.Sprintf("%d of %s %s running", n, count(total, "task"), be)
}
