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

// timeLimit gives every try its time: the profile's for reads, that of writes
// for everything a worker may take 90 s for. It holds until the body is read.
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

// unsentError says that there was no connection yet, so nothing has arrived.
type unsentError struct{ cause error }

func (e *unsentError) Error() string { return e.cause.Error() }
func (e *unsentError) Unwrap() error { return e.cause }

type limitedBody struct {
	io.ReadCloser
	ctx    context.Context //nolint:containedctx // the try's, which ends with its body
	cancel context.CancelFunc
}

// Read says that the limit was reached where the transport says what it did about
// it: it closed the connection, and the body looks cut off.
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
