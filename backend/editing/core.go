package editing

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/worker"
)

// core is shared by all services of this package.
type core struct {
	deps    Deps
	catalog *catalog.Catalog
	forms   *registry
}

// connect returns the live connection of a profile, and reads its features
// where they are not known. If that fails, the next call on it says why.
func (c *core) connect(ctx context.Context, id connect.ProfileID) (worker.Connection, error) {
	conn, err := c.deps.Clusters.Connection(ctx, id)
	if err != nil {
		return worker.Connection{}, err
	}
	_, _ = worker.Known(connect.WithoutRetry(ctx), conn.Worker)
	return conn, nil
}

// read returns the live connection of a profile and the stored config of a
// connector.
func (c *core) read(ctx context.Context, id connect.ProfileID, name string) (worker.Connection, worker.Stored, error) {
	conn, err := c.connect(ctx, id)
	if err != nil {
		return worker.Connection{}, worker.Stored{}, err
	}
	stored, err := worker.Read(ctx, conn.Worker, name)
	return conn, stored, err
}

// discard drops a draft, open or not.
func (c *core) discard(ctx context.Context, id connect.DraftID) error {
	if o, err := c.forms.get(id); err == nil {
		o.mu.Lock()
		o.disk.stored = true // a write may be running; deleting an unknown draft is harmless
		o.mu.Unlock()
		return c.drop(ctx, o)
	}
	return c.discardStored(ctx, id)
}

// drop closes a form and drops its draft.
func (c *core) drop(ctx context.Context, o *opened) error {
	o.disk.writing.Lock()
	defer o.disk.writing.Unlock()
	o.mu.Lock()
	o.closed = true
	o.asker.drop()
	o.disk.stop()
	stored := o.disk.stored
	o.mu.Unlock()
	c.forms.forget(o.id)
	if !stored {
		return nil
	}
	return c.discardStored(ctx, o.id)
}

func (c *core) discardStored(ctx context.Context, id connect.DraftID) error {
	err := c.deps.Drafts.Delete(ctx, id)
	if err != nil && connect.CodeOf(err) != connect.CodeNotFound {
		return model.AsError(err, "The draft could not be deleted from the disk.")
	}
	c.deps.OnDrafts()
	return nil
}

// purpose names in the call log what a person asked for.
func purpose(ctx context.Context, text string) context.Context {
	return connect.WithPurpose(ctx, connect.Purpose{You: true, Text: text})
}

// inBackground names in the call log what the app does without being asked.
func inBackground(ctx context.Context, text string) context.Context {
	return connect.WithPurpose(ctx, connect.Purpose{Text: text})
}
