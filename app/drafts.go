package app

import (
	"context"

	"sluiceway/backend/connect"
)

// Drafts is the façade of stored drafts and deleted configs.
type Drafts struct{ app *App }

// List returns both. It needs no keyring.
func (d *Drafts) List(callID string) (DraftsView, error) {
	return run(d.app.calls, "drafts.list", callID, readLimit, d.app.bench.Views.Drafts)
}

// Count is the number of drafts, for the sidebar; it needs no keyring.
func (d *Drafts) Count(callID string) (int, error) {
	return run(d.app.calls, "drafts.count", callID, quickLimit, func(ctx context.Context) (int, error) { return d.app.bench.Records.Drafts.Count(ctx) })
}

// Discard drops a draft, also an open one.
func (d *Drafts) Discard(callID string, id connect.DraftID) error {
	return do(d.app.calls, "drafts.discard", callID, quickLimit, func(ctx context.Context) error {
		return d.app.bench.Editing.Discard(ctx, id)
	})
}

// Forget drops the stored config of a deleted connector.
func (d *Drafts) Forget(callID, id string) error {
	return do(d.app.calls, "drafts.forget", callID, quickLimit, func(ctx context.Context) error { return d.app.bench.Records.Deleted.Forget(ctx, id) })
}
