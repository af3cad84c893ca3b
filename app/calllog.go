package app

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/workbench"
)

// Calls is the façade of the call log.
type Calls struct{ app *App }

var errForgotten = connect.Errorf(connect.CodeNotFound, "This call is no longer in the log, which keeps the latest ones only.")

// Page returns calls of a profile (empty: all) after an id, newest first.
func (c *Calls) Page(callID string, profile connect.ProfileID, since float64, limit int) (CallPage, error) {
	return run(c.app.calls, "calls.page", callID, quickLimit, func(context.Context) (CallPage, error) {
		return callPageOf(c.app.bench.Requests.Page(profile, int64(since), limit)), nil
	})
}

// Detail opens one call.
func (c *Calls) Detail(callID string, id float64) (CallDetail, error) {
	return run(c.app.calls, "calls.detail", callID, quickLimit, func(context.Context) (CallDetail, error) {
		call, found := c.app.bench.Requests.Detail(int64(id))
		if !found {
			return CallDetail{}, errForgotten
		}
		return callDetailOf(call), nil
	})
}

// Clear empties the log.
func (c *Calls) Clear(callID string) error {
	return do(c.app.calls, "calls.clear", callID, quickLimit, func(context.Context) error {
		c.app.bench.Requests.Clear()
		return nil
	})
}

func callPageOf(p workbench.CallPage) CallPage {
	return CallPage{Calls: mapped(p.Calls, callRowOf), Stored: p.Stored, Since: connect.UnixMilli(p.Since), Last: float64(p.Last)}
}

func callRowOf(c connect.Call) CallRow {
	return CallRow{
		ID: float64(c.ID), Profile: c.Profile, At: connect.UnixMilli(c.At), Method: c.Method, Path: c.Path, Status: c.Status,
		Took: connect.Milli(c.Took), Bytes: float64(c.GotBytes), For: c.Purpose.Text, You: c.Purpose.You, Try: c.Try, Failure: c.Failure,
	}
}

func callDetailOf(c connect.Call) CallDetail {
	curl := formats.CallCurl(c.Method, c.URL, c.BasicAuth, c.Request)
	if c.Request == "" && c.SentBytes > 0 {
		curl = "# The body was too long for the call log; it belongs into this command.\n" + curl
	}
	return CallDetail{
		Row: callRowOf(c), URL: c.URL, Curl: curl, Request: c.Request, Answer: c.Answer,
		Connect: connect.Milli(c.Timing.Connect), Reused: c.Timing.Reused, Sent: connect.Milli(c.Timing.Sent), Waited: connect.Milli(c.Timing.Waited), Got: connect.Milli(c.Timing.Received),
		Story: workbench.Story(c),
	}
}
