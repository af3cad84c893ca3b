package confluent

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"sluiceway/backend/connect"
)

func aboutConnector(name string, rest ...string) call {
	return call{
		method: http.MethodGet, path: append([]string{"connectors", name}, rest...), name: name,
		words: words{thing: fmt.Sprintf("The connector “%s”", name)},
	}
}

// Identity reads the list, because the service reports no version: an answer means that the
// API key is accepted and the cluster exists.
func (c identity) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	if _, err := c.list.get(ctx, "identity"); err != nil {
		return connect.WorkerInfo{}, err
	}
	return connect.WorkerInfo{Version: "Confluent Cloud"}, nil
}

// Names returns the names of all connectors, sorted.
func (c reader) Names(ctx context.Context) ([]string, error) {
	out, err := c.list.get(ctx, "names")
	return slices.Clone(out.names), err
}

// Statuses returns the statuses of all connectors.
func (c reader) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	out, err := c.list.get(ctx, "statuses")
	return maps.Clone(out.statuses), err
}

// Infos returns the types and configs of all connectors, with their secrets masked.
func (c reader) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	out, err := c.list.get(ctx, "infos")
	return maps.Clone(out.infos), err
}

// Connector is GET …/connectors/{name}. Its secrets are masked.
func (c reader) Connector(ctx context.Context, name string) (connect.Connector, error) {
	if err := checkName(name); err != nil {
		return connect.Connector{}, err
	}
	out, _, err := fetch(ctx, c.connection, aboutConnector(name), isConnector(name))
	if err == nil {
		c.learned.do(func() { c.learned.configs[name] = out.Config })
	}
	return out, err
}

// isConnector returns a check for a connector with that name and a config.
func isConnector(name string) func(connect.Connector) bool {
	return func(c connect.Connector) bool { return c.Name == name && c.Config != nil }
}

// Status is GET …/connectors/{name}/status.
func (c reader) Status(ctx context.Context, name string) (connect.Status, error) {
	if err := checkName(name); err != nil {
		return connect.Status{}, err
	}
	out, _, err := fetch(ctx, c.connection, aboutConnector(name, "status"), func(s status) bool { return s.Connector.State != "" })
	if err != nil {
		return connect.Status{}, err
	}
	return out.read(name), nil
}
