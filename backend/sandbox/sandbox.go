package sandbox

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"sync"
	"time"

	"sluiceway/backend/sandbox/cluster"
	"sluiceway/backend/sandbox/plugins"
	"sluiceway/backend/sandbox/validate"
)

// headerLimit is how long a client may take to send its request head, so that dead
// connections are closed.
const headerLimit = 10 * time.Second

// closeLimit is how long Close waits for answers that are being written.
const closeLimit = 2 * time.Second

// Options say what a sandbox holds and how it behaves. The zero value is the
// sandbox of the first start.
type Options struct {
	// Seed varies the small delays and the content of Scale. Equal seeds and
	// equal clocks give equal answers.
	Seed uint64
	// Clock returns the current time; nil is the clock of the machine.
	Clock func() time.Time
	// Wait is how a slow answer passes its time; nil waits on a timer. It
	// returns the error of a context that ended first.
	Wait func(ctx context.Context, d time.Duration) error
	// Scale is the number of connectors of a large cluster; 0 is the shop with
	// its eight.
	Scale int
	// Empty starts without any connector. It wins over Scale.
	Empty bool
	// User and Password switch HTTP Basic on, as the worker's own extension
	// does it, unless User is empty.
	User, Password string
	// Faults are armed at the start and again by Reset; see Sandbox.Fault.
	Faults map[FaultKind]int
	// SlowBy is the delay of FaultSlow; 0 is five seconds.
	SlowBy time.Duration
	// Files and Env are what the simulated "file" and "env" config providers
	// hold besides their own few entries: path to key to value, and variable
	// to value. No real file or variable is read.
	Files map[string]map[string]string
	Env   map[string]string
}

// Sandbox is a running simulated cluster. All methods may be called from any
// goroutine.
type Sandbox struct {
	options   Options
	providers plugins.Providers
	plugins   *plugins.Registry
	validator *validate.Validator
	routes    []route
	server    *http.Server
	port      string
	large     chan struct{} // holds one for each large body that is being read
	ended     chan struct{}
	closing   sync.Once
	end       context.CancelFunc // of all requests
	unhook    func() bool

	mu      sync.Mutex
	state   *cluster.Cluster
	faults  map[FaultKind]int
	loggers map[string]logger
}

// Start listens on a free port of 127.0.0.1 and answers there until Close, or
// until ctx ends.
func Start(ctx context.Context, options Options) (*Sandbox, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen on a loopback port for the sandbox: %w", err)
	}
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.Wait == nil {
		options.Wait = waitOnTimer
	}
	if options.SlowBy == 0 {
		options.SlowBy = defaultSlow
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read the port of the sandbox: %w", err), listener.Close())
	}
	s := &Sandbox{
		options:   options,
		providers: plugins.NewProviders(options.Files, options.Env),
		plugins:   plugins.NewRegistry(),
		port:      port,
		large:     make(chan struct{}, largeAtOnce),
		ended:     make(chan struct{}),
	}
	s.routes = s.table()
	s.validator = validate.NewValidator(s.plugins, s.providers, options.Wait)
	s.Reset()
	var timeline context.Context
	timeline, s.end = context.WithCancel(ctx)
	s.server = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		ReadHeaderTimeout: headerLimit,
		BaseContext:       func(net.Listener) context.Context { return timeline },
	}
	go func() {
		defer close(s.ended)
		// Serve always returns an error. After Close it is expected, and before that
		// nothing could be done about it.
		_ = s.server.Serve(listener)
	}()
	s.unhook = context.AfterFunc(ctx, s.close)
	return s, nil
}

// URL is the base URL of the worker, without a slash at its end.
func (s *Sandbox) URL() string { return "http://127.0.0.1:" + s.port }

// Close ends requests that are under way, waits for them and stops answering.
// It may be called more than once.
func (s *Sandbox) Close() error {
	s.unhook()
	s.close()
	return nil
}

func (s *Sandbox) close() {
	s.closing.Do(func() {
		s.end()
		patience, cancel := context.WithTimeout(context.Background(), closeLimit)
		defer cancel()
		// Requests that have not ended by then are dropped.
		_ = s.server.Shutdown(patience)
		_ = s.server.Close()
	})
	<-s.ended
}

// Reset puts the sandbox back to how it was at its start: connectors, offsets,
// loggers and faults.
func (s *Sandbox) Reset() {
	state := cluster.NewCluster(s.plugins, s.providers, s.options.Seed)
	switch now := s.options.Clock(); {
	case s.options.Empty:
	case s.options.Scale > 0:
		state.Fill(s.options.Scale, now)
	default:
		state.AddShop(now)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = state
	s.loggers = map[string]logger{}
	s.faults = map[FaultKind]int{}
	maps.Copy(s.faults, s.options.Faults)
}

func waitOnTimer(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
