package records

import (
	"context"

	"sluiceway/backend/connect"
)

// DraftEntry is a draft in a list. Reading it needs no keyring.
type DraftEntry struct {
	ID             connect.DraftID       `json:"id"`
	Profile        connect.ProfileID     `json:"profile"`
	Mode           connect.DraftMode     `json:"mode"`
	Name           string                `json:"name"`
	Class          string                `json:"class"`
	Type           connect.ConnectorType `json:"type"`
	Set            int                   `json:"set"`     // keys in the config
	Changed        int                   `json:"changed"` // keys that differ from the start of the form
	SavedAt        float64               `json:"savedAt"`
	MissingSecrets []string              `json:"missingSecrets"` // keys whose secret values are lost
	Problem        connect.Problem       `json:"problem"`        // why it cannot be opened, if known
}

// Count returns the number of drafts.
func (d *Drafts) Count(ctx context.Context) (int, error) {
	return d.sealed.store.CountRecords(ctx, connect.RecordDraft)
}

// Entries returns the entries of all drafts, newest first.
func (d *Drafts) Entries(ctx context.Context) ([]DraftEntry, error) {
	d.sealed.mu.Lock()
	defer d.sealed.mu.Unlock()
	all, err := d.sealed.newestFirstLocked(ctx, connect.RecordDraft)
	if err != nil {
		return nil, err
	}
	entries := make([]DraftEntry, len(all))
	for i, k := range all {
		entries[i] = DraftEntry{
			ID: connect.DraftID(k.ID), Profile: k.Profile, Mode: k.Mode, Name: k.Name, Class: k.Class, Type: k.Type,
			Set: k.Set, Changed: k.Changed, SavedAt: connect.UnixMilli(k.SavedAt),
			MissingSecrets: d.sealed.missingLocked(k), Problem: d.sealed.problemLocked(k),
		}
	}
	return entries, nil
}

// List returns all drafts with their Count, newest first, without accessing the
// keyring. Until the key is loaded, a sealed draft has no Config or Base.
func (d *Drafts) List(ctx context.Context) ([]connect.Draft, error) {
	d.sealed.mu.Lock()
	defer d.sealed.mu.Unlock()
	all, err := d.sealed.newestFirstLocked(ctx, connect.RecordDraft)
	if err != nil {
		return nil, err
	}
	key := d.sealed.vault.have()
	out := make([]connect.Draft, len(all))
	for i, k := range all {
		out[i] = content{}.draft(k)
		if key == nil && len(k.Sealed) > 0 {
			continue
		}
		if c, err := d.sealed.readLocked(k, key); err == nil {
			out[i] = c.draft(k)
		}
	}
	return out, nil
}
