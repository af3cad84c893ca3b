package apache

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// Client is a client of one Connect cluster. It is safe for concurrent use and sends
// nothing before its first call. It consists of one type per role of the port, all
// sharing one connection.
type Client struct {
	*connection
	identity
	connectorReader
	stateReader
	configWriter
	lifecycle
	pluginReader
	offsetReader
	offsetWriter
}

// connection sends the calls of all roles and stores what is learned from answers.
type connection struct {
	profile   connect.Profile
	base      wire.Base
	http      *http.Client
	learned   *learned
	masks     masks
	addresses *wire.Addresses

	abilities abilities
}

// The roles. Each has the calls of one or two resources of the API.
type (
	identity        struct{ *connection } // identity, features and traits of the worker
	connectorReader struct{ *connection }
	stateReader     struct{ *connection }
	configWriter    struct{ *connection } // create, save and delete
	lifecycle       struct{ *connection } // pause, resume, stop and restart
	pluginReader    struct{ *connection } // plugins, their definitions and validation
	offsetReader    struct{ *connection } // offsets and topics
	offsetWriter    struct{ *connection } // changes and resets offsets
)

var (
	_ worker.Worker        = (*Client)(nil)
	_ worker.Definer       = (*Client)(nil)
	_ worker.Validator     = (*Client)(nil)
	_ worker.Creator       = (*Client)(nil)
	_ worker.Configurer    = (*Client)(nil)
	_ worker.Deleter       = (*Client)(nil)
	_ worker.Pauser        = (*Client)(nil)
	_ worker.Stopper       = (*Client)(nil)
	_ worker.Restarter     = (*Client)(nil)
	_ worker.TaskRestarter = (*Client)(nil)
	_ worker.TopicReader   = (*Client)(nil)
	_ worker.OffsetReader  = (*Client)(nil)
	_ worker.OffsetAlterer = (*Client)(nil)
	_ worker.Addresses     = (*Client)(nil)
	_ worker.Closer        = (*Client)(nil)
)

// New makes a client. It reads the profile's CA file and sends nothing. The
// error is a connect.Error with CodeInvalid: the URL or the CA file is not valid.
func New(o wire.Options) (*Client, error) {
	addresses, err := wire.NewAddresses(o.Profile.URLs())
	if err != nil {
		return nil, err
	}
	b := addresses.First()
	o.Addresses = addresses
	known := newLearned()
	client, err := wire.NewClient(o, b, dialect(known))
	if err != nil {
		return nil, err
	}
	c := &connection{profile: o.Profile, base: b, http: client, learned: known, masks: masks{o.Secrets, known}, addresses: addresses}
	return &Client{
		connection: c, identity: identity{c}, connectorReader: connectorReader{c}, stateReader: stateReader{c},
		configWriter: configWriter{c}, lifecycle: lifecycle{c}, pluginReader: pluginReader{c}, offsetReader: offsetReader{c},
		offsetWriter: offsetWriter{c},
	}, nil
}

// Answered returns the URL of the worker that answered last.
func (c *connection) Answered() string { return c.addresses.Answered() }

// Silent returns the URLs of the workers that do not answer.
func (c *connection) Silent() []string { return c.addresses.Silent() }

// CheckAddresses sends GET / to the workers that were not needed.
func (c *connection) CheckAddresses(ctx context.Context) { c.addresses.Check(ctx, c.http) }

// Close closes idle connections. It does not interrupt running calls.
func (c *connection) Close() { c.http.CloseIdleConnections() }

// knowVersion asks for the version once, before calls that an older worker would
// misunderstand.
func (c *connection) knowVersion(ctx context.Context) error {
	if c.abilities.features().Known() {
		return nil
	}
	_, err := identity{c}.Identity(ctx)
	return err
}

// nameProblem refuses a write that a worker may mishandle because of the name.
// forwarded means that another worker may carry it out.
func (c *connection) nameProblem(name string, forwarded bool) error {
	return checkWrite(name, forwarded && !c.profile.SingleWorker)
}
