package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// Connectors is the façade of one connector's page and of its actions.
type Connectors struct{ app *App }

// Detail answers from the live view.
func (c *Connectors) Detail(callID string, profile connect.ProfileID, name string) (ConnectorDetail, error) {
	return run(c.app.calls, "connectors.detail", callID, quickLimit, func(context.Context) (ConnectorDetail, error) {
		return c.app.bench.Inspect.Detail(profile, name)
	})
}

// Trace returns the trace of a task, or of the connector itself (task -1).
func (c *Connectors) Trace(callID string, profile connect.ProfileID, name string, task int) (inspect.TraceView, error) {
	return run(c.app.calls, "connectors.trace", callID, readLimit, func(ctx context.Context) (inspect.TraceView, error) {
		return c.app.bench.Inspect.Trace(ctx, profile, name, task)
	})
}

// Config returns the stored config in the worker's groups, with its secrets hidden.
func (c *Connectors) Config(callID string, profile connect.ProfileID, name string) (FormView, error) {
	return run(c.app.calls, "connectors.config", callID, readLimit, func(ctx context.Context) (FormView, error) {
		return c.app.bench.Editing.ConfigView(ctx, profile, name)
	})
}

// Reveal returns the stored text of one key.
func (c *Connectors) Reveal(callID string, profile connect.ProfileID, name, key string) (string, error) {
	return run(c.app.calls, "connectors.reveal", callID, readLimit, func(ctx context.Context) (string, error) {
		return c.app.bench.Editing.RevealStored(ctx, profile, name, key)
	})
}

// Topics returns the topics that the tasks have used.
func (c *Connectors) Topics(callID string, profile connect.ProfileID, name string) (inspect.TopicsView, error) {
	return run(c.app.calls, "connectors.topics", callID, readLimit, func(ctx context.Context) (inspect.TopicsView, error) {
		return c.app.bench.Inspect.Topics(ctx, profile, name)
	})
}

// Offsets returns the offsets. A cluster without such a call is not asked.
func (c *Connectors) Offsets(callID string, profile connect.ProfileID, name string) (inspect.OffsetsView, error) {
	return run(c.app.calls, "connectors.offsets", callID, readLimit, func(ctx context.Context) (inspect.OffsetsView, error) {
		return c.app.bench.Inspect.Offsets(ctx, profile, name)
	})
}

// Metrics returns the figures of a connector. A cluster without such a call is not asked.
func (c *Connectors) Metrics(callID string, profile connect.ProfileID, name string) (inspect.MetricsView, error) {
	return run(c.app.calls, "connectors.metrics", callID, readLimit, func(ctx context.Context) (inspect.MetricsView, error) {
		return c.app.bench.Inspect.Metrics(ctx, profile, name)
	})
}

// Act pauses, resumes, stops or restarts, and returns the activity that the row
// shows. task counts for restart_task only.
func (c *Connectors) Act(callID string, profile connect.ProfileID, name string, action ConnectorAction, task int) (live.Activity, error) {
	return run(c.app.calls, "connectors.act", callID, writeLimit, func(ctx context.Context) (live.Activity, error) {
		_, err := c.app.bench.Write.Do(ctx, worker.Change{Profile: profile, Name: name, Action: worker.Action(action), Task: task})
		known, _ := c.app.bench.Live.Known(profile, name)
		return known.Row.Activity, err
	})
}

// StopFollowing ends following a connector; the connector is not changed.
func (c *Connectors) StopFollowing(callID string, profile connect.ProfileID, name string) error {
	return do(c.app.calls, "connectors.stop_following", callID, quickLimit, func(context.Context) error {
		c.app.bench.Write.StopFollowing(profile, name)
		return nil
	})
}

// DeleteFacts says what would stay behind.
func (c *Connectors) DeleteFacts(callID string, profile connect.ProfileID, name string) (inspect.DeleteFacts, error) {
	return run(c.app.calls, "connectors.delete_facts", callID, readLimit, func(ctx context.Context) (inspect.DeleteFacts, error) {
		return c.app.bench.Inspect.DeleteFacts(ctx, profile, name)
	})
}

// Delete stores the config, then deletes the connector. On production typed must
// be its name.
func (c *Connectors) Delete(callID string, profile connect.ProfileID, name, typed string) (WriteResult, error) {
	return run(c.app.calls, "connectors.delete", callID, writeLimit, func(ctx context.Context) (WriteResult, error) {
		out, err := c.app.bench.Write.Do(ctx, worker.Change{Profile: profile, Name: name, Action: worker.ActionDelete, Typed: typed})
		if err != nil {
			return WriteResult{}, err
		}
		return out.Result(), nil
	})
}
