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

// Names is GET /connectors, sorted.
func (c *Client) Names(ctx context.Context) ([]string, error) {
	names, err := fetch[[]string](ctx, c, call{method: http.MethodGet, path: []string{"connectors"}})
	slices.Sort(names)
	return names, err
}

// Connector is GET /connectors/{name}.
func (c *Client) Connector(ctx context.Context, name string) (connect.Connector, error) {
	out, err := fetch[connect.Connector](ctx, c, aboutConnector(name))
	if err == nil {
		c.learned.config(name, out.Config.Clone())
	}
	return out, err
}

// Infos is GET /connectors?expand=info. The config of every connector crosses
// the wire, and on the worker the time grows with the square of their number.
func (c *Client) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	out := map[string]connect.Connector{}
	err := c.expand(ctx, "info", func(name string, dec *json.Decoder) error {
		var entry struct {
			Info *connect.Connector `json:"info"`
		}
		if err := dec.Decode(&entry); err != nil {
			return err
		}
		if entry.Info != nil {
			out[name] = *entry.Info
		}
		return nil
	})
	if err == nil {
		c.learned.all(out)
	}
	return out, err
}

// expand reads one of the expanded lists entry by entry. Workers before 2.3
// ignore the parameter and answer the plain list.
func (c *Client) expand(ctx context.Context, what string, entry func(string, *json.Decoder) error) error {
	k := call{
		method: http.MethodGet, path: []string{"connectors"}, query: url.Values{"expand": {what}},
		limit: wire.ListLimit, needs: worker.ListConfigs,
	}
	return c.send(ctx, k, func(resp *http.Response) error {
		if err := wire.DecodeMap(resp.Body, k.limit, entry); err != nil {
			return c.notExpanded(k, resp, err)
		}
		return nil
	})
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
