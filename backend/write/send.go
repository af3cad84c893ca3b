package write

import (
	"context"
	"errors"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// send makes the request, or the requests where a cluster restarts one thing at
// a time.
func (w *sent) send(ctx context.Context) (worker.Receipt, error) {
	switch w.change.Action {
	case worker.ActionCreate:
		return w.sendCreate(ctx)
	case worker.ActionSave:
		return w.sendSave(ctx)
	case worker.ActionDelete:
		return w.sendDelete(ctx)
	case worker.ActionPause, worker.ActionResume:
		return w.sendPause(ctx)
	case worker.ActionStop:
		stopper, err := worker.Role[worker.Stopper](ctx, w.conn.Worker, worker.Stop)
		if err != nil {
			return worker.Receipt{}, err
		}
		return stopper.Stop(ctx, w.change.Name)
	case worker.ActionRestartTask:
		return w.sendTask(ctx, w.change.Task)
	case worker.ActionRestart:
		return w.sendRestart(ctx, connect.RestartOptions{})
	default:
		return w.sendRestarts(ctx, w.change.Action == worker.ActionRestartFailed)
	}
}

func (w *sent) sendCreate(ctx context.Context) (worker.Receipt, error) {
	creator, err := worker.Role[worker.Creator](ctx, w.conn.Worker, worker.Create)
	if err != nil {
		return worker.Receipt{}, err
	}
	state := w.change.State
	if state == connect.InitialRunning {
		state = "" // every cluster starts a connector by itself
	}
	return creator.Create(ctx, w.change.Name, w.change.Config, state)
}

func (w *sent) sendSave(ctx context.Context) (worker.Receipt, error) {
	configurer, err := worker.Role[worker.Configurer](ctx, w.conn.Worker, worker.Edit)
	if err != nil {
		return worker.Receipt{}, err
	}
	return configurer.PutConfig(ctx, w.change.Name, w.change.Config)
}

// sendDelete deletes. A connector that is gone already is deleted.
func (w *sent) sendDelete(ctx context.Context) (worker.Receipt, error) {
	deleter, err := worker.Role[worker.Deleter](ctx, w.conn.Worker, worker.Delete)
	if err != nil {
		return worker.Receipt{}, err
	}
	receipt, err := deleter.Delete(ctx, w.change.Name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return worker.Receipt{Status: connect.AsError(err).Status}, nil
	}
	return receipt, err
}

func (w *sent) sendPause(ctx context.Context) (worker.Receipt, error) {
	pauser, err := worker.Role[worker.Pauser](ctx, w.conn.Worker, worker.Pause)
	switch {
	case err != nil:
		return worker.Receipt{}, err
	case w.change.Action == worker.ActionPause:
		return pauser.Pause(ctx, w.change.Name)
	}
	return pauser.Resume(ctx, w.change.Name)
}

func (w *sent) sendRestart(ctx context.Context, o connect.RestartOptions) (worker.Receipt, error) {
	feature := worker.Restart
	if o.IncludeTasks {
		feature = worker.RestartFailed
	}
	restarter, err := worker.Role[worker.Restarter](ctx, w.conn.Worker, feature)
	if err != nil {
		return worker.Receipt{}, err
	}
	return restarter.Restart(ctx, w.change.Name, o)
}

func (w *sent) sendTask(ctx context.Context, task int) (worker.Receipt, error) {
	restarter, err := worker.Role[worker.TaskRestarter](ctx, w.conn.Worker, worker.RestartTask)
	if err != nil {
		return worker.Receipt{}, err
	}
	return restarter.RestartTask(ctx, w.change.Name, task)
}

// sendRestarts restarts a connector with its tasks in one call, or one thing at
// a time where the cluster has no such call.
func (w *sent) sendRestarts(ctx context.Context, onlyFailed bool) (worker.Receipt, error) {
	if w.conn.Features().Can(worker.RestartFailed) {
		receipt, err := w.sendRestart(ctx, connect.RestartOptions{IncludeTasks: true, OnlyFailed: onlyFailed})
		if connect.CodeOf(err) != connect.CodeUnsupported {
			return receipt, err
		}
	}
	var receipt worker.Receipt
	if w.plan.instance {
		var err error
		if receipt, err = w.sendRestart(ctx, connect.RestartOptions{}); err != nil {
			return receipt, err
		}
	}
	for i, task := range w.plan.tasks {
		one, err := w.sendTask(ctx, task)
		if err != nil {
			return receipt, w.plan.partly(i, err)
		}
		receipt = one
	}
	return receipt, nil
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
