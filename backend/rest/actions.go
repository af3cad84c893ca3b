package rest

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"sluiceway/backend/connect"
)

// Pause is PUT /connectors/{name}/pause. Any worker answers it itself, and the
// tasks follow later.
func (c *Client) Pause(ctx context.Context, name string) error {
	return c.act(ctx, true, change(name, "pause", "paused"))
}

// Resume is PUT /connectors/{name}/resume; it ends a pause and a stop.
func (c *Client) Resume(ctx context.Context, name string) error {
	return c.act(ctx, true, change(name, "resume", "resumed"))
}

// Stop is PUT /connectors/{name}/stop (KIP-875, from 3.5).
func (c *Client) Stop(ctx context.Context, name string) error {
	k := change(name, "stop", "stopped")
	k.needs = connect.CanStop
	return c.act(ctx, c.profile.SingleWorker, k)
}

// Restart is POST /connectors/{name}/restart. Without options the connector's
// instance alone restarts, and the answer comes when it did. With options the
// worker answers 202 before the work is done. Workers before 3.0 ignore the
// options, so they are not asked.
func (c *Client) Restart(ctx context.Context, name string, o connect.RestartOptions) error {
	k := change(name, "restart", "restarted")
	k.method = http.MethodPost
	if o == (connect.RestartOptions{}) {
		return c.act(ctx, c.profile.SingleWorker, k)
	}
	k.query = url.Values{"includeTasks": {strconv.FormatBool(o.IncludeTasks)}, "onlyFailed": {strconv.FormatBool(o.OnlyFailed)}}
	k.needs = connect.CanRestartTasks
	k.want = []int{http.StatusAccepted}
	if err := c.knowVersion(ctx); err != nil {
		return err
	}
	return c.act(ctx, c.profile.SingleWorker, k)
}

// change is a call that moves a connector to another state.
func change(name, verb, done string) call {
	k := aboutConnector(name, verb)
	k.method = http.MethodPut
	k.want = []int{http.StatusNoContent, http.StatusAccepted, http.StatusOK}
	k.words.undone = "Nothing was " + done + "."
	k.words.maybe = fmt.Sprintf("“%s” may have been %s all the same: look at its state before you try again.", name, done)
	return k
}

func (c *Client) act(ctx context.Context, singleWorker bool, k call) error {
	if err := connect.CheckWrite(k.name, singleWorker); err != nil {
		return err
	}
	return c.do(ctx, k)
}
