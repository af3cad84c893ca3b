package wire

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// WayIn is the command that must be running before a cluster can be reached. Open starts it
// unless it is running, and returns its port of 127.0.0.1. Its errors are [connect.Error],
// with the last lines of its output.
type WayIn interface {
	Open(ctx context.Context) (port int, err error)
}

// wayPort stands for [connect.PortWord] in a parsed URL. Nothing listens on port 0, so no
// other URL has it.
const wayPort = "0"

// withWayPort makes an address with the word for the port of a way in parseable.
func withWayPort(address string) string {
	return strings.Replace(address, ":"+connect.PortWord, ":"+wayPort, 1)
}

// way is how one request goes through a way in: host is that of its URL with the port, or
// empty if its URL has a port of its own.
type way struct{ host, port string }

type wayKey struct{}

func wayOf(ctx context.Context) way {
	w, _ := ctx.Value(wayKey{}).(way)
	return w
}

// throughWayIn opens the way in before each request and puts its port into the URL. The time
// that this takes is limited by the way in, not by the limit of next.
func throughWayIn(o Options, next http.RoundTripper) http.RoundTripper {
	if o.WayIn == nil {
		return next
	}
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		port, err := o.WayIn.Open(req.Context())
		if err != nil {
			return nil, masked(err, o.known())
		}
		w := way{port: strconv.Itoa(port)}
		u := *req.URL
		if u.Port() == wayPort {
			w.host = net.JoinHostPort(u.Hostname(), w.port)
			u.Host = w.host
		}
		req = req.Clone(context.WithValue(req.Context(), wayKey{}, w))
		req.URL = &u
		if w.host != "" {
			req.Host = w.host
		}
		return next.RoundTrip(req)
	})
}

// masked masks the secrets of a profile in what the command printed.
func masked(err error, known []string) error {
	e, ok := errors.AsType[*connect.Error](err)
	if !ok || e.Worker == "" {
		return err
	}
	clone := *e
	clone.Worker = redact.Text(e.Worker, known...)
	return &clone
}

type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// dial connects to an address, and to the port of the way in if the address stands for it.
// The host of such an address is only a name: for the certificate and the Host header. wait
// limits the time for a connection.
func dial(wait time.Duration) dialFunc {
	dialer := net.Dialer{Timeout: wait, KeepAlive: 30 * time.Second}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		w := wayOf(ctx)
		if _, port, err := net.SplitHostPort(address); err == nil && w.port != "" && (address == w.host || port == wayPort) {
			network, address = "tcp4", net.JoinHostPort("127.0.0.1", w.port)
		}
		return dialer.DialContext(ctx, network, address)
	}
}

// isThroughWayIn reports whether a request goes to the port of a way in.
func isThroughWayIn(req *http.Request) bool {
	return req.URL.Port() == wayPort || wayOf(req.Context()).host == req.URL.Host
}

// shownHost returns the host and port of a URL as the profile has them.
func shownHost(u *url.URL) string {
	if u.Port() == wayPort {
		return strings.TrimSuffix(u.Host, wayPort) + connect.PortWord
	}
	return u.Host
}
