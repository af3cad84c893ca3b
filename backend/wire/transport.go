package wire

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"sluiceway/backend/connect"
)

// roundTripper is a function that implements http.RoundTripper.
type roundTripper func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// NewClient returns a client with the whole stack of RoundTrippers. It reads the
// profile's CA file, but sends nothing. It returns an Error with CodeInvalid if the
// CA file, a header or the token URL cannot be used.
func NewClient(o Options, b Base, d Dialect) (*http.Client, error) {
	transport, err := newTransport(o)
	if err != nil {
		return nil, err
	}
	limit := o.timeLimit()
	bottom := http.RoundTripper(transport)
	if d.Unpack {
		bottom = unpacked(bottom)
	}
	next, err := login(o, b, o.Log.recorder(o, b, d, bottom))
	if err != nil {
		return nil, err
	}
	next = timeLimit(limit, next)
	next = &retrier{next: next, budget: limit, pace: o.Pace.orReal(), retryable: d.Retryable}
	if o.Profile.ReadOnly() {
		next = readOnly(b, d.Harmless, next)
	}
	return &http.Client{Transport: next, CheckRedirect: checkRedirect}, nil
}

// newTransport returns the transport at the bottom of the stack. It uses HTTP/1.1,
// because workers support nothing else.
func newTransport(o Options) (*http.Transport, error) {
	roots, err := roots(o.Profile.CAFile)
	if err != nil {
		return nil, err
	}
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	return &http.Transport{
		Proxy:       notLoopback(o.Proxy),
		DialContext: (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSClientConfig: &tls.Config{
			MinVersion:         tls.VersionTLS12,
			RootCAs:            roots,
			InsecureSkipVerify: o.Profile.SkipVerify, //nolint:gosec // the person turned the check off for this profile, and the window always shows that
		},
		Protocols:              &protocols,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
		TLSHandshakeTimeout:    30 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}, nil
}

// roots returns the system's authorities and those in the CA file. Without a CA file
// it returns nil, which means the system's alone.
func roots(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil //nolint:nilnil // nil means the system's authorities
	}
	pem, err := ReadCA(file)
	if err != nil {
		return nil, &connect.Error{Code: connect.CodeInvalid, Text: "This cluster's CA file cannot be read. Nothing was sent. Choose the file again in the cluster's profile.", Worker: file, Err: err}
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, &connect.Error{Code: connect.CodeInvalid, Text: "This cluster's CA file contains no certificate in PEM format. Nothing was sent. Choose another file in the cluster's profile.", Worker: file}
	}
	return pool, nil
}

func notLoopback(proxy func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	if proxy == nil {
		proxy = http.ProxyFromEnvironment
	}
	return func(req *http.Request) (*url.URL, error) {
		if isLoopback(req.URL.Hostname()) {
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
