package app

import "context"

// Drafts is the façade of kept drafts and deleted configs.
type Drafts struct{ app *App }

// List returns both; reading them may need the keyring.
func (d *Drafts) List(callID string) (DraftsView, error) {
	return run(d.app.calls, "drafts.list", callID, readLimit, func(context.Context) (DraftsView, error) { return DraftsView{}, errUnfinished })
}

// Count is the number of drafts, for the sidebar; it needs no keyring.
func (d *Drafts) Count(callID string) (int, error) {
	return run(d.app.calls, "drafts.count", callID, quickLimit, func(context.Context) (int, error) { return 0, errUnfinished })
}

// Discard drops a draft.
func (d *Drafts) Discard(callID, id string) error {
	return do(d.app.calls, "drafts.discard", callID, quickLimit, func(context.Context) error { return errUnfinished })
}

// Forget drops a kept config of a deleted connector.
func (d *Drafts) Forget(callID, id string) error {
	return do(d.app.calls, "drafts.forget", callID, quickLimit, func(context.Context) error { return errUnfinished })
}
