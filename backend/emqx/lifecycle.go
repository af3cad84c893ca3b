package emqx

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Pause is PUT /{kind}/{id}/enable/false.
func (c lifecycle) Pause(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, name, func(r ref) call { return enableCall(r, false) })
}

// Resume is PUT /{kind}/{id}/enable/true. EMQX answers when it is ready, or after 15 s
// and more.
func (c lifecycle) Resume(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, name, func(r ref) call { return enableCall(r, true) })
}

// Restart is POST /{kind}/{id}/start: it connects again on every node.
func (c lifecycle) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	if o != (connect.RestartOptions{}) {
		return worker.Receipt{}, connect.Errorf(connect.CodeUnsupported, "EMQX starts a connector as a whole, or on one node. Nothing was started.")
	}
	return c.act(ctx, name, startCall)
}

// RestartTask is POST /nodes/{node}/{kind}/{id}/start. task is the place of the node in
// the answer of Status.
func (c lifecycle) RestartTask(ctx context.Context, name string, task int) (worker.Receipt, error) {
	one, err := c.read(ctx, name)
	if err != nil {
		return worker.Receipt{}, err
	}
	if task < 0 || task >= len(one.nodes) {
		return worker.Receipt{}, connect.Errorf(connect.CodeNotFound, "%s has no node with the number %d. Nothing was started.", one.about(), task)
	}
	return c.do(ctx, startOnCall(one.ref, one.nodes[task].Node))
}

func (c lifecycle) act(ctx context.Context, name string, make func(ref) call) (worker.Receipt, error) {
	r, ok := parseRow(name)
	if !ok {
		return worker.Receipt{}, unknownRow(name)
	}
	return c.do(ctx, make(r))
}

func enableCall(r ref, on bool) call {
	word, text := "disabled", "false"
	if on {
		word, text = "enabled", "true"
	}
	k := about(http.MethodPut, r, "enable", text)
	k.needs, k.undone, k.whether = worker.Pause, "Nothing was "+word+".", "it was "+word
	return k
}

func startCall(r ref) call {
	k := about(http.MethodPost, r, "start")
	k.needs, k.undone, k.whether = worker.Restart, "Nothing was started.", "it was started"
	return k
}

func startOnCall(r ref, node string) call {
	k := startCall(r)
	k.path = append([]string{"nodes", node}, k.path...)
	k.needs = worker.RestartTask
	return k
}
