package wire

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"sluiceway/backend/connect"
)

// timeLimit limits the time of every attempt, up to the end of the body: to reads
// for GET, and to connect.WriteTimeLimit for anything else.
func timeLimit(reads time.Duration, next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		limit := reads
		if req.Method != http.MethodGet {
			limit = connect.WriteTimeLimit
		}
		ctx, cancel := context.WithTimeout(req.Context(), limit)
		var connected atomic.Bool
		trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }}
		resp, err := next.RoundTrip(req.Clone(httptrace.WithClientTrace(ctx, trace)))
		if err != nil {
			cancel()
			if !connected.Load() {
				err = &unsentError{err}
			}
			return nil, err
		}
		resp.Body = &limitedBody{resp.Body, ctx, cancel}
		return resp, nil
	})
}

// unsentError means that there was no connection, so nothing was sent.
type unsentError struct{ cause error }

func (e *unsentError) Error() string { return e.cause.Error() }
func (e *unsentError) Unwrap() error { return e.cause }

type limitedBody struct {
	io.ReadCloser
	ctx    context.Context //nolint:containedctx // the context of the attempt, which ends with its body
	cancel context.CancelFunc
}

// Read returns the context's error if the time limit was reached. The transport
// itself would report that the connection was closed.
func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && !errors.Is(err, io.EOF) && b.ctx.Err() != nil {
		err = b.ctx.Err()
	}
	return n, err
}

// Close closes the body and releases the timer.
func (b *limitedBody) Close() error {
	defer b.cancel()
	return b.ReadCloser.Close()
}
