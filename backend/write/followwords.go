package write

import (
	"fmt"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// waitingText says what is waited for. answer is the cluster's error, where the
// action may have been done all the same.
func waitingText(p plan, answer *connect.Error, s connect.Status) string {
	if answer != nil {
		return unclearText(answer)
	}
	word := title(p.action) + " accepted"
	left := 0
	switch p.action {
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
		left = p.left(s)
	}
	if left == 0 {
		return word + ", waiting for it to begin"
	}
	return word + ", waiting for " + count(left, "task") + " to run"
}

// unclearText says what the cluster answered, while it is verified whether the
// action was done all the same.
func unclearText(answer *connect.Error) string {
	if answer.Code == connect.CodeTimeout {
		return "The cluster gave no answer in time. Verifying whether it was done."
	}
	return "Verifying whether it was done, because the cluster answered with an error: " + answer.Error()
}

func tasksOrIt(n int) string {
	if n <= 0 {
		return "it"
	}
	return count(n, "task")
}

// settledText says what has been reached, and what a restart took.
func settledText(p plan, answer *connect.Error, s connect.Status, passed time.Duration) string {
	switch p.action {
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
	if answer != nil && len(p.reasons) == 0 {
		return "Running. The cluster did not say whether it was restarted."
	}
	took := span(passed)
	if p.action == worker.ActionRestart {
		return "The connector itself is running again after " + took
	}
	return "Running again after " + took
}

// againText says that a restart was of no use, and whether for the same reason.
func againText(p plan, k live.Known, since time.Time, failedAfter time.Duration) string {
	text, id := "", instanceID
	if p.instance && k.Status.Connector.State == connect.StateFailed {
		text = k.Status.Connector.Trace
	}
	for _, t := range k.Status.Tasks {
		if text == "" && t.State == connect.StateFailed && slices.Contains(p.tasks, t.ID) {
			text, id = t.Trace, t.ID
		}
	}
	c := k.Causes.Of(text)
	which := "another cause"
	if c.Reason == p.reasons[id] {
		which = "the same cause"
	}
	word := "failed again"
	if p.reasons[id] == "" {
		word, which = "failed", "this cause"
	}
	return fmt.Sprintf("Restarted %s, %s after %s with %s: %s", clock(since), word, span(failedAfter), which, live.FirstLine(k.Shown(c.Root.Message)))
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
