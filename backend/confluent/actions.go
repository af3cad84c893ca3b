package confluent

import (
	"context"
	"fmt"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Pause is PUT …/connectors/{name}/pause.
func (c lifecycle) Pause(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, pauseCall(name))
}

// Resume is PUT …/connectors/{name}/resume.
func (c lifecycle) Resume(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, resumeCall(name))
}

// Restart is POST …/connectors/{name}/restart, a preview. It restarts the connector with all
// its tasks; there are no options.
func (c lifecycle) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	if o != (connect.RestartOptions{}) {
		return worker.Receipt{}, connect.Errorf(connect.CodeUnsupported, "%s Nothing was restarted.", all().Why(worker.RestartFailed))
	}
	return c.act(ctx, restartCall(name))
}

func pauseCall(name string) call {
	return change(http.MethodPut, name, "pause", "paused")
}

func resumeCall(name string) call {
	return change(http.MethodPut, name, "resume", "resumed")
}

func restartCall(name string) call {
	k := change(http.MethodPost, name, "restart", "restarted")
	k.needs = worker.Restart
	return k
}

// change is a call that changes the state of a connector.
func change(method, name, verb, done string) call {
	k := aboutConnector(name, verb)
	k.method, k.want = method, []int{http.StatusAccepted, http.StatusOK, http.StatusNoContent}
	k.words.undone = "Nothing was " + done + "."
	k.words.whether, k.words.check = fmt.Sprintf("“%s” was %s", name, done), "its state"
	return k
}

func (c lifecycle) act(ctx context.Context, k call) (worker.Receipt, error) {
	if err := checkName(k.name); err != nil {
		return worker.Receipt{}, err
	}
	return c.do(ctx, k)
}
