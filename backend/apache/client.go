package apache

import (
	"context"
	"net/http"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// Client talks to one Connect cluster. It is safe for concurrent use and does
// nothing before its first call.
type Client struct {
	profile connect.Profile
	base    wire.Base
	http    *http.Client
	learned *learned
	masks   masks

	abilities abilities
}

// New makes a client. It reads the profile's CA file and sends nothing. The
// error is a connect.Error with CodeInvalid: the URL or the CA file is no good.
func New(o wire.Options) (*Client, error) {
	b, err := wire.NewBase(o.Profile.URL)
	if err != nil {
		return nil, err
	}
	known := newLearned()
	client, err := wire.NewClient(o, b, dialect(known))
	if err != nil {
		return nil, err
	}
	return &Client{profile: o.Profile, base: b, http: client, learned: known, masks: masks{o.Secret, known}}, nil
}

// Close closes idle connections. Calls under way are not interrupted.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// knowVersion asks for the version once, for the calls that an older worker
// would take for something else.
func (c *Client) knowVersion(ctx context.Context) error {
	_, err := worker.Known(ctx, c)
	return err
}
