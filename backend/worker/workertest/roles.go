package workertest

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// roles calls a Worker as services do, through its roles and features.
type roles struct{ worker.Worker }

func as[R, T any](ctx context.Context, w worker.Worker, f worker.Feature, call func(R) (T, error)) (T, error) {
	role, err := worker.Role[R](ctx, w, f)
	if err != nil {
		var none T
		return none, err
	}
	return call(role)
}

func (r roles) change(_ worker.Receipt, err error) error { return err }

func (r roles) config(ctx context.Context, name string) (connect.Config, error) {
	c, err := r.Connector(ctx, name)
	return c.Config, err
}

func (r roles) definitions(ctx context.Context, class, version string) ([]connect.Definition, error) {
	return as(ctx, r.Worker, worker.Definitions, func(d worker.Definer) ([]connect.Definition, error) {
		return d.Definitions(ctx, class, version)
	})
}

func (r roles) validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error) {
	return as(ctx, r.Worker, worker.Validate, func(v worker.Validator) (connect.Validation, error) {
		return v.Validate(ctx, class, config)
	})
}

func (r roles) create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (worker.Receipt, error) {
	f := worker.Create
	if state != "" {
		f = worker.InitialState
	}
	return as(ctx, r.Worker, f, func(c worker.Creator) (worker.Receipt, error) { return c.Create(ctx, name, config, state) })
}

func (r roles) put(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	return as(ctx, r.Worker, worker.Edit, func(c worker.Configurer) (worker.Receipt, error) { return c.PutConfig(ctx, name, config) })
}

func (r roles) delete(ctx context.Context, name string) (worker.Receipt, error) {
	return as(ctx, r.Worker, worker.Delete, func(d worker.Deleter) (worker.Receipt, error) { return d.Delete(ctx, name) })
}

func (r roles) pause(ctx context.Context, name string) error {
	return r.change(as(ctx, r.Worker, worker.Pause, func(p worker.Pauser) (worker.Receipt, error) { return p.Pause(ctx, name) }))
}

func (r roles) resume(ctx context.Context, name string) error {
	return r.change(as(ctx, r.Worker, worker.Pause, func(p worker.Pauser) (worker.Receipt, error) { return p.Resume(ctx, name) }))
}

func (r roles) stop(ctx context.Context, name string) error {
	return r.change(as(ctx, r.Worker, worker.Stop, func(s worker.Stopper) (worker.Receipt, error) { return s.Stop(ctx, name) }))
}

func (r roles) restart(ctx context.Context, name string, o connect.RestartOptions) error {
	f := worker.Restart
	if o != (connect.RestartOptions{}) {
		f = worker.RestartFailed
	}
	return r.change(as(ctx, r.Worker, f, func(s worker.Restarter) (worker.Receipt, error) { return s.Restart(ctx, name, o) }))
}

func (r roles) restartTask(ctx context.Context, name string, task int) error {
	return r.change(as(ctx, r.Worker, worker.RestartTask, func(s worker.TaskRestarter) (worker.Receipt, error) {
		return s.RestartTask(ctx, name, task)
	}))
}

func (r roles) topics(ctx context.Context, name string) ([]string, error) {
	return as(ctx, r.Worker, worker.Topics, func(t worker.TopicReader) ([]string, error) { return t.Topics(ctx, name) })
}

func (r roles) offsets(ctx context.Context, name string) (connect.Offsets, error) {
	return as(ctx, r.Worker, worker.Offsets, func(o worker.OffsetReader) (connect.Offsets, error) { return o.Offsets(ctx, name) })
}

func (r roles) test(ctx context.Context, name string, config connect.Config) error {
	_, err := as(ctx, r.Worker, worker.Test, func(t worker.Tester) (struct{}, error) { return struct{}{}, t.Test(ctx, name, config) })
	return err
}

func (r roles) metrics(ctx context.Context, name string) ([]worker.NodeMetrics, error) {
	return as(ctx, r.Worker, worker.Metrics, func(m worker.MetricReader) ([]worker.NodeMetrics, error) { return m.Metrics(ctx, name) })
}

func (r roles) users(ctx context.Context, name string) ([]worker.User, error) {
	return as(ctx, r.Worker, worker.Users, func(u worker.UserReader) ([]worker.User, error) { return u.Users(ctx, name) })
}

func (r roles) settings(ctx context.Context, like string) ([]worker.Setting, error) {
	return as(ctx, r.Worker, worker.Provision, func(p worker.Provisioner) ([]worker.Setting, error) { return p.Settings(ctx, like) })
}

func (r roles) alterOffsets(ctx context.Context, name string, entries []connect.OffsetEntry) (worker.Receipt, error) {
	return as(ctx, r.Worker, worker.AlterOffsets, func(o worker.OffsetAlterer) (worker.Receipt, error) { return o.AlterOffsets(ctx, name, entries) })
}

func (r roles) resetOffsets(ctx context.Context, name string) (worker.Receipt, error) {
	return as(ctx, r.Worker, worker.AlterOffsets, func(o worker.OffsetAlterer) (worker.Receipt, error) { return o.ResetOffsets(ctx, name) })
}

func (r roles) operation(ctx context.Context, name, id string) (worker.Operation, error) {
	return as(ctx, r.Worker, worker.Operations, func(o worker.OperationReader) (worker.Operation, error) { return o.Operation(ctx, name, id) })
}
