package msk

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
)

func aboutConnector(name string) call { return call{name: name} }

// Names returns the names of all connectors of the region, sorted.
func (c connectorReader) Names(ctx context.Context) ([]string, error) {
	rows, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = *row.ConnectorName
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// Infos returns the connectors without their configs, which the list does not have. A config
// that was read before is there.
func (c connectorReader) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	rows, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]connect.Connector, len(rows))
	for _, row := range rows {
		known, _ := c.described.of(*row.ConnectorArn)
		out[*row.ConnectorName] = connect.Connector{Name: *row.ConnectorName, Type: typeOf(known.config)}
	}
	return out, nil
}

// Connector is DescribeConnector.
func (c connectorReader) Connector(ctx context.Context, name string) (connect.Connector, error) {
	out, err := c.describe(ctx, aboutConnector(name))
	if err != nil {
		return connect.Connector{}, err
	}
	return connectorOf(name, out.ConnectorConfiguration), nil
}

func connectorOf(name string, stored map[string]string) connect.Connector {
	config := namedConfig(name, stored)
	return connect.Connector{Name: name, Config: config, Type: typeOf(config)}
}
