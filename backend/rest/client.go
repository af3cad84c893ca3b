package rest

import (
	"context"
	"net/http"
	"net/url"
	"sync"

	"sluiceway/backend/connect"
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

	mu           sync.Mutex
	version      string // as Root last answered, empty before
	capabilities connect.Capabilities
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
		profile:      o.Profile,
		base:         b,
		http:         &http.Client{Transport: stack(o, b, known, transport), CheckRedirect: checkRedirect},
		learned:      known,
		masks:        masks{o.Secret, known},
		capabilities: connect.CapabilitiesOf(""),
	}, nil
}

// Close gives back idle connections. Calls under way go on.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Capabilities are derived from the version that Root last answered, without
// what a worker of that version has refused since. Before Root: those of 2.8.
func (c *Client) Capabilities() connect.Capabilities {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.capabilities
}

func (c *Client) sawVersion(version string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.version != version {
		c.version, c.capabilities = version, connect.CapabilitiesOf(version)
	}
}

func (c *Client) deny(lacking connect.Capability) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.capabilities = c.capabilities.Without(lacking)
}

// lacks reports whether the worker is known to be unable. Before Root nothing
// is known.
func (c *Client) lacks(capability connect.Capability) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return capability != "" && c.version != "" && !c.capabilities.Has(capability)
}

// knowVersion asks for the version once, for the calls that an older worker
// would take for something else.
func (c *Client) knowVersion(ctx context.Context) error {
	c.mu.Lock()
	known := c.version != ""
	c.mu.Unlock()
	if known {
		return nil
	}
	_, err := c.Root(ctx)
	return err
}
