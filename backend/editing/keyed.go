package editing

import (
	"context"
	"sync"
)

// keyed is a lock for each key, so that two calls that open the same connector
// share one form. The zero value is ready.
type keyed struct {
	mu   sync.Mutex
	busy map[string]chan struct{}
}

// enter waits for its turn; leave must be called when err is nil.
func (k *keyed) enter(ctx context.Context, key string) (leave func(), err error) {
	for {
		k.mu.Lock()
		if k.busy == nil {
			k.busy = map[string]chan struct{}{}
		}
		before, taken := k.busy[key]
		if !taken {
			done := make(chan struct{})
			k.busy[key] = done
			k.mu.Unlock()
			return func() {
				k.mu.Lock()
				delete(k.busy, key)
				k.mu.Unlock()
				close(done)
			}, nil
		}
		k.mu.Unlock()
		select {
		case <-before:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
