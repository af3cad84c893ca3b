package apache

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"sluiceway/backend/worker"
)

// RestartTask is POST /connectors/{name}/tasks/{task}/restart. The worker
// answers when the task was stopped and started again.
func (c *Client) RestartTask(ctx context.Context, name string, task int) (worker.Receipt, error) {
	k := aboutConnector(name, "tasks", strconv.Itoa(task), "restart")
	k.method, k.want = http.MethodPost, []int{http.StatusNoContent, http.StatusOK, http.StatusAccepted}
	k.words = words{
		thing:  fmt.Sprintf("Task %d of the connector “%s”", task, name),
		undone: "Nothing was restarted.",
		maybe:  "The task may have been restarted all the same: look at its state before you try again.",
	}
	return c.act(ctx, true, k)
}
