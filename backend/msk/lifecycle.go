package msk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func stateCall(action, name, done string) call {
	return call{
		action: action, name: name, write: true, undone: "Nothing was " + done + ".",
		whether: fmt.Sprintf("“%s” was %s", name, done), check: "its state",
	}
}

// Pause is PauseConnector.
func (c lifecycle) Pause(ctx context.Context, name string) (worker.Receipt, error) {
	return c.put(ctx, stateCall("PauseConnector", name, "paused"), "pause", "PAUSED")
}

// Resume is ResumeConnector.
func (c lifecycle) Resume(ctx context.Context, name string) (worker.Receipt, error) {
	return c.put(ctx, stateCall("ResumeConnector", name, "resumed"), "resume", "RUNNING")
}

// put changes the state. The service refuses what is so already with a conflict.
func (c lifecycle) put(ctx context.Context, k call, verb, wanted string) (worker.Receipt, error) {
	receipt, err := c.send(ctx, k, http.MethodPut, verb, nil)
	if connect.AsError(err) == nil || connect.AsError(err).Status != http.StatusConflict {
		return receipt, err
	}
	now, failed := c.describe(ctx, k)
	if failed == nil && string(now.ConnectorState) == wanted {
		return worker.Receipt{Status: http.StatusOK}, nil
	}
	return receipt, err
}

// Restart is RestartConnector. It restarts the connector with its tasks, or only what has
// failed.
func (c lifecycle) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	var query url.Values
	if o.OnlyFailed {
		query = url.Values{"onlyFailedTasks": {"true"}}
	}
	return c.send(ctx, stateCall("RestartConnector", name, "restarted"), http.MethodPost, "restart", query)
}

func (c lifecycle) send(ctx context.Context, k call, method, verb string, query url.Values) (worker.Receipt, error) {
	defer c.lists.wrote()
	return withARN(ctx, c.connection, k, func(k call) (worker.Receipt, error) {
		operation, err := c.sign(ctx, k, method, verb, query)
		if err != nil {
			return worker.Receipt{}, err
		}
		return worker.Receipt{Status: http.StatusOK, Operation: operation}, nil
	})
}
