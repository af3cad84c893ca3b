package apache

import (
	"context"
	"slices"

	"sluiceway/backend/worker"
)

// Topics is GET /connectors/{name}/topics (KIP-558), sorted. A worker does not
// check whether the connector exists: an unknown one has no topics.
func (c offsetReader) Topics(ctx context.Context, name string) ([]string, error) {
	k := aboutConnector(name, "topics")
	k.needs = worker.Topics
	type usage struct {
		Topics []string `json:"topics"`
	}
	used, err := fetch(ctx, c.connection, k, func(used map[string]usage) bool { return used[name].Topics != nil })
	topics := used[name].Topics
	slices.Sort(topics)
	return topics, err
}
