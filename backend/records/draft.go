package records

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// patience is how long Save waits for the keyring before it stores a draft
// without its secret values.
const patience = 200 * time.Millisecond

// Drafts stores the configs of open forms.
type Drafts struct {
	sealed *sealed
	now    func() time.Time
}

// Save stores a draft under its id. A zero SavedAt becomes the current time. Save
// waits only briefly for the keyring, because a draft must be on disk soon. If
// the key arrives later, the draft is sealed then.
func (d *Drafts) Save(ctx context.Context, draft connect.Draft) error {
	if draft.ID == "" {
		return connect.Errorf(connect.CodeInternal, "A draft without an id cannot be stored. Nothing was changed.")
	}
	draft = draft.Clone()
	k := connect.Record{
		ID: string(draft.ID), Kind: connect.RecordDraft, Profile: draft.Profile, Mode: draft.Mode, Name: draft.Name, Class: draft.Class, Type: draft.Type,
		Set: len(draft.Config), Changed: draft.Changed(), SavedAt: draft.SavedAt, SentAt: draft.SentAt,
	}
	if k.Name == "" {
		k.Name = draft.Config[connect.KeyName]
	}
	if k.Class == "" {
		k.Class = draft.Config[connect.KeyClass]
	}
	if k.SavedAt.IsZero() {
		k.SavedAt = d.now()
	}
	if err := d.awaitKey(ctx); err != nil {
		return err
	}
	return d.sealed.put(ctx, k, contentOf(draft))
}

// awaitKey waits for the key, but no longer than patience.
func (d *Drafts) awaitKey(ctx context.Context) error {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-d.sealed.vault.load(ctx, true, false):
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// Get returns a draft. MissingSecrets lists the keys whose values are lost; they
// are in neither Config nor Base. An error has CodeNotFound, CodeDamaged,
// CodeSecretMissing if the keyring has no key, or the code of a keyring that
// does not answer. No error changes what is stored.
func (d *Drafts) Get(ctx context.Context, id connect.DraftID) (connect.Draft, error) {
	k, c, err := d.sealed.get(ctx, connect.RecordDraft, string(id))
	if err != nil {
		return connect.Draft{}, err
	}
	return c.draft(k), nil
}

// Delete deletes a draft. It returns an error with CodeNotFound if there is none.
func (d *Drafts) Delete(ctx context.Context, id connect.DraftID) error {
	return d.sealed.forget(ctx, connect.RecordDraft, string(id))
}
