package wire

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"

	"sluiceway/backend/connect"
)

// chooser chooses the proxy for a request; nil is no proxy.
type chooser func(*http.Request) (*url.URL, error)

// proxyOf returns which proxy the profile's requests use. It returns an Error with
// CodeInvalid if the profile's own proxy has no usable URL.
func proxyOf(o Options) (chooser, error) {
	switch o.Profile.Proxy.Mode {
	case connect.ProxyNone:
		return func(*http.Request) (*url.URL, error) {
			return nil, nil //nolint:nilnil // nil means no proxy
		}, nil
	case connect.ProxyOwn:
		own, err := ownProxy(o)
		if err != nil {
			return nil, err
		}
		return http.ProxyURL(own), nil
	case connect.ProxySystem:
	}
	return notLoopback(o.Proxy), nil
}

func ownProxy(o Options) (*url.URL, error) {
	proxy := o.Profile.Proxy
	u, err := url.Parse(withWayPort(proxy.URL))
	if err != nil || !slices.Contains([]string{"http", "https", "socks5"}, u.Scheme) || u.Hostname() == "" {
		return nil, &connect.Error{Code: connect.CodeInvalid, Text: "The proxy of this cluster cannot be used. Nothing was sent. Its URL looks like http://proxy:3128 or socks5://localhost:1080.", Err: err}
	}
	out := &url.URL{Scheme: u.Scheme, Host: u.Host}
	if proxy.Username != "" {
		out.User = url.UserPassword(proxy.Username, o.Secrets[connect.SecretProxy].Reveal())
	}
	return out, nil
}

// Proxy returns the proxy for requests below the base, or nil if there is none.
func (b Base) Proxy(o Options) (*url.URL, error) {
	choose, err := proxyOf(o)
	if err != nil {
		return nil, err
	}
	return choose(&http.Request{URL: &b.url})
}

func notLoopback(proxy chooser) chooser {
	if proxy == nil {
		proxy = http.ProxyFromEnvironment
	}
	return func(req *http.Request) (*url.URL, error) {
		if isLoopback(req.URL.Hostname()) || isThroughWayIn(req) {
			return nil, nil //nolint:nilnil // nil means no proxy
		}
		return proxy(req)
	}
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// dialProxy connects to an own proxy that uses https. The server name, the trusted
// certificate and the client certificate of the profile are for the worker, not for it.
func dialProxy(worker *tls.Config, skip bool, connectTo dialFunc) func(context.Context, string, string) (net.Conn, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: worker.RootCAs, InsecureSkipVerify: skip} //nolint:gosec // only if the person turned the check off for this profile
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		conn, err := connectTo(ctx, network, address)
		if err != nil {
			return nil, err
		}
		named := config.Clone()
		named.ServerName = host
		secure := tls.Client(conn, named)
		if err := secure.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			return nil, err
		}
		return secure, nil
	}
}
