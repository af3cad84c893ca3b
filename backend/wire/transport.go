package wire

import (
	"crypto/tls"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// roundTripper is a function that implements http.RoundTripper.
type roundTripper func(*http.Request) (*http.Response, error)

// RoundTrip calls the function.
func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// stack is the whole stack of RoundTrippers. It closes the idle connections of the lowest.
type stack struct {
	http.RoundTripper
	lowest *transport
}

// CloseIdleConnections closes connections that are not in use.
func (s stack) CloseIdleConnections() { s.lowest.CloseIdleConnections() }

// NewClient returns a client with the whole stack of RoundTrippers. It reads the
// profile's files, but sends nothing. It returns an Error with CodeInvalid if a file, a
// header or the token URL cannot be used.
func NewClient(o Options, b Base, d Dialect) (*http.Client, error) {
	lowest, err := newTransport(o)
	if err != nil {
		return nil, err
	}
	limit := o.timeLimit()
	bottom := http.RoundTripper(lowest)
	if d.Unpack {
		bottom = unpacked(bottom)
	}
	next, err := login(o, b, o.Log.recorder(o, b, d, bottom))
	if err != nil {
		return nil, err
	}
	next = throughWayIn(o, timeLimit(limit, next))
	if o.Addresses != nil && len(o.Addresses.bases) > 1 {
		next = failover(o.Addresses, next)
	}
	next = &retrier{next: next, budget: limit, pace: o.Pace.orReal(), retryable: d.Retryable}
	if o.Profile.ReadOnly() {
		next = readOnly(b, d.Harmless, next)
	}
	return &http.Client{Transport: stack{next, lowest}, CheckRedirect: checkRedirect}, nil
}

// transport is the lowest RoundTripper. It is made again when a file of the profile has
// changed, so that new connections use the new certificates. Running calls are not
// interrupted.
type transport struct {
	o      Options
	choose chooser

	mu      sync.Mutex
	current *http.Transport
	own     *tls.Certificate // nil: the profile has none
	files   []stamp
}

// stamp is the state of a file. A file that cannot be read has the zero time.
type stamp struct {
	path string
	at   time.Time
	size int64
}

func newTransport(o Options) (*transport, error) {
	choose, err := proxyOf(o)
	if err != nil {
		return nil, err
	}
	t := &transport{o: o, choose: choose}
	_, _, err = t.use()
	return t, err
}

// use returns the current transport, after reading files that have changed.
func (t *transport) use() (*http.Transport, *tls.Certificate, error) {
	files := t.stamps()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.current != nil && slices.Equal(files, t.files) {
		return t.current, t.own, nil
	}
	config, own, err := tlsConfig(t.o)
	if err != nil {
		return nil, nil, err
	}
	if t.current != nil {
		t.current.CloseIdleConnections()
	}
	t.current, t.own, t.files = lowest(t.o, t.choose, config), own, files
	return t.current, t.own, nil
}

func (t *transport) stamps() []stamp {
	var out []stamp
	for _, path := range []string{t.o.Profile.CAFile, t.o.Profile.Certificate.File, t.o.Profile.Certificate.KeyFile} {
		if path == "" {
			continue
		}
		s := stamp{path: path}
		if info, err := os.Stat(path); err == nil { //nolint:gosec // the person chose the file
			s.at, s.size = info.ModTime(), info.Size()
		}
		out = append(out, s)
	}
	return out
}

// RoundTrip sends req.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	current, own, err := t.use()
	if err != nil {
		return nil, err
	}
	resp, err := throughProxy(t.o, t.choose, current).RoundTrip(req)
	if err != nil {
		return nil, refusedCertificate(err, own)
	}
	traceOf(req.Context()).dated(resp)
	return resp, nil
}

// CloseIdleConnections closes connections that are not in use.
func (t *transport) CloseIdleConnections() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.current != nil {
		t.current.CloseIdleConnections()
	}
}

// lowest returns a transport of net/http. It uses HTTP/1.1, because workers support nothing
// else.
func lowest(o Options, choose chooser, config *tls.Config) *http.Transport {
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	wait := 30 * time.Second
	if len(o.Profile.MoreURLs) > 0 {
		wait = 3 * time.Second // another worker may answer
	}
	out := &http.Transport{
		Proxy:                  choose,
		OnProxyConnectResponse: tunnelRefused(o), //nolint:bodyclose // net/http closes it
		DialContext:            dial(wait),
		TLSClientConfig:        config,
		Protocols:              &protocols,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
		TLSHandshakeTimeout:    30 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}
	if o.Profile.Proxy.Mode == connect.ProxyOwn && strings.HasPrefix(o.Profile.Proxy.URL, "https:") {
		out.DialTLSContext = dialProxy(config, o.Profile.SkipVerify, dial(wait)) // every first hop is to the proxy
	}
	return out
}
