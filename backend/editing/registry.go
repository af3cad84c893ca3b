package editing

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// registry holds the open forms and their background work.
type registry struct {
	ctx  context.Context //nolint:containedctx // the lifetime of the service, for background work
	stop context.CancelFunc
	work sync.WaitGroup

	mu     sync.Mutex
	closed bool
	forms  map[connect.DraftID]*opened
}

func newRegistry() *registry {
	ctx, stop := context.WithCancel(context.Background())
	return &registry{ctx: ctx, stop: stop, forms: map[connect.DraftID]*opened{}}
}

// spawn runs fn in the background unless the service has ended.
func (r *registry) spawn(fn func(ctx context.Context)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.work.Go(func() { fn(r.ctx) })
}

// spawnAfter runs fn in the background after a delay, unless the service has
// ended by then.
func (r *registry) spawnAfter(d time.Duration, fn func(ctx context.Context)) *time.Timer {
	return time.AfterFunc(d, func() { r.spawn(fn) })
}

func (r *registry) add(o *opened) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forms[o.id] = o
}

func (r *registry) forget(id connect.DraftID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.forms, id)
}

// get returns an open form.
func (r *registry) get(id connect.DraftID) (*opened, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if o, ok := r.forms[id]; ok && !r.closed {
		return o, nil
	}
	return nil, errNotOpen()
}

func errNotOpen() error {
	return connect.Errorf(connect.CodeNotFound, "This form is not open any more. What was typed is under Drafts.")
}

// all returns the open forms, in no order.
func (r *registry) all() []*opened {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Collect(maps.Values(r.forms))
}

// find returns the first open form whose draft fits, or nil.
func (r *registry) find(fits func(connect.Draft) bool) *opened {
	for _, o := range r.all() {
		o.mu.Lock()
		ok := fits(o.form.Draft())
		o.mu.Unlock()
		if ok {
			return o
		}
	}
	return nil
}

// close refuses further calls. It returns false if it was closed before.
func (r *registry) close() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return false
	}
	r.closed = true
	return true
}

// end cancels the background work and waits for it.
func (r *registry) end() {
	r.stop()
	r.work.Wait()
}
