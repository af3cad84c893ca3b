package records

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// Store stores records. Its methods are atomic, safe for concurrent use, and
// return the context's error once the context has ended. recordstest.RunStore
// tests an implementation.
type Store interface {
	// PutRecord adds or replaces a record whole.
	PutRecord(ctx context.Context, k connect.Record) error
	// Record returns an error with CodeNotFound if there is no such record.
	Record(ctx context.Context, kind connect.RecordKind, id string) (connect.Record, error)
	// Records returns the records of a kind, without those that cannot be read.
	Records(ctx context.Context, kind connect.RecordKind) ([]connect.Record, error)
	CountRecords(ctx context.Context, kind connect.RecordKind) (int, error)
	// DeleteRecords ignores ids that are not stored.
	DeleteRecords(ctx context.Context, kind connect.RecordKind, ids ...string) error
	// LastStart returns the time of the last start, or zero before the first.
	LastStart(ctx context.Context) (time.Time, error)
	PutLastStart(ctx context.Context, at time.Time) error
}

// Keys accesses a keyring that may be slow, locked or missing.
type Keys interface {
	// Get returns an error with CodeNotFound if the keyring answered and has no
	// such entry. Any other error means that the keyring did not answer.
	Get(ctx context.Context, name, purpose string) (connect.Secret, error)
	// Set stores a secret. session reports whether it is in memory only, until
	// the app closes.
	Set(ctx context.Context, name, purpose string, secret connect.Secret) (session bool, err error)
	// Session reports whether an entry is in memory only, until the app closes.
	Session(name string) bool
}
