package drafts

import (
	"context"

	"sluiceway/backend/connect"
)

// Store keeps records. Every method may be called from any goroutine, is
// atomic, and returns the error of a context that has ended. draftstest states
// it as a suite.
type Store interface {
	// PutKept adds or replaces a record whole.
	PutKept(ctx context.Context, k connect.Kept) error
	// Kept fails with CodeNotFound where there is no such record.
	Kept(ctx context.Context, kind connect.KeptKind, id string) (connect.Kept, error)
	// AllKept returns the records of a kind; unreadable ones are left out
	// rather than fail the rest.
	AllKept(ctx context.Context, kind connect.KeptKind) ([]connect.Kept, error)
	CountKept(ctx context.Context, kind connect.KeptKind) (int, error)
	// DeleteKept has no error for records that are not there.
	DeleteKept(ctx context.Context, kind connect.KeptKind, ids ...string) error
}

// Keys is a keyring that may be slow, locked or missing.
type Keys interface {
	// Get fails with CodeNotFound where a keyring that answered has no such
	// entry; every other error means that it did not answer.
	Get(ctx context.Context, name, purpose string) (connect.Secret, error)
	// Set tells in session that the secret is kept only until the app closes.
	Set(ctx context.Context, name, purpose string, secret connect.Secret) (session bool, err error)
	// Session tells whether an entry is kept only until the app closes.
	Session(name string) bool
}
