package apache

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
)

// Identity is GET /. It is the probe for reachability, login and version.
func (c *Client) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	info, err := fetch(ctx, c, call{method: http.MethodGet}, func(i connect.WorkerInfo) bool { return i.Version != "" })
	if err != nil {
		return info, err
	}
	c.abilities.saw(info.Version)
	return info, nil
}
