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

// Pause is PUT /connectors/{name}/pause. Every worker handles it without forwarding
// it, and pauses the tasks after the answer.
func (c lifecycle) Pause(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, false, pauseCall(name))
}

// Resume is PUT /connectors/{name}/resume. It resumes a paused or stopped connector.
func (c lifecycle) Resume(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, false, resumeCall(name))
}

// Stop is PUT /connectors/{name}/stop (KIP-875, from 3.5).
func (c lifecycle) Stop(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, true, stopCall(name))
}

// Restart is POST /connectors/{name}/restart. Without options only the connector
// instance restarts, and the answer follows its restart. With options the worker
// answers 202 with its plan before it restarts anything. Workers before 3.0 ignore
// the options, so they are not sent any.
func (c lifecycle) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	k := restartCall(name, o)
	if o == (connect.RestartOptions{}) {
		return c.act(ctx, true, k)
	}
	if err := c.knowVersion(ctx); err != nil {
		return worker.Receipt{}, err
	}
	return c.plan(ctx, k)
}

// plan sends a restart whose answer is what will be restarted.
func (c lifecycle) plan(ctx context.Context, k call) (worker.Receipt, error) {
	if err := c.nameProblem(k.name, true); err != nil {
		return worker.Receipt{}, err
	}
	_, status, err := fetchStatus(ctx, c.connection, k, func(s connect.Status) bool { return s.Name == k.name })
	if err != nil {
		return worker.Receipt{}, err
	}
	return worker.Receipt{Status: status}, nil
}

func pauseCall(name string) call { return change(name, "pause", "paused", http.StatusAccepted) }

func resumeCall(name string) call { return change(name, "resume", "resumed", http.StatusAccepted) }

func stopCall(name string) call {
	k := change(name, "stop", "stopped", http.StatusNoContent)
	k.needs = worker.Stop
	return k
}

func restartCall(name string, o connect.RestartOptions) call {
	k := change(name, "restart", "restarted", http.StatusNoContent)
	k.method = http.MethodPost
	if o == (connect.RestartOptions{}) {
		return k
	}
	k.query = url.Values{"includeTasks": {strconv.FormatBool(o.IncludeTasks)}, "onlyFailed": {strconv.FormatBool(o.OnlyFailed)}}
	k.needs = worker.RestartFailed
	k.want = []int{http.StatusAccepted}
	return k
}

// change is a call that changes the state of a connector; status is the answer of
// a worker that accepted it.
func change(name, verb, done string, status int) call {
	k := aboutConnector(name, verb)
	k.method = http.MethodPut
	k.want = []int{status}
	k.words.undone = "Nothing was " + done + "."
	k.words.whether, k.words.check = fmt.Sprintf("“%s” was %s", name, done), "its state"
	return k
}

// act sends a change, unless the name is unsafe for it.
func (c *connection) act(ctx context.Context, forwarded bool, k call) (worker.Receipt, error) {
	if err := c.nameProblem(k.name, forwarded); err != nil {
		return worker.Receipt{}, err
	}
	return c.do(ctx, k)
}
