package apache

import (
	"context"
	"fmt"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create is POST /connectors. A name that a worker would mishandle is refused
// here. An initial state needs 3.7; an older worker refuses the field, and
// nothing is created.
func (c *Client) Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (worker.Receipt, error) {
	if err := checkNewName(name); err != nil {
		return worker.Receipt{}, err
	}
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
	return c.store(ctx, k)
}

// Delete is DELETE /connectors/{name}.
func (c *Client) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	k := aboutConnector(name)
	k.method, k.want = http.MethodDelete, []int{http.StatusNoContent}
	k.words.undone = "Nothing was deleted."
	k.words.whether, k.words.check = fmt.Sprintf("“%s” was deleted", name), "the list"
	return c.act(ctx, true, k)
}
