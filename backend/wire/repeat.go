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

// waits are the pauses before the repetitions of a call.
func waits() []time.Duration {
	return []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}
}

// Pace is what repetitions need of the world.
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

// Clock is the clock that repetitions go by.
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

// HeadLimit is how much of a refusal is read, in bytes. The longest that a
// worker gives lists every plugin it has; nothing longer was seen.
const HeadLimit = 256 << 10

// repeater sends a call again where that is safe. Reads: after whatever is
// likely to pass, as long as the repetition begins within the budget. Writes:
// only where the adapter knows that nothing was done.
type repeater struct {
	next   http.RoundTripper
	budget time.Duration // of reads, since the first try
	pace   Pace
	again  func(read bool, status int, head []byte) bool
}

// waitEnded says that a call was cancelled between two tries: what the last
// one was answered is known, and nothing is under way.
type waitEnded struct{ cause error }

func (e *waitEnded) Error() string { return "cancelled before the next try: " + e.cause.Error() }
func (e *waitEnded) Unwrap() error { return e.cause }

// RoundTrip sends req until it need not be sent again.
func (r *repeater) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, started := req.Context(), r.pace.Now()
	pauses := waits()
	for n := 0; ; n++ {
		try, err := again(req, n)
		if err != nil {
			return nil, err
		}
		resp, err := r.next.RoundTrip(try)
		if n == len(pauses) || !connect.MayRetry(ctx) || !r.repeatable(req, resp, err) {
			return resp, err
		}
		pause := r.spread(pauses[n])
		at := r.pace.Now().Add(pause)
		if r.tooLate(req, started, at) {
			return resp, err
		}
		connect.OnRetryOf(ctx)(connect.Retry{Repeat: n + 1, Of: len(pauses), Wait: pause, At: at, Err: reason(resp, err)})
		if resp != nil {
			Drain(resp.Body)
			_ = resp.Body.Close()
		}
		if err := r.pace.Sleep(ctx, pause); err != nil {
			return nil, &waitEnded{err}
		}
	}
}

// spread makes a pause 20 % shorter or longer, so that clients do not come
// back all at once.
func (r *repeater) spread(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.8 + 0.4*r.pace.Jitter()))
}

func (r *repeater) tooLate(req *http.Request, started, at time.Time) bool {
	if deadline, ok := req.Context().Deadline(); ok && at.After(deadline) {
		return true
	}
	return req.Method == http.MethodGet && at.Sub(started) > r.budget
}

func again(req *http.Request, n int) (*http.Request, error) {
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

func (r *repeater) repeatable(req *http.Request, resp *http.Response, err error) bool {
	read := req.Method == http.MethodGet
	if err != nil {
		return read && passing(err)
	}
	switch {
	case resp.StatusCode < http.StatusBadRequest:
		return false
	case resp.StatusCode == http.StatusBadGateway, resp.StatusCode == http.StatusServiceUnavailable, resp.StatusCode == http.StatusGatewayTimeout:
		return read
	}
	return r.again != nil && r.again(read, resp.StatusCode, peek(resp))
}

// passing reports whether a connection error is likely to go away by itself. A
// name that does not resolve, a certificate and a passed time limit are not.
func passing(err error) bool {
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

// peek reads the beginning of a body and puts it back.
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
