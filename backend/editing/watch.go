package editing

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/worker"
)

// storedEvery is how often an open edit reads the stored config again, so that
// a change made elsewhere is said before the save.
const storedEvery = 30 * time.Second

// source says where the definitions of a form came from. While it is not
// today's, they are asked for again.
type source struct {
	asked      bool // a worker was asked at all
	generation uint64
	key        catalog.Key
}

// today is the source that the form would have now; mu is held.
func (o *opened) today(conn worker.Connection) source {
	return source{asked: true, generation: conn.Generation, key: o.pluginKey()}
}

// Seen tells the open forms of a cluster that there is news of it, and which
// connectors exist there, as the live view saw it. present must be quick.
func (s *Service) Seen(profile connect.ProfileID, present func(name string) bool) {
	for _, o := range s.all() {
		if o.profile == profile {
			o.seen(present)
		}
	}
}

func (o *opened) seen(present func(name string) bool) {
	o.mu.Lock()
	if conn := o.peek(); conn.Worker != nil && o.source != o.today(conn) {
		o.reload()
	}
	gone := !present(o.draft.Name)
	if o.draft.Mode != connect.DraftEdit || gone == o.gone {
		o.mu.Unlock()
		return
	}
	o.gone = gone
	o.reshape()
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}

// watchStored reads the stored config again after a while, for as long as the
// edit is open; mu is held.
func (o *opened) watchStored() {
	if o.draft.Mode == connect.DraftEdit && !o.left {
		o.s.after(storedEvery, o.checkStored)
	}
}

// checkStored says that the stored config is another one than the edit began
// with. Where it cannot be read, the next check or the review finds out.
func (o *opened) checkStored(ctx context.Context) {
	o.mu.Lock()
	skip, name := o.left || o.gone || o.peek().Worker == nil, o.draft.Name
	o.mu.Unlock()
	if !skip {
		ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{Text: "check for changes made elsewhere"}))
		o.compareStored(ctx, name)
	}
	o.mu.Lock()
	o.watchStored()
	o.mu.Unlock()
}

func (o *opened) compareStored(ctx context.Context, name string) {
	conn, err := o.connect(ctx)
	if err != nil {
		return
	}
	stored, err := conn.Worker.Connector(ctx, name)
	if err != nil {
		return
	}
	o.mu.Lock()
	conflict := !stored.Config.Equal(o.draft.Base)
	if conflict == o.conflict || o.left {
		o.mu.Unlock()
		return
	}
	o.conflict = conflict
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}
