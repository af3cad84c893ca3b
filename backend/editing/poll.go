package editing

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/worker"
)

// storedEvery is how often an open edit reads the stored config again, so that
// a change made elsewhere shows before the save.
const storedEvery = 30 * time.Second

// poller finds out whether the connector of an open edit is deleted, created
// again or changed elsewhere.
type poller struct{ o *opened }

// schedule schedules the next poll while the edit is open; mu is held.
func (p *poller) schedule() {
	if p.o.form.Draft().Mode == connect.DraftEdit && !p.o.closed {
		p.o.forms.spawnAfter(storedEvery, p.poll)
	}
}

// poll reads the stored config. If that fails, the next poll or the review tries
// again.
func (p *poller) poll(ctx context.Context) {
	o := p.o
	o.mu.Lock()
	skip, name := o.closed || o.form.Stored().Gone() || o.peek().Worker == nil, o.form.Draft().Name
	o.mu.Unlock()
	if !skip {
		ctx = connect.WithoutRetry(inBackground(ctx, "check for changes made elsewhere"))
		if stored, err := p.connector(ctx, name); err == nil {
			o.update(func() bool { return o.form.Stored().Polled(stored) })
		}
	}
	o.mu.Lock()
	p.schedule()
	o.mu.Unlock()
}

func (p *poller) connector(ctx context.Context, name string) (worker.Stored, error) {
	conn, err := p.o.connection(ctx)
	if err != nil {
		return worker.Stored{}, err
	}
	return worker.Read(ctx, conn.Worker, name)
}

// read reads what is stored now, for a comparison. The state is optional: it
// only makes a sentence more precise.
func (p *poller) read(ctx context.Context) (model.Reading, error) {
	o := p.o
	o.mu.Lock()
	name := o.form.Draft().Name
	o.mu.Unlock()
	conn, err := o.connection(ctx)
	if err != nil {
		return model.Reading{}, err
	}
	stored, err := worker.Read(ctx, conn.Worker, name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return model.Reading{Gone: true, At: o.deps.Now()}, nil
	}
	if err != nil {
		return model.Reading{}, err
	}
	out := model.Reading{Connector: stored, At: o.deps.Now()}
	if status, err := conn.Worker.Status(ctx, name); err == nil {
		out.State = status.Connector.State
	}
	return out, nil
}

// clusterChanged fetches definitions again if they may have changed, and checks
// whether the connector still exists.
func (p *poller) clusterChanged(present func(name string) bool) {
	o := p.o
	o.update(func() bool {
		if conn := o.peek(); conn.Worker != nil && o.definitions.stale(conn) {
			o.definitions.reload()
		}
		draft := o.form.Draft()
		gone := !present(draft.Name)
		return draft.Mode == connect.DraftEdit && o.form.Stored().SetGone(gone)
	})
}
