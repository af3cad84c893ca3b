package profile

import (
	"context"

	"sluiceway/backend/connect"
)

// Store keeps profiles, without their secrets, and notes about which secrets
// the keyring holds. Every method may be called from any goroutine, is atomic,
// and returns the error of a context that has ended. profiletest states it as a
// suite; boltstore and the in-memory store of that package run it.
type Store interface {
	// Profiles returns all, in the order of OrderProfiles; never decoded ones
	// are left out rather than fail the rest.
	Profiles(ctx context.Context) ([]connect.Profile, error)
	// Profile fails with CodeNotFound where there is none.
	Profile(ctx context.Context, id connect.ProfileID) (connect.Profile, error)
	// PutProfile adds at the end, or replaces without moving.
	PutProfile(ctx context.Context, p connect.Profile) error
	// DeleteProfile fails with CodeNotFound where there is none.
	DeleteProfile(ctx context.Context, id connect.ProfileID) error
	// OrderProfiles ignores ids that are not there; profiles not named keep
	// their order behind the named ones.
	OrderProfiles(ctx context.Context, ids []connect.ProfileID) error

	// SecretMarks returns every noted entry of the keyring with its word.
	SecretMarks(ctx context.Context) (map[string]string, error)
	// MarkSecret notes a word; an empty one takes the note away.
	MarkSecret(ctx context.Context, name, word string) error
}

// Secrets is a keyring that may be slow, locked or missing. purpose is a short
// text for the person: what the secret is needed for.
type Secrets interface {
	// Get fails with CodeNotFound where a keyring that answered has no such
	// entry, with CodeKeyring where none answers, and with CodeKeyringWait
	// where it is still asking the person.
	Get(ctx context.Context, name, purpose string) (connect.Secret, error)
	// Set tells in session that the secret is kept only until the app closes.
	// An error means that it is not kept at all.
	Set(ctx context.Context, name, purpose string, secret connect.Secret) (session bool, err error)
	// Delete has no error for an entry that is not there.
	Delete(ctx context.Context, name, purpose string) error
	// Session tells whether an entry is kept only until the app closes. It
	// never asks the keyring.
	Session(name string) bool
}

// Attached is what belongs to a profile and goes with it: drafts and the
// configs of deleted connectors.
type Attached interface {
	CountProfile(ctx context.Context, id connect.ProfileID) (drafts, deleted int, err error)
	DeleteProfile(ctx context.Context, id connect.ProfileID) error
}
