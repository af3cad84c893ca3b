package apache

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// PutConfig is PUT /connectors/{name}/config. It replaces the whole config, and
// creates the connector if there is none.
func (c configWriter) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	if err := c.checkPut(ctx, name); err != nil {
		return worker.Receipt{}, err
	}
	return c.store(ctx, putCall(name, config))
}

func putCall(name string, config connect.Config) call {
	k := aboutConnector(name, "config")
	k.method, k.body, k.config = http.MethodPut, config.Clone(), config
	k.want = []int{http.StatusOK, http.StatusCreated}
	k.words.undone = "The stored config is as it was."
	k.words.whether, k.words.check = "the config was stored", "the stored config"
	return k
}

// store sends a write that is answered with the stored connector.
func (c configWriter) store(ctx context.Context, k call) (worker.Receipt, error) {
	out, status, err := fetchStatus(ctx, c.connection, k, isConnector(k.name))
	if err != nil {
		return worker.Receipt{}, err
	}
	c.learned.config(k.name, k.config.Clone())
	return worker.Receipt{Status: status, Created: status == http.StatusCreated, Connector: out}, nil
}

// checkPut accepts a name that must not be created only if a connector already has
// it.
func (c configWriter) checkPut(ctx context.Context, name string) error {
	if err := c.nameProblem(name, true); err != nil {
		return err
	}
	refused := checkNewName(name)
	if refused == nil {
		return nil
	}
	_, err := connectorReader(c).Connector(ctx, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return refused
	}
	return err
}
