package wire

import (
	"context"
	"net/http"
	"net/url"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// Options say how to reach a cluster.
type Options struct {
	Profile connect.Profile
	// Secret returns the password of a Basic login; it is asked before every
	// request, so it must remember. Its error ends the call. Nil means that
	// there is no password.
	Secret func(context.Context) (connect.Secret, error)
	// Log records every request. Nil records nothing.
	Log *CallLog
	// Proxy chooses the proxy of a request. Nil means HTTP_PROXY, HTTPS_PROXY
	// and NO_PROXY. A loopback address is never reached through a proxy.
	Proxy func(*http.Request) (*url.URL, error)
	// Pace is the clock and the waits; the zero value waits for real.
	Pace Pace
}

// FixedSecret is a password that is known already.
func FixedSecret(secret connect.Secret) func(context.Context) (connect.Secret, error) {
	return func(context.Context) (connect.Secret, error) { return secret, nil }
}

// Dialect is what an adapter knows of its API. Paths are the escaped segments
// below the base. A nil function knows nothing.
type Dialect struct {
	// Harmless tells writes that change nothing, such as a validation.
	Harmless func(method string, path []string) bool
	// Again tells whether a call may be sent again because of an answer of 400
	// or more: nothing was done, and it is likely to pass. read is false for
	// calls that may change something.
	Again func(read bool, status int, head []byte) bool
	// Record tells how much of an answer is recorded.
	Record func(method string, path []string, status int) Record
	// Masker hides what is secret in the bodies of a call; sent is the body of
	// its request.
	Masker func(path []string, sent []byte) redact.Masker
}

// Record is how much of an answer the call log shows.
type Record int

// The ways to record an answer: masked, as it is but for the login, and its
// size alone.
const (
	RecordMasked Record = iota
	RecordPlain
	RecordSize
)
