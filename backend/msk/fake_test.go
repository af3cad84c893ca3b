package msk

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/mskface"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

const (
	keyID  = "AKIASLUICEWAYTEST"
	secret = "c4nary-secret-of-the-key"
)

// still is a pace that does not wait.
func still() wire.Pace {
	var mu sync.Mutex
	var waited time.Duration
	return wire.Pace{
		Now: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return time.Now().Add(waited)
		},
		Sleep: func(ctx context.Context, d time.Duration) error {
			mu.Lock()
			defer mu.Unlock()
			waited += d
			return ctx.Err()
		},
		Jitter: func() float64 { return 0.5 },
	}
}

// client returns a client of a URL with the access key of the tests. change may be nil.
func client(t *testing.T, url string, change func(*wire.Options)) *Client {
	t.Helper()
	o := wire.Options{
		Profile: connect.Profile{ID: "p", Kind: ID, URL: url, Scope: mskface.Region, Login: connect.LoginBasic, Username: keyID},
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)}, Pace: still(),
	}
	if change != nil {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// serve returns a client of a server with a handler of the test.
func serve(t *testing.T, change func(*wire.Options), handler http.HandlerFunc) *Client {
	t.Helper()
	srv := httptest.NewServer(handler)
	t.Cleanup(srv.Close)
	return client(t, srv.URL, change)
}

// hand is a clock that a test moves.
type hand struct {
	mu sync.Mutex
	at time.Time
}

func (h *hand) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *hand) move(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = h.at.Add(d)
}

// region starts a simulated region in which a step of a change takes a second of its clock.
func region(t *testing.T) (*mskface.Face, *hand) {
	t.Helper()
	clock := &hand{at: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	f, err := mskface.Start(t.Context(), mskface.Options{KeyID: keyID, Secret: secret, Clock: clock.now, Pace: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, clock
}

// ready returns a client of a simulated region whose features are known.
func ready(t *testing.T, change func(*wire.Options)) (*Client, *mskface.Face, *hand) {
	t.Helper()
	f, clock := region(t)
	c := client(t, f.URL(), change)
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c, f, clock
}

func wantCode(t *testing.T, err error, want connect.Code) *connect.Error {
	t.Helper()
	e, ok := errors.AsType[*connect.Error](err)
	if !ok || e.Code != want {
		t.Fatalf("code %q, want %q: %v", connect.CodeOf(err), want, err)
	}
	return e
}

// operation returns the state of an operation, which must be readable.
func operation(t *testing.T, c *Client, name string, r worker.Receipt) worker.Operation {
	t.Helper()
	o, err := c.Operation(t.Context(), name, r.Operation)
	if err != nil {
		t.Fatal(err)
	}
	return o
}
