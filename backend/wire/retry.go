package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// delays returns the delays before the retries of a call.
func delays() []time.Duration {
	return []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}
}

// Pace times the retries.
type Pace struct {
	Now    func() time.Time
	Sleep  func(context.Context, time.Duration) error
	Jitter func() float64 // 0 to 1
}

func (p Pace) orReal() Pace {
	if p.Now != nil {
		return p
	}
	return Pace{Now: time.Now, Sleep: sleep, Jitter: rand.Float64}
}

// Clock returns the clock that retries use.
func (p Pace) Clock() func() time.Time { return p.orReal().Now }

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// HeadLimit is the number of bytes read of an error answer. The longest known one
// lists all plugins of a worker.
const HeadLimit = 256 << 10

// retrier retries a call if that is safe, and not before the time that the service asked for: a read after a temporary failure, as long
// as the retry starts within the budget; a write only if the adapter knows that
// nothing was done.
type retrier struct {
	next      http.RoundTripper
	budget    time.Duration // for reads, since the first attempt
	pace      Pace
	retryable func(read bool, status int, head []byte) bool
}

// waitEnded means that a call was cancelled between two attempts, so no request is
// in progress.
type waitEnded struct{ cause error }

func (e *waitEnded) Error() string { return "cancelled before the next attempt: " + e.cause.Error() }
func (e *waitEnded) Unwrap() error { return e.cause }

// RoundTrip sends req, and retries it if that is safe.
func (r *retrier) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, started := req.Context(), r.pace.Now()
	delays := delays()
	for n := 0; ; n++ {
		try, err := attempt(req, n)
		if err != nil {
			return nil, err
		}
		resp, err := r.next.RoundTrip(try)
		if n == len(delays) || !connect.MayRetry(ctx) || !r.mayRetry(req, resp, err) {
			return resp, err
		}
		delay, why := asked(resp, r.pace.Now())
		if why == nil {
			delay, why = r.spread(delays[n]), reason(resp, err)
		}
		at := r.pace.Now().Add(delay)
		if r.tooLate(req, started, at) {
			return resp, err
		}
		connect.OnRetryOf(ctx)(connect.Retry{Repeat: n + 1, Of: len(delays), Wait: delay, At: at, Err: why})
		if resp != nil {
			Drain(resp.Body)
			_ = resp.Body.Close()
		}
		if err := r.pace.Sleep(ctx, delay); err != nil {
			return nil, &waitEnded{err}
		}
	}
}

// spread makes a delay up to 20 % shorter or longer, so that clients do not all retry
// at the same time.
func (r *retrier) spread(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.8 + 0.4*r.pace.Jitter()))
}

func (r *retrier) tooLate(req *http.Request, started, at time.Time) bool {
	if deadline, ok := req.Context().Deadline(); ok && at.After(deadline) {
		return true
	}
	return req.Method == http.MethodGet && at.Sub(started) > r.budget
}

func attempt(req *http.Request, n int) (*http.Request, error) {
	try := req.Clone(withTry(req.Context(), n+1))
	if n > 0 && req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		try.Body = body
	}
	return try, nil
}

func (r *retrier) mayRetry(req *http.Request, resp *http.Response, err error) bool {
	read := req.Method == http.MethodGet
	if err != nil {
		return read && temporary(err)
	}
	switch {
	case resp.StatusCode < http.StatusBadRequest:
		return false
	case resp.StatusCode == http.StatusBadGateway, resp.StatusCode == http.StatusServiceUnavailable, resp.StatusCode == http.StatusGatewayTimeout:
		return read
	}
	return r.retryable != nil && r.retryable(read, resp.StatusCode, peek(resp))
}

// temporary reports whether a connection error is likely to go away by itself. A name
// that cannot be resolved, a bad certificate or an expired time limit is not.
func temporary(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return false
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return true
	}
	op, ok := errors.AsType[*net.OpError](err)
	return ok && slices.Contains([]string{"dial", "read", "write", "proxyconnect"}, op.Op)
}

func reason(resp *http.Response, err error) error {
	if err != nil || resp == nil {
		return err
	}
	return errors.New(resp.Status)
}

// peek returns the start of a body without consuming it.
func peek(resp *http.Response) []byte {
	head, err := io.ReadAll(io.LimitReader(resp.Body, HeadLimit))
	rest := io.Reader(resp.Body)
	if err != nil {
		rest = failing{err}
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), rest), resp.Body}
	return head
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
