package wire

import (
	"net/http"
	"net/url"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// Options say how to reach a cluster.
type Options struct {
	Profile connect.Profile
	// Secrets are the secrets of the profile.
	Secrets connect.Secrets
	// Log records every request. Nil records nothing.
	Log *CallLog
	// Proxy returns the proxy for a request. Nil means to use HTTP_PROXY, HTTPS_PROXY
	// and NO_PROXY. Loopback addresses do not use it. A profile with another proxy mode
	// does not ask it.
	Proxy func(*http.Request) (*url.URL, error)
	// WayIn is opened before each request. Nil: the cluster is reached without one.
	WayIn WayIn
	// Addresses are the workers of the cluster, if the profile has several. Nil: only the
	// base of the client.
	Addresses *Addresses
	// Pace times the retries; the zero value uses the real clock.
	Pace Pace
}

// timeLimit returns the time limit of reads.
func (o Options) timeLimit() time.Duration {
	if o.Profile.TimeLimit <= 0 {
		return connect.DefaultTimeLimit
	}
	return o.Profile.TimeLimit
}

// known returns the secrets, for masking.
func (o Options) known() []string {
	var out []string
	for _, secret := range o.Secrets {
		if !secret.Empty() {
			out = append(out, secret.Reveal())
		}
	}
	return out
}

// ofTokens returns the options for the token's address. The name and the trusted
// certificate are those of the worker.
func (o Options) ofTokens() Options {
	o.Profile.ServerName, o.Profile.Pin, o.Addresses = "", "", nil
	return o
}

// Dialect describes what is particular to an adapter's API. A path is its escaped
// segments below the base. Every function may be nil.
type Dialect struct {
	// Harmless reports whether a request other than GET changes nothing, such as a
	// validation. Read-only profiles allow it.
	Harmless func(method string, path []string) bool
	// Retryable reports whether a call answered with a status of 400 or more may be
	// retried: nothing was done, and a retry is likely to succeed. head is the start
	// of the body. read is false for calls that may change something.
	Retryable func(read bool, status int, head []byte) bool
	// Unpack unpacks answers that are compressed without saying so.
	Unpack bool
	// Record returns how much of an answer the call log records.
	Record func(method string, path []string, status int) Record
	// Masker returns the masker for the bodies of a call; sent is the body of the
	// request.
	Masker func(path []string, sent []byte) redact.Masker
}

// Record is how much of an answer the call log records.
type Record int

// The ways to record an answer.
const (
	RecordMasked Record = iota // secrets masked
	RecordPlain                // only the login masked
	RecordSize                 // only the size
)
