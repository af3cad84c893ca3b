package records

import (
	"context"
	"time"

	"sluiceway/backend/connect"
)

// Store holds records. Every method may be called from any goroutine, is
// atomic, and returns the error of a context that has ended. draftstest states
// it as a suite.
type Store interface {
	// PutRecord adds or replaces a record whole.
	PutRecord(ctx context.Context, k connect.Record) error
	// Record fails with CodeNotFound where there is no such record.
	Record(ctx context.Context, kind connect.RecordKind, id string) (connect.Record, error)
	// Records returns the records of a kind; unreadable ones are left out
	// rather than fail the rest.
	Records(ctx context.Context, kind connect.RecordKind) ([]connect.Record, error)
	CountRecords(ctx context.Context, kind connect.RecordKind) (int, error)
	// DeleteRecords has no error for records that are not there.
	DeleteRecords(ctx context.Context, kind connect.RecordKind, ids ...string) error
	// LastStart returns the clock of the last start; zero before the first.
	LastStart(ctx context.Context) (time.Time, error)
	PutLastStart(ctx context.Context, at time.Time) error
}

// Keys is a keyring that may be slow, locked or missing.
type Keys interface {
	// Get fails with CodeNotFound where a keyring that answered has no such
	// entry; every other error means that it did not answer.
	Get(ctx context.Context, name, purpose string) (connect.Secret, error)
	// Set tells in session that the secret is in memory only, until the app closes.
	Set(ctx context.Context, name, purpose string, secret connect.Secret) (session bool, err error)
	// Session tells whether an entry is in memory only, until the app closes.
	Session(name string) bool
}
