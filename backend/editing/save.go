package editing

import (
	"context"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Save sends an edit that was reviewed. It is refused where the stored config
// or the draft changed since the review. With restartTasks every task is
// restarted after the config was taken. The draft stays until Settled.
func (s *Service) Save(ctx context.Context, id connect.DraftID, restartTasks bool) (Result, error) {
	o, err := s.form(id)
	if err != nil {
		return Result{}, err
	}
	ctx = purpose(ctx, "save the config")
	name, config, problem := o.prepareSave()
	if problem != nil {
		return refused(name, problem), nil
	}
	stored, err := o.worker.Connector(ctx, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return refused(name, o.vanished()), nil
	}
	if err != nil {
		return o.failed(name, err, "Nothing was saved; the draft is kept."), nil
	}
	if problem := o.unchangedSince(stored.Config); problem != nil {
		return refused(name, problem), nil
	}
	start := o.now()
	receipt, err := put(ctx, o.worker, name, config)
	r := Result{Name: name, Took: o.now().Sub(start), Landed: LandedYes, Text: "Saved."}
	if err != nil {
		if r = o.afterPut(ctx, name, config, err); r.Landed != LandedYes {
			return r, nil
		}
	}
	if receipt.Created {
		r.Text = "The connector was deleted meanwhile; saving created it again."
	}
	o.sent(config)
	if restartTasks {
		o.restartTasks(ctx, name, receipt.Connector, &r)
	}
	return r, nil
}

// prepareSave checks the draft and copies what is to be sent.
func (o *opened) prepareSave() (string, connect.Config, *connect.Error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.attempted = true
	o.changed()
	name := o.draft.Name
	if p := o.ready(); p != nil {
		return name, nil, p
	}
	if err := o.worker.Traits().WriteProblem(name, true); err != nil {
		return name, nil, asError(err, "")
	}
	r := &o.review
	switch {
	case o.draft.Mode != connect.DraftEdit:
		return name, nil, connect.Errorf(connect.CodeInvalid, "This is a new connector. Nothing was sent; create it instead.")
	case o.gone:
		return name, nil, goneProblem()
	case !r.done || !r.reviewed.Equal(o.draft.Config):
		return name, nil, connect.Errorf(connect.CodeConflict, "The draft changed since it was compared with the stored config. Nothing was sent; look at the changes first.")
	case r.unsettled() > 0:
		return name, nil, connect.Errorf(connect.CodeConflict, "%s changed on the worker and in the draft. Nothing was sent; choose which counts.", plural(r.unsettled(), "setting"))
	}
	return name, o.draft.Config.Clone(), nil
}

func goneProblem() *connect.Error {
	return connect.Errorf(connect.CodeNotFound, "The connector was deleted elsewhere. Nothing was sent; the draft is kept, and can be created again under this or another name.")
}

// vanished notes that the connector is gone.
func (o *opened) vanished() *connect.Error {
	o.mu.Lock()
	if !o.gone {
		o.gone = true
		o.reshape()
	}
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
	return goneProblem()
}

// unchangedSince refuses where the stored config is not the reviewed one.
func (o *opened) unchangedSince(stored connect.Config) *connect.Error {
	o.mu.Lock()
	if stored.Equal(o.review.stored) {
		o.mu.Unlock()
		return nil
	}
	o.conflict = true
	o.review.done = false
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
	return connect.Errorf(connect.CodeConflict, "Somebody else changed the config after you compared it. Nothing was sent; look at the changes again.")
}

// afterPut tells apart what a failed save may mean.
func (o *opened) afterPut(ctx context.Context, name string, config connect.Config, err error) Result {
	r := o.failed(name, err, "Nothing was saved; the draft is kept.")
	if connect.CodeOf(err) == connect.CodeInvalid {
		_ = o.ask(ctx) // its outcome shows at the fields; the refusal is the answer
		return r
	}
	if !uncertain(err) {
		return r
	}
	landed, _ := o.look(ctx, name, config)
	switch r.Landed = landed; landed {
	case LandedYes:
		r.Problem = nil
		r.Text = "The answer did not come in time, but the config was saved."
	case LandedUnknown:
		r.Text = "It is not known whether the config was saved: the worker did not answer, and neither did a look. The draft is kept."
	case LandedNo:
		r.Text = r.Problem.Text + " The worker still has another config as of now; the draft is kept."
	}
	return r
}

func put(ctx context.Context, w worker.Worker, name string, config connect.Config) (worker.Receipt, error) {
	configurer, err := worker.Role[worker.Configurer](ctx, w, worker.Edit)
	if err != nil {
		return worker.Receipt{}, err
	}
	return configurer.PutConfig(ctx, name, config)
}

// restartTasks restarts all tasks of a saved connector: with one call where
// there is one, otherwise one by one.
func (o *opened) restartTasks(ctx context.Context, name string, after connect.Connector, r *Result) {
	ctx = purpose(ctx, "restart the tasks after saving")
	restarter, err := worker.Role[worker.Restarter](ctx, o.worker, worker.RestartFailed)
	if err == nil {
		_, err = restarter.Restart(ctx, name, connect.RestartOptions{IncludeTasks: true})
	}
	if connect.CodeOf(err) == connect.CodeUnsupported {
		err = restartEach(ctx, o.worker, name, after.Tasks)
	}
	if err != nil {
		failed := o.failed(name, err, "Not every task was restarted.")
		r.Problem = failed.Problem
		r.Text = fmt.Sprintf("%s The tasks were not all restarted: %s", r.Text, failed.Text)
	}
}

func restartEach(ctx context.Context, w worker.Worker, name string, tasks []connect.TaskID) error {
	restarter, err := worker.Role[worker.TaskRestarter](ctx, w, worker.RestartTask)
	if err != nil {
		return err
	}
	for _, task := range tasks {
		if _, err := restarter.RestartTask(ctx, name, task.Task); err != nil {
			return err
		}
	}
	return nil
}
