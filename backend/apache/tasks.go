package apache

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"sluiceway/backend/worker"
)

// RestartTask is POST /connectors/{name}/tasks/{task}/restart. The worker
// answers after the task was stopped and started again.
func (c lifecycle) RestartTask(ctx context.Context, name string, task int) (worker.Receipt, error) {
	return c.act(ctx, true, taskCall(name, task))
}

func taskCall(name string, task int) call {
	k := aboutConnector(name, "tasks", strconv.Itoa(task), "restart")
	k.method, k.want = http.MethodPost, []int{http.StatusNoContent}
	k.words = words{
		thing:   fmt.Sprintf("Task %d of the connector “%s”", task, name),
		undone:  "Nothing was restarted.",
		whether: "the task was restarted",
		check:   "its state",
	}
	return k
}
