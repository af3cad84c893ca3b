package profile

import (
	"context"

	"sluiceway/backend/connect"
)

// Store stores profiles without their secrets, and marks of the secrets in the keyring. Its
// methods are atomic and safe for concurrent use, and return the error of a context that has
// ended. profiletest has its conformance suite.
type Store interface {
	// Profiles returns all profiles in the order of OrderProfiles. It omits damaged
	// ones.
	Profiles(ctx context.Context) ([]connect.Profile, error)
	// Profile returns a profile, or an error with CodeNotFound.
	Profile(ctx context.Context, id connect.ProfileID) (connect.Profile, error)
	// PutProfile replaces a profile without moving it, or adds a new one at the end.
	PutProfile(ctx context.Context, p connect.Profile) error
	// DeleteProfile deletes a profile, or returns an error with CodeNotFound.
	DeleteProfile(ctx context.Context, id connect.ProfileID) error
	// OrderProfiles sets the order. It ignores unknown ids. Profiles not in ids come
	// after the others, in their present order.
	OrderProfiles(ctx context.Context, ids []connect.ProfileID) error

	// SecretMarks returns the marks by the names of the entries.
	SecretMarks(ctx context.Context) (map[string]string, error)
	// MarkSecret sets the mark of an entry. An empty word removes it.
	MarkSecret(ctx context.Context, name, word string) error
}

// Secrets is a keyring that may be slow, locked or missing. purpose tells the person what
// the secret is needed for.
type Secrets interface {
	// Get returns an entry. It returns an error with CodeNotFound if the keyring has no
	// such entry, with CodeKeyring if there is no usable keyring, and with
	// CodeKeyringWait if the keyring is still showing a prompt.
	Get(ctx context.Context, name, purpose string) (connect.Secret, error)
	// Set stores an entry. If session is true, it is in memory only, until the app
	// closes. On an error it is not stored at all.
	Set(ctx context.Context, name, purpose string, secret connect.Secret) (session bool, err error)
	// Delete deletes an entry. It is not an error if there is none.
	Delete(ctx context.Context, name, purpose string) error
	// Session reports whether an entry is in memory only. It does not call the keyring.
	Session(name string) bool
}

// Attached has the data that belongs to a profile and is deleted with it: drafts and the
// configs of deleted connectors.
type Attached interface {
	CountProfile(ctx context.Context, id connect.ProfileID) (drafts, deleted int, err error)
	DeleteProfile(ctx context.Context, id connect.ProfileID) error
}
