package apache

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

func aboutConnector(name string, rest ...string) call {
	return call{
		method: http.MethodGet, path: append([]string{"connectors", name}, rest...), name: name,
		words: words{thing: fmt.Sprintf("The connector “%s”", name)},
	}
}

// isConnector accepts a connector of that name with its config.
func isConnector(name string) func(connect.Connector) bool {
	return func(c connect.Connector) bool { return c.Name == name && c.Config != nil }
}

// Names is GET /connectors, sorted. One without a name, which no worker has, is
// left out.
func (c *Client) Names(ctx context.Context) ([]string, error) {
	names, err := fetch(ctx, c, call{method: http.MethodGet, path: []string{"connectors"}}, isList[string])
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	slices.Sort(names)
	return names, err
}

// Connector is GET /connectors/{name}. An answer that is not about that
// connector, or has no config, is CodeNotConnect.
func (c *Client) Connector(ctx context.Context, name string) (connect.Connector, error) {
	out, err := fetch(ctx, c, aboutConnector(name), isConnector(name))
	if err == nil {
		c.learned.config(name, out.Config.Clone())
	}
	return out, err
}

// Infos is GET /connectors?expand=info. The config of every connector crosses
// the wire, and on the worker the time grows with the square of their number.
// One that is too large to read is left out.
func (c *Client) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	out := map[string]connect.Connector{}
	_, err := c.expand(ctx, "info", false, func(name string, value []byte) error {
		var entry struct {
			Info *connect.Connector `json:"info"`
		}
		if err := json.Unmarshal(value, &entry); err != nil {
			return err
		}
		if entry.Info != nil {
			out[name] = *entry.Info
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.learned.all(out)
	return out, nil
}

// expand reads one of the expanded lists entry by entry, with long texts cut
// where cut is set, and names those that were too large to read. Workers before
// 2.3 ignore the parameter and answer the plain list.
func (c *Client) expand(ctx context.Context, what string, cut bool, entry func(string, []byte) error) (skipped []string, err error) {
	k := call{
		method: http.MethodGet, path: []string{"connectors"}, query: url.Values{"expand": {what}},
		limit: wire.ListLimit, needs: worker.ListConfigs,
	}
	named := func(name string, value []byte) error {
		if name == "" { // no worker has such a connector
			return nil
		}
		return entry(name, value)
	}
	err = c.send(ctx, k, func(resp *http.Response) error {
		var err error
		if skipped, err = wire.DecodeMap(resp.Body, k.limit, cut, named); err != nil {
			return c.notExpanded(k, resp, err)
		}
		return nil
	})
	return skipped, err
}

// notExpanded tells a worker that does not know the parameter from an answer
// that cannot be read.
func (c *Client) notExpanded(k call, resp *http.Response, err error) error {
	if errors.Is(err, wire.ErrNoMap) && errors.Is(err, wire.ErrShape) {
		c.abilities.denied(k.needs)
		return c.unsupported(k, err)
	}
	return c.unreadable(k, resp, err)
}
