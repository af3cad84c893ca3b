package apache

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Pause is PUT /connectors/{name}/pause. Any worker answers it itself, and the
// tasks follow later.
func (c *Client) Pause(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, false, change(name, "pause", "paused", http.StatusAccepted))
}

// Resume is PUT /connectors/{name}/resume; it ends a pause and a stop.
func (c *Client) Resume(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, false, change(name, "resume", "resumed", http.StatusAccepted))
}

// Stop is PUT /connectors/{name}/stop (KIP-875, from 3.5).
func (c *Client) Stop(ctx context.Context, name string) (worker.Receipt, error) {
	k := change(name, "stop", "stopped", http.StatusNoContent)
	k.needs = worker.Stop
	return c.act(ctx, true, k)
}

// Restart is POST /connectors/{name}/restart. Without options the connector's
// instance alone restarts, and the answer comes when it did. With options the
// worker answers 202 with its plan before the work is done. Workers before 3.0
// ignore the options, so they are not asked.
func (c *Client) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	k := change(name, "restart", "restarted", http.StatusNoContent)
	k.method = http.MethodPost
	if o == (connect.RestartOptions{}) {
		return c.act(ctx, true, k)
	}
	k.query = url.Values{"includeTasks": {strconv.FormatBool(o.IncludeTasks)}, "onlyFailed": {strconv.FormatBool(o.OnlyFailed)}}
	k.needs = worker.RestartFailed
	k.want = []int{http.StatusAccepted}
	if err := c.knowVersion(ctx); err != nil {
		return worker.Receipt{}, err
	}
	return c.plan(ctx, k)
}

// plan sends a restart that is answered with what will be restarted.
func (c *Client) plan(ctx context.Context, k call) (worker.Receipt, error) {
	if err := c.Traits().WriteProblem(k.name, true); err != nil {
		return worker.Receipt{}, err
	}
	_, status, err := fetchStatus(ctx, c, k, func(s connect.Status) bool { return s.Name == k.name })
	if err != nil {
		return worker.Receipt{}, err
	}
	return worker.Receipt{Status: status}, nil
}

// change is a call that moves a connector to another state; status is what
// workers answer when they took it.
func change(name, verb, done string, status int) call {
	k := aboutConnector(name, verb)
	k.method = http.MethodPut
	k.want = []int{status}
	k.words.undone = "Nothing was " + done + "."
	k.words.whether, k.words.check = fmt.Sprintf("“%s” was %s", name, done), "its state"
	return k
}

// act sends a change unless the name is unsafe for it.
func (c *Client) act(ctx context.Context, forwarded bool, k call) (worker.Receipt, error) {
	if err := c.Traits().WriteProblem(k.name, forwarded); err != nil {
		return worker.Receipt{}, err
	}
	return c.do(ctx, k)
}
