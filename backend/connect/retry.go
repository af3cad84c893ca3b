package connect

import (
	"context"
	"time"
)

// Retry announces that a call is about to be repeated, and why.
type Retry struct {
	Repeat int           // 1 for the first repetition
	Of     int           // the most repetitions there will be
	Wait   time.Duration // how long is waited before it
	At     time.Time     // when it will be sent
	Err    error         // what the last try ended with; may be nil
}

type (
	onRetryKey struct{}
	onceKey    struct{}
)

// WithOnRetry has fn called before every repetition of a call made under ctx.
// fn must return quickly and may be called from any goroutine. Cancelling ctx
// ends the wait.
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

// WithoutRetry has every call under ctx tried once. Polls use it: the next
// poll is their repetition, and a dead worker must not hold one up.
func WithoutRetry(ctx context.Context) context.Context {
	return context.WithValue(ctx, onceKey{}, true)
}

// MayRetry reports whether calls under ctx may be repeated.
func MayRetry(ctx context.Context) bool {
	once, ok := ctx.Value(onceKey{}).(bool)
	return !ok || !once
}
