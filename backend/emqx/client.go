package emqx

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// Client is a client of one EMQX cluster. It is safe for concurrent use and sends nothing
// before its first call. It consists of one type per role of the port, all sharing one
// connection.
type Client struct {
	*connection
	identity
	reader
	definer
	writer
	lifecycle
	tester
	watcher
	exporter
}

// The roles.
type (
	identity  struct{ *connection } // version, nodes, features and traits
	reader    struct{ *connection } // names, statuses and configs
	definer   struct{ *connection } // types and their settings
	writer    struct{ *connection } // create, save and delete
	lifecycle struct{ *connection } // enable, disable and start
	tester    struct{ *connection } // probe
	watcher   struct{ *connection } // metrics and what uses an item
)

var (
	_ worker.Worker        = (*Client)(nil)
	_ worker.Definer       = (*Client)(nil)
	_ worker.Creator       = (*Client)(nil)
	_ worker.Configurer    = (*Client)(nil)
	_ worker.Deleter       = (*Client)(nil)
	_ worker.Pauser        = (*Client)(nil)
	_ worker.Restarter     = (*Client)(nil)
	_ worker.TaskRestarter = (*Client)(nil)
	_ worker.Tester        = (*Client)(nil)
	_ worker.MetricReader  = (*Client)(nil)
	_ worker.UserReader    = (*Client)(nil)
	_ worker.Requester     = (*Client)(nil)
	_ worker.Closer        = (*Client)(nil)
)

// connection sends the calls of all roles and stores what is learned from answers.
type connection struct {
	profile connect.Profile
	secrets connect.Secrets
	base    wire.Base
	http    *http.Client
	session session

	abilities abilities
	schemas   schemas
	polls     singleflight.Group
	writes    atomic.Int64 // grows with every write, so that no poll that began before it is shared after it
	owners    sync.Map     // row of an action or source → row of its connector, as last listed
}

// apiPath is the path of the API. It is added to the address unless it ends with it.
const apiPath = "/api/v5"

// New makes a client. It reads the files that the profile names and sends nothing. The
// error is a connect.Error with CodeInvalid: the URL or a file is not valid.
func New(o wire.Options) (*Client, error) {
	address := strings.TrimSuffix(o.Profile.URL, "/")
	if !strings.HasSuffix(address, apiPath) {
		address += apiPath
	}
	b, err := wire.NewBase(address)
	if err != nil {
		return nil, err
	}
	c := &connection{profile: o.Profile, secrets: o.Secrets, base: b}
	if o.Profile.Login == connect.LoginSession {
		o.Profile.Login = connect.LoginNone // the token is added by send
	}
	if c.http, err = wire.NewClient(o, b, dialect()); err != nil {
		return nil, err
	}
	return &Client{
		connection: c, identity: identity{c}, reader: reader{c}, definer: definer{c}, writer: writer{c},
		lifecycle: lifecycle{c}, tester: tester{c}, watcher: watcher{c}, exporter: exporter{c},
	}, nil
}

// Close closes idle connections. It does not interrupt running calls.
func (c *connection) Close() { c.http.CloseIdleConnections() }

// Identity is GET /nodes. The version is that of the first node that runs.
func (c identity) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	type node struct {
		Node    string `json:"node"`
		Status  string `json:"node_status"`
		Version string `json:"version"`
		Edition string `json:"edition"`
	}
	var nodes []node
	if err := c.get(ctx, call{method: http.MethodGet, path: []string{"nodes"}}, &nodes); err != nil {
		return connect.WorkerInfo{}, err
	}
	for _, n := range nodes {
		if n.Version != "" {
			c.abilities.identified(c.session.readsOnly())
			return connect.WorkerInfo{Version: n.Version, Commit: n.Edition}, nil
		}
	}
	return connect.WorkerInfo{}, connect.Errorf(connect.CodeNotConnect, "The address answers, but not as EMQX does: it lists no node with a version. Check the address; it ends before /api/v5.")
}
