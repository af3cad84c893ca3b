package write

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// send sends the request, or several if the cluster can only restart one thing at a time.
func (w *sent) send(ctx context.Context) (worker.Receipt, error) {
	switch w.change.Action {
	case worker.ActionCreate:
		return sendCreate(ctx, w.conn.Worker, w.change)
	case worker.ActionSave:
		return sendSave(ctx, w.conn.Worker, w.change)
	case worker.ActionDelete:
		return sendDelete(ctx, w.conn.Worker, w.change.Name)
	case worker.ActionPause, worker.ActionResume:
		return sendPause(ctx, w.conn.Worker, w.change)
	case worker.ActionStop:
		stopper, err := worker.Role[worker.Stopper](ctx, w.conn.Worker, worker.Stop)
		if err != nil {
			return worker.Receipt{}, err
		}
		return stopper.Stop(ctx, w.change.Name)
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return sendOffsets(ctx, w.conn.Worker, w.change)
	case worker.ActionRestartTask:
		return sendTask(ctx, w.conn.Worker, w.change.Name, w.change.Task)
	case worker.ActionRestart:
		return sendRestart(ctx, w.conn.Worker, w.change.Name, connect.RestartOptions{})
	default:
		return w.sendRestarts(ctx, w.change.Action == worker.ActionRestartFailed)
	}
}

func sendCreate(ctx context.Context, w worker.Worker, c worker.Change) (worker.Receipt, error) {
	if c.Settings != nil {
		provisioner, err := worker.Role[worker.Provisioner](ctx, w, worker.Provision)
		if err != nil {
			return worker.Receipt{}, err
		}
		return provisioner.CreateWith(ctx, c.Name, c.Config, c.Settings)
	}
	creator, err := worker.Role[worker.Creator](ctx, w, worker.Create)
	if err != nil {
		return worker.Receipt{}, err
	}
	state := c.State
	if state == connect.InitialRunning {
		state = "" // every cluster starts new connectors
	}
	return creator.Create(ctx, c.Name, c.Config, state)
}

func sendSave(ctx context.Context, w worker.Worker, c worker.Change) (worker.Receipt, error) {
	configurer, err := worker.Role[worker.Configurer](ctx, w, worker.Edit)
	if err != nil {
		return worker.Receipt{}, err
	}
	return configurer.PutConfig(ctx, c.Name, c.Config)
}

// sendDelete deletes a connector. It is not an error if the connector does not exist.
func sendDelete(ctx context.Context, w worker.Worker, name string) (worker.Receipt, error) {
	deleter, err := worker.Role[worker.Deleter](ctx, w, worker.Delete)
	if err != nil {
		return worker.Receipt{}, err
	}
	receipt, err := deleter.Delete(ctx, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return worker.Receipt{Status: connect.AsError(err).Status}, nil
	}
	return receipt, err
}

func sendPause(ctx context.Context, w worker.Worker, c worker.Change) (worker.Receipt, error) {
	pauser, err := worker.Role[worker.Pauser](ctx, w, worker.Pause)
	switch {
	case err != nil:
		return worker.Receipt{}, err
	case c.Action == worker.ActionPause:
		return pauser.Pause(ctx, c.Name)
	}
	return pauser.Resume(ctx, c.Name)
}

func sendRestart(ctx context.Context, w worker.Worker, name string, o connect.RestartOptions) (worker.Receipt, error) {
	feature := worker.Restart
	if o.IncludeTasks {
		feature = worker.RestartFailed
	}
	restarter, err := worker.Role[worker.Restarter](ctx, w, feature)
	if err != nil {
		return worker.Receipt{}, err
	}
	return restarter.Restart(ctx, name, o)
}

func sendTask(ctx context.Context, w worker.Worker, name string, task int) (worker.Receipt, error) {
	restarter, err := worker.Role[worker.TaskRestarter](ctx, w, worker.RestartTask)
	if err != nil {
		return worker.Receipt{}, err
	}
	return restarter.RestartTask(ctx, name, task)
}

// sendRestarts restarts a connector with its tasks in one call, or in several if the cluster
// can only restart one thing at a time.
func (w *sent) sendRestarts(ctx context.Context, onlyFailed bool) (worker.Receipt, error) {
	if w.conn.Worker.Traits().RestartsWhole {
		return sendRestart(ctx, w.conn.Worker, w.change.Name, connect.RestartOptions{})
	}
	if w.conn.Features().Can(worker.RestartFailed) {
		receipt, err := sendRestart(ctx, w.conn.Worker, w.change.Name, connect.RestartOptions{IncludeTasks: true, OnlyFailed: onlyFailed})
		if connect.CodeOf(err) != connect.CodeUnsupported {
			return receipt, err
		}
	}
	var receipt worker.Receipt
	if w.plan.Instance {
		var err error
		if receipt, err = sendRestart(ctx, w.conn.Worker, w.change.Name, connect.RestartOptions{}); err != nil {
			return receipt, err
		}
	}
	for i, task := range w.plan.Tasks {
		one, err := sendTask(ctx, w.conn.Worker, w.change.Name, task)
		if err != nil {
			return receipt, w.plan.Partly(i, err)
		}
		receipt = one
	}
	return receipt, nil
}
