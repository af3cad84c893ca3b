package msk

import (
	"bytes"
	"io"
	"net/http"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
)

// transport is the HTTP client of the SDK. It limits what is read of an answer, and stores
// the body of a request, so that it can be sent again and be logged.
type transport struct{ client *http.Client }

// Do sends a request of the SDK.
func (t transport) Do(req *http.Request) (*http.Response, error) {
	if err := repeatable(req); err != nil {
		return nil, err
	}
	resp, err := t.client.Do(req) //nolint:gosec // the address is that of the profile
	if err != nil {
		return nil, err
	}
	limit := int64(jsonstream.AnswerLimit)
	if resp.StatusCode >= http.StatusBadRequest {
		limit = wire.HeadLimit
	}
	resp.Body = &limitedBody{ReadCloser: resp.Body, left: limit}
	return resp, nil
}

// repeatable sets GetBody, which the SDK does not set.
func repeatable(req *http.Request) error {
	if req.Body == nil || req.GetBody != nil {
		return nil
	}
	text, err := io.ReadAll(req.Body)
	if err != nil {
		return err
	}
	_ = req.Body.Close()
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }
	req.Body, err = req.GetBody()
	return err
}

// limitedBody fails with jsonstream.ErrTooLarge after so many bytes.
type limitedBody struct {
	io.ReadCloser
	left int64
}

// Read reads the next bytes.
func (b *limitedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, jsonstream.ErrTooLarge
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// dialect is what package wire must know about the service.
func dialect(known *learned) wire.Dialect {
	return wire.Dialect{Retryable: again, Record: record, Masker: known.forCall}
}

// again: a call that was throttled was not carried out. The service names no time to wait.
func again(_ bool, status int, _ []byte) bool { return status == http.StatusTooManyRequests }

// record says how much of a call is logged. The list is long and is polled every few seconds.
func record(method string, path []string, status int) wire.Record {
	if method == http.MethodGet && status == http.StatusOK && len(path) == 2 && path[1] == "connectors" {
		return wire.RecordSize
	}
	return wire.RecordMasked
}

// forCall returns the masker for the bodies of a call.
func (l *learned) forCall(path []string, sent []byte) redact.Masker {
	masker := redact.For(configIn(sent))
	if len(path) > 2 {
		masker = masker.And(redact.For(l.configOf(path[2])))
	}
	return masker
}

// logins is the HTTP client for the requests of a login: to the token services that the AWS
// profile names. Their bodies are keys and tokens, so the call log has only their sizes.
type logins struct {
	o wire.Options

	mu      sync.Mutex
	clients map[string]*http.Client
}

func newLogins(o wire.Options) *logins {
	p := o.Profile
	p.URL, p.MoreURLs, p.Login, p.Headers, p.Denied, p.SkipVerify = "", nil, connect.LoginNone, nil, connect.Denied{}, false
	p.ServerName, p.Pin = "", ""
	o.Profile = p
	return &logins{o: o, clients: map[string]*http.Client{}}
}

// Do sends a request of the login.
func (l *logins) Do(req *http.Request) (*http.Response, error) {
	client, err := l.clientOf(req)
	if err != nil {
		return nil, err
	}
	req.GetBody = nil           // it would be logged
	resp, err := client.Do(req) //nolint:gosec // the AWS profile names the address
	if err != nil {
		return nil, err
	}
	resp.Body = &limitedBody{ReadCloser: resp.Body, left: wire.HeadLimit}
	return resp, nil
}

func (l *logins) clientOf(req *http.Request) (*http.Client, error) {
	origin := req.URL.Scheme + "://" + req.URL.Host
	l.mu.Lock()
	defer l.mu.Unlock()
	if client := l.clients[origin]; client != nil {
		return client, nil
	}
	base, err := wire.NewBase(origin)
	if err != nil {
		return nil, err
	}
	o := l.o
	o.Profile.URL = origin
	client, err := wire.NewClient(o, base, wire.Dialect{
		Record: func(string, []string, int) wire.Record { return wire.RecordSize },
	})
	if err == nil {
		l.clients[origin] = client
	}
	return client, err
}

// close closes idle connections.
func (l *logins) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, client := range l.clients {
		client.CloseIdleConnections()
	}
}
