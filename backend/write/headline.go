package write

import (
	"fmt"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/write/plan"
)

// headline describes the progress, such as "Created. 2 of 4 tasks are running so far."
func (c *creation) headline(state FollowState, s connect.Status) string {
	word := "Created"
	if c.saved {
		word = "Saved"
	}
	if state == FollowFailed {
		return word + ", but " + failedWords(s) + "."
	}
	target := c.targetFor(s)
	run := plan.StatesOf(s, target)
	of := plan.RunningOf(run, len(s.Tasks))
	switch {
	case state == FollowSettled && target == connect.StateStopped:
		return word + ". It is stopped."
	case state == FollowSettled && target == connect.StatePaused:
		return word + ". It is paused."
	case c.bare:
		return word + c.bareWords(state, s)
	case len(s.Tasks) == 1 && run == 1:
		return word + ". Its task is running."
	case len(s.Tasks) > 0 && run == len(s.Tasks):
		return word + ". " + strings.ToUpper(plan.AllTasks(run)[:1]) + plan.AllTasks(run)[1:] + " are running."
	case len(s.Tasks) == 0 && state == FollowEnded:
		return word + ", but after 60 s it has no tasks."
	case len(s.Tasks) == 0 && c.runningAt.IsZero():
		return word + ". The connector has not started yet."
	case len(s.Tasks) == 0:
		return word + ". It has no tasks yet."
	case state == FollowEnded && len(s.Tasks) == 1:
		return word + ", but after 60 s its task is not running."
	case state == FollowEnded:
		return word + ", but after 60 s " + of + "."
	case len(s.Tasks) == 1:
		return word + ". Its task is not running yet."
	}
	return word + ". " + of + " so far."
}

// bareWords describes a connector that never has tasks.
func (c *creation) bareWords(state FollowState, s connect.Status) string {
	switch {
	case s.Connector.State == connect.StateRunning:
		return ". It is running."
	case state == FollowEnded && s.Connector.State != "":
		return fmt.Sprintf(", but after 60 s the connector is %s.", s.Connector.State)
	}
	return ". The connector has not started yet."
}

func failedWords(s connect.Status) string {
	failed := plan.StatesOf(s, connect.StateFailed)
	switch {
	case s.Connector.State == connect.StateFailed:
		return "the connector failed"
	case failed == 1 && len(s.Tasks) == 1:
		return "its task failed"
	case failed == len(s.Tasks):
		return plan.AllTasks(failed) + " failed"
	}
	return fmt.Sprintf("%d of %s failed", failed, plan.Count(len(s.Tasks), "task"))
}

func anyFailed(s connect.Status) bool {
	return s.Connector.State == connect.StateFailed || plan.StatesOf(s, connect.StateFailed) > 0
}
