package apache

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// PutConfig is PUT /connectors/{name}/config. It replaces the whole config,
// and creates the connector where there was none.
func (c *Client) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	if err := c.checkPut(ctx, name); err != nil {
		return worker.Receipt{}, err
	}
	k := aboutConnector(name, "config")
	k.method, k.body, k.config = http.MethodPut, config.Clone(), config
	k.want = []int{http.StatusOK, http.StatusCreated}
	k.words.undone = "The stored config is as it was."
	k.words.whether, k.words.check = "the config was stored", "the stored config"
	return c.store(ctx, k)
}

// store sends a write whose answer is the connector as it was stored.
func (c *Client) store(ctx context.Context, k call) (worker.Receipt, error) {
	out, status, err := fetchStatus(ctx, c, k, isConnector(k.name))
	if err != nil {
		return worker.Receipt{}, err
	}
	c.learned.config(k.name, k.config.Clone())
	return worker.Receipt{Status: status, Created: status == http.StatusCreated, Connector: out}, nil
}

// checkPut lets a name that must not be created through only where a connector
// has it already.
func (c *Client) checkPut(ctx context.Context, name string) error {
	if err := c.Traits().WriteProblem(name, true); err != nil {
		return err
	}
	refused := checkNewName(name)
	if refused == nil {
		return nil
	}
	_, err := c.Connector(ctx, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return refused
	}
	return err
}
