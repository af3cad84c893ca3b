package wire

import (
	"context"
	"net/http"
	"time"
)

// Trace has hooks for a connection test, in addition to those of net/http/httptrace. Each
// may be nil. They may be called from other goroutines.
type Trace struct {
	// TokenStarted is called before a token is fetched.
	TokenStarted func()
	// TokenDone is called with the host that gave a token and how long the token lasts; 0 if
	// the host does not say.
	TokenDone func(host string, lasts time.Duration)
	// Dated is called with the clock of a host that answered.
	Dated func(host string, at time.Time)
	// CertificateAsked is called when the server asks for a client certificate. given is
	// false if the profile has none.
	CertificateAsked func(given bool)
}

type traceKey struct{}

// WithTrace sets the hooks for requests made with ctx.
func WithTrace(ctx context.Context, t Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, t)
}

func traceOf(ctx context.Context) Trace {
	t, _ := ctx.Value(traceKey{}).(Trace)
	return t
}

func (t Trace) tokenStarted() {
	if t.TokenStarted != nil {
		t.TokenStarted()
	}
}

func (t Trace) tokenDone(host string, lasts time.Duration) {
	if t.TokenDone != nil {
		t.TokenDone(host, lasts)
	}
}

// dated reads the Date header of an answer.
func (t Trace) dated(resp *http.Response) {
	if t.Dated == nil || resp.Request == nil {
		return
	}
	if at, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		t.Dated(resp.Request.URL.Host, at)
	}
}

func (t Trace) certificateAsked(given bool) {
	if t.CertificateAsked != nil {
		t.CertificateAsked(given)
	}
}
