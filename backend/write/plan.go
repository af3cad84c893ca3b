package write

import (
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// instanceID stands for the connector itself where tasks are named by number.
const instanceID = -1

// plan is one action on one connector, with what was known before it.
type plan struct {
	action   worker.Action
	name     string
	task     int            // of restart_task
	instance bool           // the connector itself is to restart
	tasks    []int          // tasks that are to restart
	total    int            // tasks there were
	reasons  map[int]string // of the failures before, by task or instanceID
}

// newPlan reads from what is known of a connector what an action has to touch.
func newPlan(k live.Known, action worker.Action, task int) plan {
	s := k.Status
	p := plan{action: action, name: k.Row.Name, task: task, total: len(s.Tasks), reasons: map[int]string{}}
	failed := s.Connector.State == connect.StateFailed
	if failed {
		p.reasons[instanceID] = k.Causes.Of(s.Connector.Trace).Reason
	}
	p.instance = action == worker.ActionRestart || action == worker.ActionRestartAll || action == worker.ActionRestartFailed && failed
	for _, t := range s.Tasks {
		bad := t.State == connect.StateFailed
		if bad {
			p.reasons[t.ID] = k.Causes.Of(t.Trace).Reason
		}
		if action == worker.ActionRestartAll || action == worker.ActionRestartFailed && bad || action == worker.ActionRestartTask && t.ID == task {
			p.tasks = append(p.tasks, t.ID)
		}
	}
	return p
}

// words says what is done, as "restart 4 failed tasks".
func (p plan) words() string {
	switch p.action {
	case worker.ActionRestart:
		return "restart the connector"
	case worker.ActionRestartAll:
		return "restart the connector and " + allTasks(p.total)
	case worker.ActionRestartTask:
		return fmt.Sprintf("restart task %d", p.task)
	case worker.ActionRestartFailed:
		return "restart " + p.failedWords()
	default:
		return string(p.action)
	}
}

// purpose is the change in the call log.
func (p plan) purpose() string {
	switch p.action {
	case worker.ActionCreate:
		return "create a connector"
	case worker.ActionSave:
		return "save the config"
	default:
		return p.words()
	}
}

// asked names the change on the button that allows it, as "pause the connector".
func (p plan) asked() string {
	switch {
	case restarts(p.action):
		return p.words()
	case p.action == worker.ActionSave:
		return "save the config"
	default:
		return string(p.action) + " the connector"
	}
}

// about says what is about to be done, as "restart 4 failed tasks of orders".
func (p plan) about() string {
	switch p.action {
	case worker.ActionRestart, worker.ActionRestartAll, worker.ActionRestartTask, worker.ActionRestartFailed:
		return p.words() + " of " + p.name
	case worker.ActionSave:
		return "save the config of " + p.name
	default:
		return string(p.action) + " " + p.name
	}
}

func (p plan) failedWords() string {
	switch {
	case p.instance && len(p.tasks) == 0:
		return "the connector"
	case p.instance:
		return "the connector and " + count(len(p.tasks), "failed task")
	}
	return count(len(p.tasks), "failed task")
}

// refused is why an action makes no sense now; nil where it does.
func (p plan) refused() error {
	switch {
	case p.action == worker.ActionRestartFailed && !p.instance && len(p.tasks) == 0:
		return connect.Errorf(connect.CodeInvalid, "Nothing of %s has failed, so nothing was sent.", p.name)
	case p.action == worker.ActionRestartTask && len(p.tasks) == 0:
		return connect.Errorf(connect.CodeNotFound, "%s has no task %d any more. Nothing was sent.", p.name, p.task)
	}
	return nil
}

// left counts the tasks that were to restart and do not run yet.
func (p plan) left(s connect.Status) int {
	due := make(map[int]bool, len(p.tasks))
	for _, id := range p.tasks {
		due[id] = true
	}
	left := len(p.tasks)
	for _, t := range s.Tasks {
		if t.State == connect.StateRunning && due[t.ID] {
			left--
		}
	}
	return left
}

// count writes "1 task" or "4 tasks".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// allTasks writes "its task", "both tasks" or "all 4 tasks".
func allTasks(n int) string {
	switch n {
	case 1:
		return "its task"
	case 2:
		return "both tasks"
	}
	return fmt.Sprintf("all %d tasks", n)
}
