package records

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// DeletedEntry is the config of a deleted connector in a list. Reading it needs
// no keyring.
type DeletedEntry struct {
	ID             string                `json:"id"`
	Profile        connect.ProfileID     `json:"profile"`
	Name           string                `json:"name"`
	Class          string                `json:"class"`
	Type           connect.ConnectorType `json:"type"`
	Set            int                   `json:"set"` // keys in the config
	DeletedAt      float64               `json:"deletedAt"`
	StoredUntil    float64               `json:"storedUntil"`    // at least
	MissingSecrets []string              `json:"missingSecrets"` // keys whose secret values are lost
	Problem        connect.Problem       `json:"problem"`        // why it cannot be opened, if known
}

// DeletedConfig is the last config of a connector that was deleted with this app.
type DeletedConfig struct {
	DeletedEntry

	Config connect.Config // without the keys in MissingSecrets
}

// deletedFor is the minimum time a config is stored.
const deletedFor = 30 * 24 * time.Hour

// Deleted stores the last config of each connector that was deleted with this app.
type Deleted struct {
	sealed *sealed
	now    func() time.Time
	newID  func() string
}

// Store stores the config of a connector that is about to be deleted. It waits
// for the keyring until the keyring answers or the person cancels the wait; after
// a cancel, this config and later ones are stored without their secret values. If
// it returns an error, nothing was stored.
func (d *Deleted) Store(ctx context.Context, profile connect.ProfileID, name string, kind connect.ConnectorType, config connect.Config) (id string, how connect.StoredHow, err error) {
	select {
	case <-d.sealed.vault.load(ctx, true, false):
	case <-ctx.Done():
		return "", "", ctx.Err()
	}
	k := connect.Record{
		ID: d.newID(), Kind: connect.RecordDeleted, Profile: profile, Name: name, Class: config[connect.KeyClass], Type: kind,
		Set: len(config), SavedAt: d.now(),
	}
	if err := d.sealed.put(ctx, k, content{Config: config.Clone(), Base: connect.Config{}}); err != nil {
		return "", "", err
	}
	if d.sealed.vault.have() == nil {
		return k.ID, connect.StoredSession, nil
	}
	return k.ID, connect.StoredSealed, nil
}

// Entries returns the entries of all stored configs, newest first.
func (d *Deleted) Entries(ctx context.Context) ([]DeletedEntry, error) {
	d.sealed.mu.Lock()
	defer d.sealed.mu.Unlock()
	all, err := d.sealed.newestFirstLocked(ctx, connect.RecordDeleted)
	if err != nil {
		return nil, err
	}
	entries := make([]DeletedEntry, len(all))
	for i, k := range all {
		entries[i] = entryOf(k)
		entries[i].MissingSecrets, entries[i].Problem = d.sealed.missingLocked(k), d.sealed.problemLocked(k)
	}
	return entries, nil
}

// entryOf returns the entry of a record, without what only its content shows.
func entryOf(k connect.Record) DeletedEntry {
	return DeletedEntry{
		ID: k.ID, Profile: k.Profile, Name: k.Name, Class: k.Class, Type: k.Type, Set: k.Set,
		DeletedAt: connect.UnixMilli(k.SavedAt), StoredUntil: connect.UnixMilli(k.SavedAt.Add(deletedFor)),
	}
}

// Get returns a stored config. Its errors are those of [Drafts.Get].
func (d *Deleted) Get(ctx context.Context, id string) (DeletedConfig, error) {
	k, c, err := d.sealed.get(ctx, connect.RecordDeleted, id)
	if err != nil {
		return DeletedConfig{}, err
	}
	out := DeletedConfig{DeletedEntry: entryOf(k), Config: c.Config}
	out.MissingSecrets = append([]string{}, c.MissingSecrets...)
	return out, nil
}

// Forget deletes a stored config. It returns an error with CodeNotFound if there
// is none.
func (d *Deleted) Forget(ctx context.Context, id string) error {
	return d.sealed.forget(ctx, connect.RecordDeleted, id)
}
