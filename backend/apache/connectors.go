package apache

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"sluiceway/backend/apache/entries"
	"sluiceway/backend/connect"
	"sluiceway/backend/wire/jsonstream"
	"sluiceway/backend/worker"
)

func aboutConnector(name string, rest ...string) call {
	return call{
		method: http.MethodGet, path: append([]string{"connectors", name}, rest...), name: name,
		words: words{thing: fmt.Sprintf("The connector “%s”", name)},
	}
}

// isConnector returns a check for a connector with that name and a config.
func isConnector(name string) func(connect.Connector) bool {
	return func(c connect.Connector) bool { return c.Name == name && c.Config != nil }
}

// Names is GET /connectors, sorted. Empty names, which no worker has, are
// left out.
func (c connectorReader) Names(ctx context.Context) ([]string, error) {
	names, err := fetch(ctx, c.connection, call{method: http.MethodGet, path: []string{"connectors"}}, isList[string])
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	slices.Sort(names)
	return names, err
}

// Connector is GET /connectors/{name}. It returns an error with CodeNotConnect if the
// response is about another connector or has no config.
func (c connectorReader) Connector(ctx context.Context, name string) (connect.Connector, error) {
	out, err := fetch(ctx, c.connection, aboutConnector(name), isConnector(name))
	if err == nil {
		c.learned.config(name, out.Config.Clone())
	}
	return out, err
}

// Infos is GET /connectors?expand=info. It reads the config of every
// connector, and its time on the worker grows with the square of their number.
// Configs that are too large to read are left out.
func (c connectorReader) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	out := map[string]connect.Connector{}
	_, err := c.expand(ctx, "info", false, infoInto(out))
	if err != nil {
		return nil, err
	}
	c.learned.all(out)
	return out, nil
}

// infoInto reads one entry of the expanded list.
func infoInto(out map[string]connect.Connector) func(string, []byte) error {
	reader := entries.NewReader()
	return func(name string, value []byte) error {
		info, err := reader.Info(value)
		if err == nil && info != nil {
			out[name] = *info
		}
		return err
	}
}

// expand reads one of the expanded lists entry by entry. If cut is set, it truncates
// long texts. It returns the names of entries that were too large to read. Workers
// before 2.3 ignore the parameter and return the plain list.
func (c *connection) expand(ctx context.Context, what string, cut bool, entry func(string, []byte) error) (skipped []string, err error) {
	k := call{
		method: http.MethodGet, path: []string{"connectors"}, query: url.Values{"expand": {what}},
		limit: jsonstream.ListLimit, needs: worker.ListConfigs,
	}
	named := func(name string, value []byte) error {
		if name == "" { // no worker returns one
			return nil
		}
		return entry(name, value)
	}
	err = c.send(ctx, k, func(resp *http.Response) error {
		var err error
		if skipped, err = jsonstream.DecodeMap(resp.Body, k.limit, cut, named); err != nil {
			return c.notExpanded(k, resp, err)
		}
		return nil
	})
	return skipped, err
}

// notExpanded distinguishes a worker that does not know the parameter from an answer
// that cannot be read.
func (c *connection) notExpanded(k call, resp *http.Response, err error) error {
	if errors.Is(err, jsonstream.ErrNoMap) && errors.Is(err, jsonstream.ErrShape) {
		c.abilities.denied(k.needs)
		return c.unsupported(k, err)
	}
	return c.unreadable(k, resp, err)
}
