package rest

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

type tryKey struct{}

func withTry(ctx context.Context, n int) context.Context { return context.WithValue(ctx, tryKey{}, n) }

func tryOf(ctx context.Context) int {
	if n, ok := ctx.Value(tryKey{}).(int); ok {
		return n
	}
	return 1
}

// recorder puts every request that next sends into the log, when its answer
// has been read.
func (l *CallLog) recorder(profile connect.ProfileID, b base, known *learned, next http.RoundTripper) http.RoundTripper {
	if l == nil {
		return next
	}
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		r := &recording{log: l, base: b, known: known, req: req, begun: l.o.Now()}
		r.call = connect.Call{
			Profile: profile, At: r.begun, Method: req.Method, Path: b.below(req.URL), URL: withoutUser(req),
			Purpose: connect.PurposeOf(req.Context()), Try: tryOf(req.Context()), BasicAuth: req.Header.Get("Authorization") != "",
		}
		resp, err := next.RoundTrip(req.Clone(httptrace.WithClientTrace(req.Context(), r.trace())))
		if err != nil {
			r.end(err)
			return nil, err
		}
		r.call.Status = resp.StatusCode
		r.call.AnswerType, _, _ = mime.ParseMediaType(resp.Header.Get("Content-Type"))
		r.keepAnswer = keepsAnswer(b, req, resp.StatusCode)
		resp.Body = &recordedBody{resp.Body, r}
		return resp, nil
	})
}

func withoutUser(req *http.Request) string {
	u := *req.URL
	u.User = nil
	return u.String()
}

// keepsAnswer: the lists are long, come every few seconds and say nothing that
// the window does not show.
func keepsAnswer(b base, req *http.Request, status int) bool {
	s := b.segments(req.URL)
	return req.Method != http.MethodGet || status != http.StatusOK || len(s) != 1 || s[0] != "connectors"
}

// recording is one request under way. The hooks of httptrace come from other
// goroutines.
type recording struct {
	log        *CallLog
	base       base
	known      *learned
	req        *http.Request
	begun      time.Time
	keepAnswer bool
	answer     []byte
	once       sync.Once

	mu                             sync.Mutex
	call                           connect.Call
	asked, connected, wrote, first time.Time
}

func (r *recording) trace() *httptrace.ClientTrace {
	mark := func(at *time.Time) {
		r.mu.Lock()
		defer r.mu.Unlock()
		*at = r.log.o.Now()
	}
	return &httptrace.ClientTrace{
		GetConn: func(string) { mark(&r.asked) },
		GotConn: func(info httptrace.GotConnInfo) {
			mark(&r.connected)
			r.mu.Lock()
			defer r.mu.Unlock()
			r.call.Timing.Reused = info.Reused
		},
		WroteRequest:         func(httptrace.WroteRequestInfo) { mark(&r.wrote) },
		GotFirstResponseByte: func() { mark(&r.first) },
	}
}

// end completes the call and hands it to the log, once.
func (r *recording) end(err error) {
	r.once.Do(func() {
		masking := maskingOf(r.base, r.known, r.req)
		r.mu.Lock()
		now := r.log.o.Now()
		r.call.Took = now.Sub(r.begun)
		r.split(now)
		if err != nil {
			r.call.Failure = r.base.diagnose(err).short
		}
		r.call.SentBytes = max(r.req.ContentLength, 0)
		r.call.Request = masking.request()
		if r.keepAnswer {
			r.call.Answer = masking.answer(r.answer)
		}
		call := r.call
		r.mu.Unlock()
		r.log.add(call)
	})
}

// split fills the four parts of the time. What was not reached is 0.
func (r *recording) split(end time.Time) {
	between := func(from, to time.Time) time.Duration {
		if from.IsZero() || to.IsZero() {
			return 0
		}
		return max(to.Sub(from), 0)
	}
	t := &r.call.Timing
	if !t.Reused {
		t.Connect = between(r.asked, r.connected)
	}
	t.Sent = between(r.connected, r.wrote)
	t.Waited = between(r.wrote, r.first)
	t.Received = between(r.first, end)
}

type recordedBody struct {
	io.ReadCloser
	r *recording
}

// Read counts and keeps what passes.
func (b *recordedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.r.call.GotBytes += int64(n)
	if b.r.keepAnswer && len(b.r.answer) <= maskLimit {
		b.r.answer = append(b.r.answer, p[:n]...)
	}
	switch {
	case errors.Is(err, io.EOF):
		b.r.end(nil)
	case err != nil:
		b.r.end(err)
	}
	return n, err
}

// Close ends the call where the rest of the body was not wanted.
func (b *recordedBody) Close() error {
	defer b.r.end(nil)
	return b.ReadCloser.Close()
}
