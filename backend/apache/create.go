package apache

import (
	"context"
	"fmt"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create is POST /connectors. It rejects names that workers handle incorrectly. An
// initial state needs 3.7; an older worker rejects the field and creates nothing.
func (c configWriter) Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (worker.Receipt, error) {
	if err := checkNewName(name); err != nil {
		return worker.Receipt{}, err
	}
	return c.store(ctx, createCall(name, config, state))
}

func createCall(name string, config connect.Config, state connect.InitialState) call {
	k := call{
		method: http.MethodPost, path: []string{"connectors"}, name: name, config: config,
		want: []int{http.StatusCreated},
		body: struct {
			Name   string               `json:"name"`
			Config connect.Config       `json:"config"`
			State  connect.InitialState `json:"initial_state,omitempty"`
		}{name, config.Clone(), state},
		words: words{undone: "Nothing was created.", whether: fmt.Sprintf("“%s” was created", name), check: "the list"},
	}
	if state != "" {
		k.needs = worker.InitialState
	}
	return k
}

// Delete is DELETE /connectors/{name}.
func (c configWriter) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	return c.act(ctx, true, deleteCall(name))
}

func deleteCall(name string) call {
	k := aboutConnector(name)
	k.method, k.want = http.MethodDelete, []int{http.StatusNoContent}
	k.words.undone = "Nothing was deleted."
	k.words.whether, k.words.check = fmt.Sprintf("“%s” was deleted", name), "the list"
	return k
}
