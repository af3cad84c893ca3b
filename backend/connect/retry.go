package connect

import (
	"context"
	"time"
)

// Retry announces that a call is about to be retried, and why.
type Retry struct {
	Repeat int           // 1 for the first retry
	Of     int           // the maximum number of retries
	Wait   time.Duration // the delay before this retry
	At     time.Time     // when it will be sent
	Err    error         // why the last attempt failed; may be nil
}

type (
	onRetryKey struct{}
	onceKey    struct{}
)

// WithOnRetry sets a function that is called before every retry of a call made
// with ctx. It must return quickly and may be called from any goroutine. Cancelling
// ctx ends the delay.
func WithOnRetry(ctx context.Context, fn func(Retry)) context.Context {
	return context.WithValue(ctx, onRetryKey{}, fn)
}

// OnRetryOf returns the function set on ctx; it is never nil.
func OnRetryOf(ctx context.Context) func(Retry) {
	if fn, ok := ctx.Value(onRetryKey{}).(func(Retry)); ok && fn != nil {
		return fn
	}
	return func(Retry) {}
}

// WithoutRetry disables retries for calls made with ctx. Polls use it, because
// there will be a next poll anyway and a dead worker must not delay it.
func WithoutRetry(ctx context.Context) context.Context {
	return context.WithValue(ctx, onceKey{}, true)
}

// MayRetry reports whether calls made with ctx may be retried.
func MayRetry(ctx context.Context) bool {
	once, ok := ctx.Value(onceKey{}).(bool)
	return !ok || !once
}
