package mskface

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"sluiceway/backend/sandbox/plugins"
	"sluiceway/backend/sandbox/validate"
)

// Region is the region that the face simulates.
const Region = "eu-central-1"

const (
	account     = "214837650911"
	headerLimit = 10 * time.Second
	closeLimit  = 2 * time.Second
	defaultPace = 2 * time.Second
)

// Options say what a face holds and how it behaves.
type Options struct {
	// KeyID and Secret are the only access key that is known.
	KeyID, Secret string
	// Clock returns the current time of the simulated changes; nil is the clock of the
	// machine. Signatures are always checked against the clock of the machine.
	Clock func() time.Time
	// Pace is the time that one step of a change takes; 0 is two seconds.
	Pace time.Duration
}

// Face is a running simulated region. All methods may be called from any goroutine.
type Face struct {
	options   Options
	plugins   *plugins.Registry
	validator *validate.Validator
	server    *http.Server
	host      string
	ended     chan struct{}
	closing   sync.Once
	unhook    func() bool

	mu       sync.Mutex
	state    *state
	denied   map[string]bool
	lacking  map[string]bool
	throttle int
}

// Start listens on a free port of 127.0.0.1 and answers there until Close, or until ctx ends.
func Start(ctx context.Context, options Options) (*Face, error) {
	if options.KeyID == "" || options.Secret == "" {
		return nil, errors.New("the face needs an access key")
	}
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.Pace == 0 {
		options.Pace = defaultPace
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen on a loopback port for the simulated MSK Connect: %w", err)
	}
	registry := plugins.NewRegistry()
	f := &Face{
		options: options, plugins: registry, host: listener.Addr().String(), ended: make(chan struct{}),
		validator: validate.NewValidator(registry, plugins.NewProviders(nil, nil), atOnce),
	}
	f.Reset()
	f.server = &http.Server{Handler: http.HandlerFunc(f.serve), ReadHeaderTimeout: headerLimit, BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() {
		defer close(f.ended)
		_ = f.server.Serve(listener) // always an error; expected after Close
	}()
	f.unhook = context.AfterFunc(ctx, f.close)
	return f, nil
}

// atOnce lets a slow plugin answer at once: a change takes its time anyway.
func atOnce(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// URL is the endpoint of the service.
func (f *Face) URL() string { return "http://" + f.host }

// Close stops answering. It may be called more than once.
func (f *Face) Close() error {
	f.unhook()
	f.close()
	return nil
}

func (f *Face) close() {
	f.closing.Do(func() {
		patience, cancel := context.WithTimeout(context.Background(), closeLimit)
		defer cancel()
		_ = f.server.Shutdown(patience)
		_ = f.server.Close()
	})
	<-f.ended
}

// Reset puts the region back to how it was at its start.
func (f *Face) Reset() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state = newState(f.options.Clock())
	f.denied, f.lacking, f.throttle = map[string]bool{}, map[string]bool{}, 0
}

// Deny makes IAM refuse actions, such as “UpdateConnector”.
func (f *Face) Deny(actions ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, action := range actions {
		f.denied[action] = true
	}
}

// Lack makes the region one that does not have a call yet, such as “PauseConnector”.
func (f *Face) Lack(actions ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, action := range actions {
		f.lacking[action] = true
	}
}

// Throttle refuses the next n requests.
func (f *Face) Throttle(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.throttle = n
}
