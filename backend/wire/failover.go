package wire

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"sluiceway/backend/connect"
)

// addressError says at which address a request failed, and whether it failed at all others.
type addressError struct {
	base  Base
	tried int // how many addresses failed; 1 if only this one was tried
	cause error
}

func (e *addressError) Error() string { return e.cause.Error() }
func (e *addressError) Unwrap() error { return e.cause }

// failover sends a request to the next address if one cannot be reached. A write is sent to
// another address only if nothing was sent, because it may have been carried out otherwise; a
// read also if the connection was lost or a proxy has no worker.
func failover(a *Addresses, next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		order := a.order(req.Context())
		for n, i := range order {
			try, err := a.at(req, i, n)
			if err != nil {
				return nil, err
			}
			resp, err := next.RoundTrip(try)
			goOn := a.judge(req, i, resp, err) && n+1 < len(order)
			switch {
			case !goOn && err != nil:
				return nil, &addressError{a.bases[i], n + 1, err}
			case !goOn:
				return resp, nil
			case resp != nil:
				Drain(resp.Body)
				_ = resp.Body.Close()
			}
		}
		return nil, req.Context().Err() // not reached: there is at least one address
	})
}

// judge notes whether an address answered, and reports whether the request may be sent to
// another one.
func (a *Addresses) judge(req *http.Request, i int, resp *http.Response, err error) bool {
	if err != nil {
		if !mayGoOn(req, err) {
			return false
		}
		a.note(req.Context(), i, false, false)
		return true
	}
	absent := noWorker(resp.StatusCode)
	a.note(req.Context(), i, true, !absent)
	return absent && isRead(req) && req.Context().Err() == nil
}

func isRead(req *http.Request) bool {
	return req.Method == http.MethodGet || req.Method == http.MethodHead
}

// noWorker reports whether a status is that of a proxy without a worker behind it.
func noWorker(status int) bool {
	return status == http.StatusBadGateway || status == http.StatusServiceUnavailable || status == http.StatusGatewayTimeout
}

// mayGoOn reports whether a request that failed may be sent to another address.
func mayGoOn(req *http.Request, err error) bool {
	if req.Context().Err() != nil {
		return false
	}
	if _, ok := errors.AsType[*connect.Error](err); ok {
		return false // a file of the profile, which is the same everywhere
	}
	if _, ok := errors.AsType[*tokenError](err); ok {
		return false
	}
	if _, ok := errors.AsType[*redirectError](err); ok {
		return false
	}
	if _, ok := errors.AsType[*unsentError](err); ok {
		return true
	}
	return isRead(req) && (temporary(err) || errors.Is(err, context.DeadlineExceeded))
}

// at returns the request for an address. n is the number of addresses tried before.
func (a *Addresses) at(req *http.Request, i, n int) (*http.Request, error) {
	try := req.Clone(req.Context())
	if n > 0 && req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		try.Body = body
	}
	if i == 0 {
		return try, nil
	}
	if try.Host == req.URL.Host {
		try.Host = a.bases[i].url.Host
	}
	try.URL = a.bases[i].moved(a.bases[0], req.URL)
	return try, nil
}

// moved returns the URL below b that corresponds to one below from.
func (b Base) moved(from Base, u *url.URL) *url.URL {
	out := *u
	out.Scheme, out.Host = b.url.Scheme, b.url.Host
	path, inPath := strings.CutPrefix(u.Path, from.url.Path)
	raw, inRaw := strings.CutPrefix(u.EscapedPath(), from.url.RawPath)
	if inPath && inRaw {
		out.Path, out.RawPath = b.url.Path+path, b.url.RawPath+raw
	}
	return &out
}
