package wire

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

type tryKey struct{}

// withTry sets the number of the attempt, which the call log shows.
func withTry(ctx context.Context, n int) context.Context { return context.WithValue(ctx, tryKey{}, n) }

func tryOf(ctx context.Context) int {
	if n, ok := ctx.Value(tryKey{}).(int); ok {
		return n
	}
	return 1
}

// recorder adds every request sent by next to the log, once its answer was read.
func (l *CallLog) recorder(o Options, b Base, d Dialect, next http.RoundTripper) http.RoundTripper {
	if l == nil {
		return next
	}
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		base := o.baseOf(b, req.URL)
		r := &recording{log: l, base: base, dialect: d, known: o.known(), req: req, started: l.o.Now()}
		r.call = connect.Call{
			Profile: o.Profile.ID, At: r.started, Method: req.Method, Path: base.Below(req.URL), URL: withoutUser(req),
			Purpose: connect.PurposeOf(req.Context()), Try: tryOf(req.Context()), Login: loginOf(req),
		}
		resp, err := next.RoundTrip(req.Clone(httptrace.WithClientTrace(req.Context(), r.trace())))
		if err != nil {
			r.end(err)
			return nil, err
		}
		r.call.Status = resp.StatusCode
		r.call.AnswerType, _, _ = mime.ParseMediaType(resp.Header.Get("Content-Type"))
		r.record = d.record(req.Method, base.Segments(req.URL), resp.StatusCode)
		resp.Body = &recordedBody{resp.Body, r}
		return resp, nil
	})
}

// loginOf returns the kind of login that a request carries, or the empty text.
func loginOf(req *http.Request) connect.Login {
	switch header := req.Header.Get("Authorization"); {
	case header == "":
		return ""
	case strings.HasPrefix(header, "Basic "):
		return connect.LoginBasic
	}
	return connect.LoginBearer
}

func withoutUser(req *http.Request) string {
	u := *req.URL
	u.User = nil
	return u.String()
}

func (d Dialect) record(method string, path []string, status int) Record {
	if d.Record == nil {
		return RecordMasked
	}
	return d.Record(method, path, status)
}

// recording is a request in progress. The hooks of httptrace are called from other
// goroutines.
type recording struct {
	log     *CallLog
	base    Base
	dialect Dialect
	known   []string // secrets of the profile
	req     *http.Request
	started time.Time
	record  Record
	answer  []byte
	once    sync.Once

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

// end completes the call and adds it to the log. Only the first call has an effect.
func (r *recording) end(err error) {
	r.once.Do(func() {
		masking := maskingOf(r.base, r.dialect, r.req, r.known)
		r.mu.Lock()
		now := r.log.o.Now()
		r.call.Took = now.Sub(r.started)
		r.split(now)
		if err != nil {
			r.call.Failure = r.base.Diagnose(err).Short
		}
		r.call.SentBytes = max(r.req.ContentLength, 0)
		r.call.Request = masking.request()
		switch r.record {
		case RecordMasked:
			r.call.Answer = masking.text(r.answer)
		case RecordPlain:
			r.call.Answer = masking.plain(r.answer)
		case RecordSize:
		}
		call := r.call
		r.mu.Unlock()
		r.log.add(call)
	})
}

// split sets the four parts of the time. A part that was not reached is 0.
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

// Read counts and records the bytes read.
func (b *recordedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.r.call.GotBytes += int64(n)
	if b.r.record != RecordSize && len(b.r.answer) <= maskLimit {
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

// Close ends the call even if the body was not read to its end.
func (b *recordedBody) Close() error {
	defer b.r.end(nil)
	return b.ReadCloser.Close()
}
