package rest

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
)

// Config is GET /connectors/{name}/config: stored text, unmasked.
func (c *Client) Config(ctx context.Context, name string) (connect.Config, error) {
	config, err := fetch[connect.Config](ctx, c, aboutConnector(name, "config"))
	if err == nil {
		c.learned.config(name, config.Clone())
	}
	return config, err
}

// PutConfig is PUT /connectors/{name}/config. It replaces the whole config,
// and creates the connector where there was none.
func (c *Client) PutConfig(ctx context.Context, name string, config connect.Config) (connect.Connector, bool, error) {
	if err := c.checkPut(ctx, name); err != nil {
		return connect.Connector{}, false, err
	}
	k := aboutConnector(name, "config")
	k.method, k.body, k.config = http.MethodPut, config.Clone(), config
	k.want = []int{http.StatusOK, http.StatusCreated}
	k.words.undone = "The stored config is as it was."
	k.words.maybe = "The config may have been stored all the same: read it again before you try again."
	out, status, err := fetchStatus[connect.Connector](ctx, c, k)
	if err == nil {
		c.learned.config(name, config.Clone())
	}
	return out, status == http.StatusCreated, err
}

// checkPut lets a name that must not be created through only where a connector
// has it already.
func (c *Client) checkPut(ctx context.Context, name string) error {
	if err := connect.CheckWrite(name, c.profile.SingleWorker); err != nil {
		return err
	}
	refused := connect.CheckNewName(name)
	if refused == nil {
		return nil
	}
	_, err := c.Connector(ctx, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return refused
	}
	return err
}
