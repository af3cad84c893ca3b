package confluent

import (
	"net/http"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// Client is a client of the connectors of one cluster. It is safe for concurrent use and sends
// nothing before its first call.
type Client struct {
	*connection
	identity
	reader
	writer
	lifecycle
	plugins
	offsets
}

// connection sends the calls of all roles and stores what is learned from answers.
type connection struct {
	profile connect.Profile
	secrets connect.Secrets
	root    wire.Base // the whole API
	base    wire.Base // the connectors of the cluster
	http    *http.Client
	now     func() time.Time
	learned *learned
	list    lister

	abilities abilities

	mu       sync.Mutex
	waitTill time.Time // no poll before it: the service asked to wait
	waitText string
}

// The roles. Each has the calls of one or two resources of the API.
type (
	identity  struct{ *connection }
	reader    struct{ *connection } // names, statuses, configs, tasks
	writer    struct{ *connection } // create, save and delete
	lifecycle struct{ *connection } // pause, resume and restart
	plugins   struct{ *connection } // plugins, definitions and validation
	offsets   struct{ *connection }
)

var (
	_ worker.Worker          = (*Client)(nil)
	_ worker.Definer         = (*Client)(nil)
	_ worker.Validator       = (*Client)(nil)
	_ worker.Creator         = (*Client)(nil)
	_ worker.Configurer      = (*Client)(nil)
	_ worker.Deleter         = (*Client)(nil)
	_ worker.Pauser          = (*Client)(nil)
	_ worker.Restarter       = (*Client)(nil)
	_ worker.OffsetReader    = (*Client)(nil)
	_ worker.OffsetAlterer   = (*Client)(nil)
	_ worker.OperationReader = (*Client)(nil)
	_ worker.Closer          = (*Client)(nil)
)

// New returns a client. It sends nothing. The error is a connect.Error with CodeInvalid: the
// address, the scope or a file of the profile cannot be used.
func New(o wire.Options) (*Client, error) {
	root, base, err := bases(o.Profile)
	if err != nil {
		return nil, err
	}
	c := &connection{
		profile: o.Profile, secrets: o.Secrets, root: root, base: base, now: o.Pace.Clock(), learned: newLearned(),
	}
	if c.http, err = wire.NewClient(o, base, dialect(c.learned)); err != nil {
		return nil, err
	}
	c.list.read = c.readList
	return &Client{
		connection: c, identity: identity{c}, reader: reader{c}, writer: writer{c}, lifecycle: lifecycle{c}, plugins: plugins{c}, offsets: offsets{c},
	}, nil
}

// Close closes idle connections. It does not interrupt running calls.
func (c *connection) Close() { c.http.CloseIdleConnections() }
