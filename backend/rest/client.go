package rest

import (
	"context"
	"net/http"
	"net/url"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Options say how to reach a cluster.
type Options struct {
	Profile connect.Profile
	// Secret returns the password of a Basic login; it is asked before every
	// request, so it must remember. Its error ends the call. Nil means that
	// there is no password.
	Secret func(context.Context) (connect.Secret, error)
	// Log records every request. Nil records nothing.
	Log *CallLog
	// Proxy chooses the proxy of a request. Nil means HTTP_PROXY, HTTPS_PROXY
	// and NO_PROXY. A loopback address is never reached through a proxy.
	Proxy func(*http.Request) (*url.URL, error)

	pace pace // tests fake the waits; the zero value waits for real
}

// FixedSecret is a password that is known already.
func FixedSecret(secret connect.Secret) func(context.Context) (connect.Secret, error) {
	return func(context.Context) (connect.Secret, error) { return secret, nil }
}

// Client talks to one Connect cluster. It is safe for concurrent use and does
// nothing before its first call.
type Client struct {
	profile connect.Profile
	base    base
	http    *http.Client
	learned *learned
	masks   masks

	abilities abilities
}

// New makes a client. It reads the profile's CA file and sends nothing. The
// error is a connect.Error with CodeInvalid: the URL or the CA file is no good.
func New(o Options) (*Client, error) {
	b, err := newBase(o.Profile.URL)
	if err != nil {
		return nil, err
	}
	transport, err := newTransport(o)
	if err != nil {
		return nil, err
	}
	known := newLearned()
	return &Client{
		profile: o.Profile,
		base:    b,
		http:    &http.Client{Transport: stack(o, b, known, transport), CheckRedirect: checkRedirect},
		learned: known,
		masks:   masks{o.Secret, known},
	}, nil
}

// Close closes idle connections. Calls under way are not interrupted.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// knowVersion asks for the version once, for the calls that an older worker
// would take for something else.
func (c *Client) knowVersion(ctx context.Context) error {
	_, err := worker.Known(ctx, c)
	return err
}
