package boltstore

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"sluiceway/backend/connect"
)

// FileName is the name of the database inside the data folder.
const FileName = "sluiceway.db"

const defaultTimeout = 500 * time.Millisecond

// Options configure [Open]. All fields are optional.
type Options struct {
	Timeout time.Duration // for the lock of the file; 0 means 500 ms
	Now     func() time.Time
	Log     *slog.Logger

	migrations []migration // tests add entries
}

// Notice reports damage of the stored data to the person. Code is CodeDamaged; Path is
// the file that contains what was set aside.
type Notice struct {
	Code connect.Code
	Text string
	Path string
}

// Store is an open database. It is safe for concurrent use. The errors of its methods
// have CodeNotFound where documented, CodeDamaged if a value is damaged, and
// CodeInternal otherwise.
type Store struct {
	db  *bbolt.DB
	now func() time.Time
	log *slog.Logger

	mu      sync.Mutex
	notices []Notice
}

// Open opens the database at path. If it does not exist, Open creates it (0600) and its
// folder (0700). It reads the whole file, sets damage aside, and migrates an older
// schema. The caller must hold the folder's lock (see [TryLock]). On an error the file
// is unchanged; the codes are:
//
//   - CodeLocked: another process has the file open.
//   - CodeNewerSchema: a newer version of Sluiceway wrote the file.
//   - CodeDamaged: the file is damaged, and a new one could not be written.
//   - CodeInternal: the folder or file cannot be accessed.
//
// Damage that was set aside is not an error: see [Store.Notices].
func Open(path string, o Options) (*Store, error) {
	o = o.withDefaults()
	if err := o.prepare(path); err != nil {
		return nil, err
	}
	db, err := openGuarded(path, o.Timeout)
	if _, damaged := errors.AsType[*damageError](err); damaged {
		return o.rescue(path, err)
	}
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, connect.Errorf(connect.CodeLocked, "Sluiceway is already running with this data folder (%s). Nothing was opened. Use the open window, or close it first.", filepath.Dir(path))
	}
	if err != nil {
		return nil, unreachable(path, err)
	}
	found, version, err := o.examine(db)
	if err != nil {
		closeErr := guarded(db.Close)
		if _, damaged := errors.AsType[*damageError](err); !damaged {
			return nil, errors.Join(err, closeErr)
		}
		return o.startNew(path, found, err)
	}
	if err := migrate(db, version, o.migrations); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s := &Store{db: db, now: o.Now, log: o.Log}
	copied := sync.OnceValues(func() (contents, time.Time) { return o.lastCopy(path) })
	err = s.repair(func() contents { c, _ := copied(); return c })
	if err == nil {
		err = s.setAsideUnsound(found, copied)
	}
	if err != nil {
		return nil, errors.Join(unreachable(path, err), db.Close())
	}
	return s, nil
}

// prepare creates the folder, restricts its permissions, removes incomplete files of an
// earlier start, and creates the database if there is none.
func (o Options) prepare(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return unreachable(path, err)
	}
	o.tighten(path)
	if err := checkRegular(path); err != nil {
		return err
	}
	for _, left := range []string{path + newSuffix, path + copySuffix + newSuffix} {
		if err := os.RemoveAll(left); err != nil {
			return unreachable(left, err)
		}
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := o.build(path, nil); err != nil {
		return unreachable(path, err)
	}
	if err := replace(path); err != nil {
		return unreachable(path, err)
	}
	return nil
}

func (o Options) newest() int { return o.migrations[len(o.migrations)-1].to }

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.migrations == nil {
		o.migrations = migrations()
	}
	return o
}

// examine reads the whole database and its schema version.
func (o Options) examine(db *bbolt.DB) (contents, int, error) {
	newest := o.newest()
	found, err := inspect(db.Path(), db)
	if claimed := found.schema(); claimed > newest {
		return nil, 0, newerSchema(db.Path(), claimed, newest) // damaged or not, do not touch it
	}
	if err != nil {
		return found, 0, err
	}
	var version int
	err = db.View(func(tx *bbolt.Tx) error {
		var schemaErr error
		version, schemaErr = schemaOf(tx)
		return schemaErr
	})
	if err != nil {
		return found, 0, &damageError{err}
	}
	return found, version, nil
}

func unreachable(path string, err error) error {
	return connect.Errorf(connect.CodeInternal, "The data folder cannot be used, and nothing in it was changed: %s. Check its permissions and the free space on the disk. %w", path, err)
}

// Close waits for running transactions and releases the file.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}

// notify adds a notice.
func (s *Store) notify(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notices = append(s.notices, Notice{Code: connect.CodeDamaged, Path: s.db.Path(), Text: text})
}

// Notices returns the notices for the person, oldest first.
func (s *Store) Notices() []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Notice{}, s.notices...)
}
