package editing

import (
	"context"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/worker"
)

// opened is one open form: its model, and four components with a state of their
// own that validate it, store it and keep it up to date. One lock, mu, guards
// all of them, because a change of the draft concerns them all at once. Methods
// whose comment says "mu is held" expect it held; all others acquire it. No call
// to a worker, a store or the page is made while it is held.
type opened struct {
	*core

	id      connect.DraftID
	profile connect.ProfileID

	mu       sync.Mutex
	form     *model.Form
	notes    []string
	revision int // grows with every change that the page shows
	shown    shownShape
	closed   bool // what still runs in the background has no effect any more

	asker       asker
	disk        disk
	definitions definitions
	poller      poller
}

func newOpened(c *core, draft connect.Draft, f *model.Form) *opened {
	o := &opened{core: c, id: draft.ID, profile: draft.Profile, form: f}
	o.asker.o, o.disk.o, o.definitions.o, o.poller.o = o, o, o, o
	return o
}

// connection returns the live connection of the form's cluster; mu must not be
// held.
func (o *opened) connection(ctx context.Context) (worker.Connection, error) {
	return o.connect(ctx, o.profile)
}

// peek is what is known about the cluster without waiting. A deleted profile is
// read-only.
func (o *opened) peek() worker.Connection {
	conn, ok := o.deps.Clusters.Peek(o.profile)
	if !ok {
		return worker.Connection{Profile: connect.Profile{ID: o.profile, Denied: connect.DeniedAll()}}
	}
	return conn
}

// update runs fn with mu held and notifies the page if fn reports a change. A
// closed form does not change any more.
func (o *opened) update(fn func() bool) {
	o.mu.Lock()
	if o.closed || !fn() {
		o.mu.Unlock()
		return
	}
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}

// changed counts a change that the page shows; mu is held. Call announce after
// releasing it.
func (o *opened) changed() int {
	o.revision++
	return o.revision
}

func (o *opened) announce(revision int) { o.deps.OnChange(o.id, revision) }

// edited schedules what a changed draft needs, a write and a validation; mu is
// held.
func (o *opened) edited() {
	o.changed()
	o.asker.drop()
	o.asker.schedule(askAfter)
	o.disk.schedule()
}

// compareChanged schedules what is needed after a comparison that changed the
// draft or its base; mu is held. edits is the count from before.
func (o *opened) compareChanged(edits int) {
	if o.form.Edits() != edits {
		o.edited()
		return
	}
	o.disk.schedule()
}
