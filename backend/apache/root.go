package apache

import (
	"context"
	"errors"
	"net/http"

	"sluiceway/backend/connect"
)

// Identity is GET /. It is the probe for reachability, login and version.
func (c *Client) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	info, err := fetch[connect.WorkerInfo](ctx, c, call{method: http.MethodGet})
	if err != nil {
		return info, err
	}
	if info.Version == "" {
		return info, &connect.Error{
			Code: connect.CodeNotConnect, Text: "Something answers there, but not as a Kafka Connect worker does. Check the address, its port and its path.",
			Status: http.StatusOK, Err: errors.New("GET / has no version"),
		}
	}
	c.abilities.saw(info.Version)
	return info, nil
}
