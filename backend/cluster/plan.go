package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// instanceID stands for the connector itself where tasks are named by number.
const instanceID = -1

// plan is one action on one connector, with what was known before it.
type plan struct {
	action    Action
	name      string
	task      int            // of restart_task
	instance  bool           // the connector itself is to restart
	tasks     []int          // tasks that are to restart
	total     int            // tasks there were
	reasons   map[int]string // of the failures before, by task or instanceID
	suspended bool           // it was paused or stopped before
}

// newPlan reads from a status what an action has to touch. The lock of the
// live view is held.
func (v *view) newPlan(e *entry, name string, action Action, task int) plan {
	p := plan{action: action, name: name, task: task, total: len(e.status.Tasks), reasons: map[int]string{}}
	p.suspended = e.status.Connector.State == connect.StatePaused || e.status.Connector.State == connect.StateStopped
	failed := e.status.Connector.State == connect.StateFailed
	if failed {
		p.reasons[instanceID] = v.causes.of(e.status.Connector.Trace).reason
	}
	p.instance = action == ActionRestart || action == ActionRestartAll || action == ActionRestartFailed && failed
	for _, t := range e.status.Tasks {
		bad := t.State == connect.StateFailed
		if bad {
			p.reasons[t.ID] = v.causes.of(t.Trace).reason
		}
		if action == ActionRestartAll || action == ActionRestartFailed && bad || action == ActionRestartTask && t.ID == task {
			p.tasks = append(p.tasks, t.ID)
		}
	}
	return p
}

// restarts tells that the action is one of the restarts.
func (a Action) restarts() bool {
	return a == ActionRestart || a == ActionRestartFailed || a == ActionRestartAll || a == ActionRestartTask
}

// forwards tells that a worker may forward the call, and then mishandle some
// names; pause and resume are done by any worker itself.
func (a Action) forwards() bool { return a != ActionPause && a != ActionResume }

// known tells that the action is one that Act does.
func (a Action) known() bool {
	return a.restarts() || slices.Contains([]Action{ActionPause, ActionResume, ActionStop}, a)
}

// words says what is done, as "restart 4 failed tasks".
func (p plan) words() string {
	switch p.action {
	case ActionRestart:
		return "restart the connector"
	case ActionRestartAll:
		return "restart the connector and " + allTasks(p.total)
	case ActionRestartTask:
		return fmt.Sprintf("restart task %d", p.task)
	case ActionRestartFailed:
		return "restart " + p.failedWords()
	default:
		return string(p.action)
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
	case p.action == ActionRestartFailed && !p.instance && len(p.tasks) == 0:
		return connect.Errorf(connect.CodeInvalid, "Nothing of %s has failed, so nothing was sent.", p.name)
	case p.action == ActionRestartTask && len(p.tasks) == 0:
		return connect.Errorf(connect.CodeNotFound, "%s has no task %d any more. Nothing was sent.", p.name, p.task)
	}
	return nil
}

// doable tells that a restart can be sent: as one call, or one thing at a time.
func (p plan) doable(can worker.Features) bool {
	return can.Can(worker.RestartFailed) ||
		(!p.instance || can.Can(worker.Restart)) && (len(p.tasks) == 0 || can.Can(worker.RestartTask))
}

// send does it. Workers before 3.0 restart one thing at a time.
func (p plan) send(ctx context.Context, w worker.Worker) error {
	switch p.action {
	case ActionPause:
		return with(ctx, w, worker.Pause, func(r worker.Pauser) (worker.Receipt, error) { return r.Pause(ctx, p.name) })
	case ActionResume:
		return with(ctx, w, worker.Pause, func(r worker.Pauser) (worker.Receipt, error) { return r.Resume(ctx, p.name) })
	case ActionStop:
		return with(ctx, w, worker.Stop, func(r worker.Stopper) (worker.Receipt, error) { return r.Stop(ctx, p.name) })
	case ActionRestart:
		return p.restart(ctx, w, worker.Restart, connect.RestartOptions{})
	case ActionRestartTask:
		return p.restartTask(ctx, w, p.task)
	case ActionRestartFailed, ActionRestartAll:
		return p.sendRestart(ctx, w)
	default:
		return connect.Errorf(connect.CodeInvalid, "There is no action “%s”. Nothing was sent.", p.action)
	}
}

func (p plan) sendRestart(ctx context.Context, w worker.Worker) error {
	err := p.restart(ctx, w, worker.RestartFailed, connect.RestartOptions{IncludeTasks: true, OnlyFailed: p.action == ActionRestartFailed})
	if connect.CodeOf(err) != connect.CodeUnsupported {
		return err
	}
	if p.instance {
		if err := p.restart(ctx, w, worker.Restart, connect.RestartOptions{}); err != nil {
			return err
		}
	}
	for i, task := range p.tasks {
		if err := p.restartTask(ctx, w, task); err != nil {
			return p.partly(i, err)
		}
	}
	return nil
}

func (p plan) restart(ctx context.Context, w worker.Worker, f worker.Feature, o connect.RestartOptions) error {
	return with(ctx, w, f, func(r worker.Restarter) (worker.Receipt, error) { return r.Restart(ctx, p.name, o) })
}

func (p plan) restartTask(ctx context.Context, w worker.Worker, task int) error {
	return with(ctx, w, worker.RestartTask, func(r worker.TaskRestarter) (worker.Receipt, error) { return r.RestartTask(ctx, p.name, task) })
}

// with asks a worker for a role and makes one call of it.
func with[T any](ctx context.Context, w worker.Worker, f worker.Feature, call func(T) (worker.Receipt, error)) error {
	role, err := worker.Role[T](ctx, w, f)
	if err != nil {
		return err
	}
	_, err = call(role)
	return err
}

// partly adds to an error what had been done before it.
func (p plan) partly(done int, err error) error {
	problem, ok := errors.AsType[*connect.Error](err)
	if !ok || done == 0 && !p.instance {
		return err
	}
	told := *problem
	told.Err = err
	told.Text += fmt.Sprintf(" Before that, %d of %s were restarted.", done, count(len(p.tasks), "task"))
	if p.instance {
		told.Text += " The connector itself was restarted, too."
	}
	return &told
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
