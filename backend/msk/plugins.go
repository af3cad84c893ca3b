package msk

import (
	"context"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
)

// mostRead is how many connectors are read to find out which classes are in use.
const mostRead = 400

// Plugins returns the classes that the connectors of the region have. The service does not
// say which classes a custom plugin contains.
func (c pluginReader) Plugins(ctx context.Context, _ bool) ([]connect.Plugin, error) {
	rows, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	found := &classes{found: map[string]connect.ConnectorType{}}
	var unread []types.ConnectorSummary
	for _, row := range rows {
		if known, ok := c.described.of(*row.ConnectorArn); ok {
			found.add(known.config)
		} else if len(unread) < mostRead {
			unread = append(unread, row)
		}
	}
	err = each(ctx, unread, func(ctx context.Context, row types.ConnectorSummary) error {
		_, err := c.describeARN(ctx, call{name: *row.ConnectorName, arn: *row.ConnectorArn})
		if connect.CodeOf(err) == connect.CodeNotFound {
			return nil // deleted meanwhile
		}
		known, _ := c.described.of(*row.ConnectorArn)
		found.add(known.config)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]connect.Plugin, 0, len(found.found))
	for _, class := range slices.Sorted(maps.Keys(found.found)) {
		out = append(out, connect.Plugin{Class: class, Type: connect.PluginKind(found.found[class])})
	}
	return out, nil
}
