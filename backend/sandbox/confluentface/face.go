package confluentface

import (
	"context"
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	headerLimit = 10 * time.Second // for the head of a request
	closeLimit  = 2 * time.Second  // for answers that are being written
)

// The environment and the cluster of the face.
const (
	Environment = "env-sandbox"
	Cluster     = "lkc-sandbox"
	Scope       = Environment + "/" + Cluster
)

// Options say how the face behaves.
type Options struct {
	Key, Secret string           // the Cloud API key
	Empty       bool             // no connectors at the start
	Clock       func() time.Time // nil: the clock of the machine
	Provision   time.Duration    // how long a new connector is PROVISIONING; 0: 6 s
	Step        time.Duration    // how long anything else takes; 0: 2 s
	PageSize    int              // the most entries of a page; 0: 100
	NoRestart   bool             // the preview of restart is not there
	// OnViolation is called for each request that no client may send. It may be nil.
	OnViolation func(text string)
}

// Face is a running server. All methods may be called from any goroutine.
type Face struct {
	o      Options
	server *http.Server
	host   string
	ended  chan struct{}
	close  sync.Once

	mu         sync.Mutex
	connectors map[string]*connector
	serial     int
	answers    int // given so far
	limited    int // calls to be answered with 429
	retryAfter int // seconds
}

// Start listens on a free port of 127.0.0.1 and answers there until Close.
func Start(ctx context.Context, o Options) (*Face, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen on a loopback port for the face of Confluent Cloud: %w", err)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.OnViolation == nil {
		o.OnViolation = func(string) {}
	}
	o.Provision, o.Step, o.PageSize = orElse(o.Provision, 6*time.Second), orElse(o.Step, 2*time.Second), orElse(o.PageSize, 100)
	f := &Face{o: o, host: listener.Addr().String(), ended: make(chan struct{})}
	f.Reset()
	f.server = &http.Server{Handler: http.HandlerFunc(f.serve), ReadHeaderTimeout: headerLimit}
	go func() {
		defer close(f.ended)
		_ = f.server.Serve(listener) // always an error; after Close it is expected
	}()
	return f, nil
}

func orElse[T comparable](value, otherwise T) T {
	var none T
	if value == none {
		return otherwise
	}
	return value
}

// URL is the address of the API, without a slash at its end.
func (f *Face) URL() string { return "http://" + f.host }

// Close stops answering. It may be called more than once.
func (f *Face) Close() error {
	f.close.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
		defer cancel()
		_ = f.server.Shutdown(ctx)
		_ = f.server.Close() // whatever did not end by itself
	})
	<-f.ended
	return nil
}

// Reset puts the face back to how it was at its start.
func (f *Face) Reset() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.connectors, f.limited = map[string]*connector{}, 0
	if !f.o.Empty {
		f.addShop(f.o.Clock())
	}
}

// Limit answers the next calls with 429 and a Retry-After in seconds.
func (f *Face) Limit(calls, seconds int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.limited, f.retryAfter = calls, seconds
}

// serve guards, limits and routes a request.
func (f *Face) serve(w http.ResponseWriter, r *http.Request) {
	if r.Host != f.host || len(r.Header.Values("Origin")) > 0 {
		fail(http.StatusForbidden, "The sandbox does not answer to web pages, nor under another name.").write(w)
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.answers++
	w.Header().Set("X-Request-Id", fmt.Sprintf("sandbox-%d", f.answers))
	if f.limited > 0 {
		f.limited--
		w.Header().Set("Retry-After", fmt.Sprint(f.retryAfter))
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	out := f.answer(r)
	out.packed = f.answers%5 == 0 // now and then, without a header that says so
	out.write(w)
}

// answer routes a request. The lock must be held.
func (f *Face) answer(r *http.Request) reply {
	if refused := f.login(r); refused.status != 0 {
		return refused
	}
	path, ok := segments(r)
	if !ok {
		return f.violation(http.StatusBadRequest, "a path with an empty or a relative segment: "+r.URL.EscapedPath())
	}
	prefix := []string{"connect", "v1", "environments", Environment, "clusters", Cluster}
	switch {
	case len(path) == 3 && path[0] == "org":
		return f.environments(r, path)
	case len(path) == 3 && path[0] == "cmk":
		return f.clusters(r, path)
	case slices.Equal(path, []string{"connect", "v1", "custom-connector-plugins"}):
		return f.customPlugins(r)
	case len(path) < 7 || path[0] != "connect" || path[2] != "environments" || path[4] != "clusters":
		return fail(http.StatusNotFound, "The page you are looking for does not exist.")
	case !slices.Equal(path[:6], prefix):
		return reply{status: http.StatusForbidden, body: code{http.StatusForbidden, "Forbidden Access"}}
	}
	if refused := f.contentType(r); refused.status != 0 {
		return refused
	}
	switch rest := path[6:]; rest[0] {
	case "connectors":
		return f.routeConnectors(r, rest[1:])
	case "connector-plugins":
		return f.routePlugins(r, rest[1:])
	}
	return noRoute(r)
}

// login checks the API key. A call without any is a violation.
func (f *Face) login(r *http.Request) reply {
	key, secret, given := r.BasicAuth()
	if !given {
		return f.violation(http.StatusUnauthorized, "no API key")
	}
	if strings.HasPrefix(key, "CLUSTER") { // the key of one Kafka cluster
		return reply{status: http.StatusForbidden, body: code{http.StatusForbidden, "invalid API key: make sure you're using a Cloud API Key"}}
	}
	if subtle.ConstantTimeCompare([]byte(key), []byte(f.o.Key))&subtle.ConstantTimeCompare([]byte(secret), []byte(f.o.Secret)) != 1 {
		return fail(http.StatusUnauthorized, "Unauthorized")
	}
	return reply{}
}

func (f *Face) contentType(r *http.Request) reply {
	if body := r.ContentLength != 0; body && r.Header.Get("Content-Type") != "application/json" {
		return f.violation(http.StatusUnsupportedMediaType, "a body with the content type "+r.Header.Get("Content-Type"))
	}
	return reply{}
}

// violation refuses a request that no client may send, and reports it.
func (f *Face) violation(status int, text string) reply {
	f.o.OnViolation(text)
	return fail(status, "%s", text)
}

func noRoute(r *http.Request) reply {
	return reply{status: http.StatusNotFound, text: "404 page not found: " + r.Method}
}
