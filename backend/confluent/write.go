package confluent

import (
	"context"
	"fmt"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create is POST …/connectors. The connector is PROVISIONING for minutes afterwards.
func (c writer) Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (worker.Receipt, error) {
	if err := checkNewName(name); err != nil {
		return worker.Receipt{}, err
	}
	if state != "" {
		return worker.Receipt{}, connect.Errorf(connect.CodeUnsupported, "%s", all().Why(worker.InitialState))
	}
	k := createCall(name, config)
	if err := sendable(k); err != nil {
		return worker.Receipt{}, err
	}
	return c.store(ctx, k)
}

func createCall(name string, config connect.Config) call {
	sent := body(name, config)
	return call{
		method: http.MethodPost, path: []string{"connectors"}, name: name, class: config[connect.KeyClass], config: config, want: []int{http.StatusCreated},
		body: struct {
			Name   string         `json:"name"`
			Config connect.Config `json:"config"`
		}{name, sent},
		words: words{undone: "Nothing was created.", whether: fmt.Sprintf("“%s” was created", name), check: "the list"},
	}
}

// PutConfig is PUT …/connectors/{name}/config. It replaces the whole config. The service would
// make a new connector of an unknown name, so that is checked first.
func (c writer) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	if err := checkName(name); err != nil {
		return worker.Receipt{}, err
	}
	k := putCall(name, config)
	if err := sendable(k); err != nil {
		return worker.Receipt{}, err
	}
	if _, err := reader(c).Connector(ctx, name); err != nil {
		return worker.Receipt{}, err
	}
	return c.store(ctx, k)
}

func putCall(name string, config connect.Config) call {
	k := aboutConnector(name, "config")
	k.method, k.class, k.config, k.body = http.MethodPut, config[connect.KeyClass], config, body(name, config)
	k.words.undone = "The stored config is as it was."
	k.words.whether, k.words.check = "the config was stored", "the stored config"
	return k
}

// sendable refuses a config that the service must not get.
func sendable(k call) error {
	switch name := k.config[connect.KeyName]; {
	case name != "" && name != k.name:
		return connect.Errorf(connect.CodeInvalid, "The setting “name” in the config is not the connector's name. %s Make them equal, or leave it out.", k.words.undone)
	case k.class == "":
		return connect.Errorf(connect.CodeInvalid, "The config does not say which plugin it is for. %s Set connector.class.", k.words.undone)
	}
	return unmasked(k.config, k.words.undone)
}

// store sends a write that is answered with the stored connector.
func (c writer) store(ctx context.Context, k call) (worker.Receipt, error) {
	c.learned.do(func() { c.learned.sent[k.name] = k.config.Clone() })
	out, status, err := fetch(ctx, c.connection, k, isConnector(k.name))
	if err != nil {
		return worker.Receipt{}, err
	}
	return worker.Receipt{Status: status, Created: k.creates(), Connector: out}, nil
}

// Delete is DELETE …/connectors/{name}. Its answer says in its body whether it worked.
func (c writer) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	if err := checkName(name); err != nil {
		return worker.Receipt{}, err
	}
	return c.do(ctx, deleteCall(name))
}

func deleteCall(name string) call {
	k := aboutConnector(name)
	k.method, k.want = http.MethodDelete, []int{http.StatusOK, http.StatusAccepted, http.StatusNoContent}
	k.words.undone = "Nothing was deleted."
	k.words.whether, k.words.check = fmt.Sprintf("“%s” was deleted", name), "the list"
	return k
}
