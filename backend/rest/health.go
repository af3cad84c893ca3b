package rest

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
)

// Health is GET /health (KIP-1017, from 3.9). Its 503 and 500 are answers,
// too: "starting" and "unhealthy".
func (c *Client) Health(ctx context.Context) (connect.Health, error) {
	k := call{
		method: http.MethodGet, path: []string{"health"}, needs: connect.CanHealth,
		want: []int{http.StatusOK, http.StatusServiceUnavailable, http.StatusInternalServerError},
	}
	health, status, err := fetchStatus[connect.Health](ctx, c, k)
	if err == nil && health.Status == "" || err != nil && status >= http.StatusInternalServerError {
		return connect.Health{}, &connect.Error{Code: connect.CodeStarting, Text: "The worker is not ready, or a proxy has no worker to ask. See whether the worker runs.", Status: status, Err: err}
	}
	return health, err
}
