package app

import "context"

// Connectors is the façade of one connector's page and of its actions.
type Connectors struct{ app *App }

// Detail answers from the live view, and keeps this connector watched.
func (c *Connectors) Detail(callID, profile, name string) (ConnectorDetail, error) {
	return run(c.app.calls, "connectors.detail", callID, quickLimit, func(context.Context) (ConnectorDetail, error) { return ConnectorDetail{}, errUnfinished })
}

// Trace returns the trace of a task, or of the connector itself (task -1).
func (c *Connectors) Trace(callID, profile, name string, task int) (TraceView, error) {
	return run(c.app.calls, "connectors.trace", callID, quickLimit, func(context.Context) (TraceView, error) { return TraceView{}, errUnfinished })
}

// Config returns the stored config in the worker's groups, secrets hidden.
func (c *Connectors) Config(callID, profile, name string) (FormView, error) {
	return run(c.app.calls, "connectors.config", callID, readLimit, func(context.Context) (FormView, error) { return FormView{}, errUnfinished })
}

// Reveal returns the stored text of one key.
func (c *Connectors) Reveal(callID, profile, name, key string) (string, error) {
	return run(c.app.calls, "connectors.reveal", callID, readLimit, func(context.Context) (string, error) { return "", errUnfinished })
}

// Topics returns the topics the tasks really used.
func (c *Connectors) Topics(callID, profile, name string) (TopicsView, error) {
	return run(c.app.calls, "connectors.topics", callID, readLimit, func(context.Context) (TopicsView, error) { return TopicsView{}, errUnfinished })
}

// Offsets returns the offsets; nothing is asked of a worker that has no such call.
func (c *Connectors) Offsets(callID, profile, name string) (OffsetsView, error) {
	return run(c.app.calls, "connectors.offsets", callID, readLimit, func(context.Context) (OffsetsView, error) { return OffsetsView{}, errUnfinished })
}

// Act pauses, resumes, stops or restarts; task counts for restart_task only.
func (c *Connectors) Act(callID, profile, name, action string, task int) (Activity, error) {
	return run(c.app.calls, "connectors.act", callID, writeLimit, func(context.Context) (Activity, error) { return Activity{}, errUnfinished })
}

// StopFollowing ends the quick looks at a connector; it stops nothing else.
func (c *Connectors) StopFollowing(callID, profile, name string) error {
	return do(c.app.calls, "connectors.stop_following", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// DeleteFacts says what would stay behind.
func (c *Connectors) DeleteFacts(callID, profile, name string) (DeleteFacts, error) {
	return run(c.app.calls, "connectors.delete_facts", callID, readLimit, func(context.Context) (DeleteFacts, error) { return DeleteFacts{}, errUnfinished })
}

// Delete keeps the config, then deletes. On production typed must be the name.
func (c *Connectors) Delete(callID, profile, name, typed string) (WriteResult, error) {
	return run(c.app.calls, "connectors.delete", callID, writeLimit, func(context.Context) (WriteResult, error) { return WriteResult{}, errUnfinished })
}
