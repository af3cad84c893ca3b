package apache

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Offsets is GET /connectors/{name}/offsets (KIP-875, from 3.5).
func (c offsetReader) Offsets(ctx context.Context, name string) (connect.Offsets, error) {
	k := aboutConnector(name, "offsets")
	k.needs = worker.Offsets
	return fetch(ctx, c.connection, k, func(o connect.Offsets) bool { return o.Entries != nil })
}
