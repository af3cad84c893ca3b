package rest

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"sluiceway/backend/connect"
)

// TaskConfigs is GET /connectors/{name}/tasks: what the connector made for each
// task, unmasked.
func (c *Client) TaskConfigs(ctx context.Context, name string) ([]connect.TaskConfig, error) {
	return fetch[[]connect.TaskConfig](ctx, c, aboutConnector(name, "tasks"))
}

// RestartTask is POST /connectors/{name}/tasks/{task}/restart. The worker
// answers when the task was stopped and started again.
func (c *Client) RestartTask(ctx context.Context, name string, task int) error {
	if err := connect.CheckWrite(name, c.profile.SingleWorker); err != nil {
		return err
	}
	k := aboutConnector(name, "tasks", strconv.Itoa(task), "restart")
	k.method, k.want = http.MethodPost, []int{http.StatusNoContent, http.StatusOK, http.StatusAccepted}
	k.words = words{
		thing:  fmt.Sprintf("Task %d of the connector “%s”", task, name),
		undone: "Nothing was restarted.",
		maybe:  "The task may have been restarted all the same: look at its state before you try again.",
	}
	return c.do(ctx, k)
}
