package msk

import (
	"context"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// Client is a client of MSK Connect in one region. It is safe for concurrent use and sends
// nothing before its first call. It consists of one type per role of the port, all sharing
// one connection.
type Client struct {
	*connection
	identity
	connectorReader
	stateReader
	pluginReader
	configWriter
	lifecycle
	operationReader
	provisioner
	exporter
}

// connection sends the calls of all roles and stores what is learned from answers.
type connection struct {
	profile   connect.Profile
	region    string
	own       connect.Profile // as it was saved
	base      wire.Base
	http      *http.Client
	logins    *logins
	api       service
	keys      aws.CredentialsProvider
	pace      wire.Pace
	learned   *learned
	lists     lists
	described described
	notes     notes
	abilities abilities
}

// The roles.
type (
	identity        struct{ *connection } // identity, features and traits
	connectorReader struct{ *connection }
	stateReader     struct{ *connection }
	pluginReader    struct{ *connection }
	configWriter    struct{ *connection } // create, save and delete
	lifecycle       struct{ *connection } // pause, resume and restart
	operationReader struct{ *connection }
	provisioner     struct{ *connection } // capacity, plugin, role, network and logs
	exporter        struct{ *connection }
)

var (
	_ worker.Worker          = (*Client)(nil)
	_ worker.Creator         = (*Client)(nil)
	_ worker.Configurer      = (*Client)(nil)
	_ worker.Deleter         = (*Client)(nil)
	_ worker.Pauser          = (*Client)(nil)
	_ worker.Restarter       = (*Client)(nil)
	_ worker.OperationReader = (*Client)(nil)
	_ worker.Provisioner     = (*Client)(nil)
	_ worker.Linker          = (*Client)(nil)
	_ worker.Commander       = (*Client)(nil)
	_ worker.Closer          = (*Client)(nil)
)

// New makes a client. It reads the AWS configuration and the profile's CA file, and sends
// nothing. The error is a connect.Error with CodeInvalid: there is no such AWS profile, no
// region, or the address is not valid.
func New(o wire.Options) (*Client, error) {
	ctx := context.Background() // nothing is sent
	own := o.Profile
	o.Profile = withBundle(own)
	logins := newLogins(o)
	cfg, err := configOf(ctx, o, logins)
	if err != nil {
		return nil, err
	}
	if cfg.Region == "" {
		return nil, connect.Errorf(connect.CodeInvalid, "No AWS region is chosen, and the AWS profile names none. Nothing was sent. Choose a region in the cluster's profile.")
	}
	endpoint, err := endpointOf(ctx, o.Profile, cfg)
	if err != nil {
		return nil, err
	}
	base, err := wire.NewBase(endpoint)
	if err != nil {
		return nil, err
	}
	known := newLearned()
	o.Profile.URL, o.Profile.MoreURLs, o.Profile.Login = endpoint, nil, connect.LoginNone // the SDK signs
	client, err := wire.NewClient(o, base, dialect(known))
	if err != nil {
		return nil, err
	}
	c := &connection{
		profile: o.Profile, region: cfg.Region, own: own, base: base, http: client, logins: logins, keys: cfg.Credentials, pace: o.Pace, learned: known,
		api: serviceOf(kafkaconnect.NewFromConfig(cfg, func(s *kafkaconnect.Options) {
			s.BaseEndpoint, s.HTTPClient, s.Retryer = aws.String(endpoint), transport{client}, aws.NopRetryer{}
		})),
	}
	return &Client{
		connection: c, identity: identity{c}, connectorReader: connectorReader{c}, stateReader: stateReader{c},
		pluginReader: pluginReader{c}, configWriter: configWriter{c}, lifecycle: lifecycle{c},
		operationReader: operationReader{c}, provisioner: provisioner{c}, exporter: exporter{c},
	}, nil
}

// Close closes idle connections. It does not interrupt running calls.
func (c *connection) Close() {
	c.http.CloseIdleConnections()
	c.logins.close()
}
