package app

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// Limits of bound calls. They are longer than the HTTP limits inside, so that the
// inner error, which says more, comes first: the limit of a profile is what counts.
const (
	quickLimit = 15 * time.Second                     // answered from memory or disk
	readLimit  = 2*profile.MaxTimeLimit + time.Minute // reads from a worker: a second try may begin until the first one's time is up
	writeLimit = readLimit + 4*time.Minute            // writes and validate, with the reads before and the retries of a rebalance
	askLimit   = 30 * time.Minute                     // a native dialog waits for a person
)

// calls registers the calls under way, so that the page can cancel them by id.
type calls struct {
	log   *slog.Logger
	ready chan struct{} // closed when the data folder is open, or could not be opened
	fault error         // why it could not; read after ready

	mu      sync.Mutex
	base    context.Context //nolint:containedctx // the window's lifetime, set once at start
	cancels map[string]context.CancelFunc
}

func newCalls(log *slog.Logger) *calls {
	return &calls{log: log, base: context.Background(), ready: make(chan struct{}), cancels: map[string]context.CancelFunc{}}
}

// open lets calls through, or makes them fail with the error of the start.
func (c *calls) open(base context.Context, fault error) {
	c.mu.Lock()
	c.base, c.fault = base, fault
	c.mu.Unlock()
	close(c.ready)
}

// opened waits for open.
func (c *calls) opened(ctx context.Context) error {
	select {
	case <-c.ready:
		return c.fault
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *calls) begin(id string, limit time.Duration) (context.Context, func()) {
	c.mu.Lock()
	base := c.base
	c.mu.Unlock()
	ctx, cancel := context.WithTimeout(base, limit)
	if id == "" {
		return ctx, cancel
	}
	c.mu.Lock()
	c.cancels[id] = cancel
	c.mu.Unlock()
	return ctx, func() {
		c.mu.Lock()
		delete(c.cancels, id)
		c.mu.Unlock()
		cancel()
	}
}

func (c *calls) cancel(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if stop, ok := c.cancels[id]; ok {
		stop()
	}
}

// opBoot answers even when nothing could be opened: it says why.
const opBoot = "desktop.boot"

// run is the only way from the page into Go. It gives the call a context with a
// limit, which the page can cancel, and recovers panics: after a panic the promise
// of the page would never settle.
func run[T any](c *calls, op, id string, limit time.Duration, fn func(context.Context) (T, error)) (out T, err error) {
	ctx, end := c.begin(id, limit)
	defer end()
	defer func() {
		if p := recover(); p != nil {
			c.log.Error("a bound call panicked", slog.String("op", op), slog.String("panic", panicText(p)), slog.String("stack", string(debug.Stack())))
			err = connect.Errorf(connect.CodeInternal, "Something went wrong in Sluiceway (%s). The log has the details.", op)
		}
	}()
	if err := c.opened(ctx); err != nil && op != opBoot {
		return out, err
	}
	out, err = fn(ctx)
	if err != nil {
		c.log.Info("a bound call failed", slog.String("op", op), slog.String("code", string(connect.CodeOf(err))), slog.Any("cause", err))
	}
	return out, err
}

// panicText is what the runtime says about a panic. Other texts may hold data of the
// call; the stack says where it happened.
func panicText(p any) string {
	if e, ok := p.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", p)
}

// runSteps is run for a call that reports its steps as they begin and end. The page
// receives each with the id of the call.
func runSteps[T any](a *App, op, id string, limit time.Duration, fn func(ctx context.Context, report func(Step)) (T, error)) (T, error) {
	return run(a.calls, op, id, limit, func(ctx context.Context) (T, error) {
		return fn(ctx, func(s Step) { send(a, eventStep, StepEvent{Call: id, Step: s}) })
	})
}

// do is run for calls without a result.
func do(c *calls, op, id string, limit time.Duration, fn func(context.Context) error) error {
	_, err := run(c, op, id, limit, func(ctx context.Context) (struct{}, error) { return struct{}{}, fn(ctx) })
	return err
}
