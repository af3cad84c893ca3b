package app

import (
	"context"

	"sluiceway/backend/connect"
)

// Calls is the façade of the call log.
type Calls struct{ app *App }

// Page returns calls of a profile (empty: all) after an id, newest first.
func (c *Calls) Page(callID string, profile connect.ProfileID, since float64, limit int) (CallPage, error) {
	return run(c.app.calls, "calls.page", callID, quickLimit, func(context.Context) (CallPage, error) {
		return c.app.bench.Views.Calls(profile, since, limit), nil
	})
}

// Detail opens one call.
func (c *Calls) Detail(callID string, id float64) (CallDetail, error) {
	return run(c.app.calls, "calls.detail", callID, quickLimit, func(context.Context) (CallDetail, error) {
		return c.app.bench.Views.Call(id)
	})
}

// Clear empties the log.
func (c *Calls) Clear(callID string) error {
	return do(c.app.calls, "calls.clear", callID, quickLimit, func(context.Context) error {
		c.app.bench.Requests.Clear()
		return nil
	})
}
