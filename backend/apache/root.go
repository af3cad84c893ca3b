package apache

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
)

// Identity is GET /. It checks reachability, login and version.
func (c identity) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	info, err := fetch(ctx, c.connection, call{method: http.MethodGet}, func(i connect.WorkerInfo) bool { return i.Version != "" })
	if err != nil {
		return info, err
	}
	c.abilities.setVersion(info.Version)
	return info, nil
}
