package plan

import (
	"errors"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// InstanceID represents the connector itself among the ids of tasks.
const InstanceID = -1

// Plan is an action on a connector, with the state before it.
type Plan struct {
	Action   worker.Action
	Name     string
	Task     int            // of restart_task
	Instance bool           // the connector itself will be restarted
	Tasks    []int          // the tasks that will be restarted
	Total    int            // the number of tasks before
	Reasons  map[int]string // of earlier failures, by task or InstanceID
	Idle     bool           // the connector was paused or stopped before
	Said     worker.Words   // what the kind of cluster calls the outcome
}

// New returns the plan for an action on a connector.
func New(k live.Known, action worker.Action, task int) Plan {
	s := k.Status
	p := Plan{Action: action, Name: k.Row.Name, Task: task, Total: len(s.Tasks), Reasons: map[int]string{}}
	p.Idle = s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped
	failed := s.Connector.State == connect.StateFailed
	if failed {
		p.Reasons[InstanceID] = k.Causes.Of(s.Connector.Trace).Reason
	}
	p.Instance = action == worker.ActionRestart || action == worker.ActionRestartAll || action == worker.ActionRestartFailed && failed
	for _, t := range s.Tasks {
		bad := t.State == connect.StateFailed
		if bad {
			p.Reasons[t.ID] = k.Causes.Of(t.Trace).Reason
		}
		if action == worker.ActionRestartAll || action == worker.ActionRestartFailed && bad || action == worker.ActionRestartTask && t.ID == task {
			p.Tasks = append(p.Tasks, t.ID)
		}
	}
	return p
}

// Words describes the action, such as "restart 4 failed tasks".
func (p Plan) Words() string {
	switch p.Action {
	case worker.ActionRestart:
		return "restart the connector"
	case worker.ActionRestartAll:
		return "restart the connector and " + AllTasks(p.Total)
	case worker.ActionRestartTask:
		return fmt.Sprintf("restart task %d", p.Task)
	case worker.ActionRestartFailed:
		return "restart " + p.FailedWords()
	case worker.ActionAlterOffsets:
		return "change the offsets"
	case worker.ActionResetOffsets:
		return "reset the offsets"
	default:
		return string(p.Action)
	}
}

// Purpose describes the change for the call log.
func (p Plan) Purpose() string {
	switch p.Action {
	case worker.ActionCreate:
		return "create a connector"
	case worker.ActionSave:
		return "save the config"
	default:
		return p.Words()
	}
}

// Asked describes the change for the button that allows it, such as "pause the connector".
func (p Plan) Asked() string {
	switch {
	case Restarts(p.Action):
		return p.Words()
	case p.Action == worker.ActionSave:
		return "save the config"
	case OnOffsets(p.Action):
		return p.Words()
	default:
		return string(p.Action) + " the connector"
	}
}

// About describes the change with its connector, such as "restart 4 failed tasks of orders".
func (p Plan) About() string {
	switch p.Action {
	case worker.ActionRestart, worker.ActionRestartAll, worker.ActionRestartTask, worker.ActionRestartFailed,
		worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return p.Words() + " of " + p.Name
	case worker.ActionSave:
		return "save the config of " + p.Name
	default:
		return string(p.Action) + " " + p.Name
	}
}

// FailedWords describes what has failed, such as "4 failed tasks".
func (p Plan) FailedWords() string {
	switch {
	case p.Instance && len(p.Tasks) == 0:
		return "the connector"
	case p.Instance:
		return "the connector and " + Count(len(p.Tasks), "failed task")
	}
	return Count(len(p.Tasks), "failed task")
}

// Refused returns an error if the action makes no sense now.
func (p Plan) Refused() error {
	switch {
	case p.Action == worker.ActionRestartFailed && !p.Instance && len(p.Tasks) == 0:
		return connect.Errorf(connect.CodeInvalid, "Nothing of %s has failed, so nothing was sent.", p.Name)
	case p.Action == worker.ActionRestartTask && len(p.Tasks) == 0:
		return connect.Errorf(connect.CodeNotFound, "%s has no task %d any more. Nothing was sent.", p.Name, p.Task)
	}
	return nil
}

// left returns the number of restarted tasks that are not running yet.
func (p Plan) left(s connect.Status) int {
	due := make(map[int]bool, len(p.Tasks))
	for _, id := range p.Tasks {
		due[id] = true
	}
	left := len(p.Tasks)
	for _, t := range s.Tasks {
		if t.State == connect.StateRunning && due[t.ID] {
			left--
		}
	}
	return left
}

// Count returns "1 task" or "4 tasks".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// AllTasks returns "its task", "both tasks" or "all 4 tasks".
func AllTasks(n int) string {
	switch n {
	case 1:
		return "its task"
	case 2:
		return "both tasks"
	}
	return fmt.Sprintf("all %d tasks", n)
}

// Partly adds to an error what was done before it.
func (p Plan) Partly(done int, err error) error {
	problem, ok := errors.AsType[*connect.Error](err)
	if !ok || done == 0 && !p.Instance {
		return err
	}
	out := *problem
	out.Err = err
	out.Text += fmt.Sprintf(" Before that, %d of %s were restarted.", done, Count(len(p.Tasks), "task"))
	if p.Instance {
		out.Text += " The connector itself was restarted, too."
	}
	return &out
}
