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

// Options are all optional.
type Options struct {
	Timeout time.Duration // for the lock of the file; 0 means 500 ms
	Now     func() time.Time
	Log     *slog.Logger

	migrations []migration // tests add lines
}

// Notice is something the person must know about the kept data. Code is
// CodeDamaged; Path is the file that has what was set aside.
type Notice struct {
	Code connect.Code
	Text string
	Path string
}

// Store is the opened database. All methods may be called from any goroutine.
// A method fails with CodeNotFound where it says so, with CodeDamaged where a
// value cannot be trusted, and otherwise with CodeInternal.
type Store struct {
	db  *bbolt.DB
	now func() time.Time
	log *slog.Logger

	mu      sync.Mutex
	notices []Notice
}

// Open opens the database at path, or makes it and its folder (0700, the file
// 0600). It reads everything once, sets damage aside, and migrates an older
// schema. The errors:
//
//   - CodeLocked: another process has it open.
//   - CodeNewerSchema: a newer Sluiceway wrote it; the file is untouched.
//   - CodeInternal: the folder or file cannot be reached; nothing was changed.
//
// Damage is not an error: see [Store.Notices].
func Open(path string, o Options) (*Store, error) {
	o = o.withDefaults()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, unreachable(path, err)
	}
	db, err := openGuarded(path, o.Timeout)
	if _, damaged := errors.AsType[*damageError](err); damaged {
		return o.rescue(path, err)
	}
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, connect.Errorf(connect.CodeLocked, "Sluiceway is already running with this data folder (%s). Use the window that is open, or close it first.", filepath.Dir(path))
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
	if err := s.setAsideUnsound(found); err != nil {
		return nil, errors.Join(unreachable(path, err), db.Close())
	}
	return s, nil
}

// rescue starts a new file after bbolt could not open the old one.
func (o Options) rescue(path string, cause error) (*Store, error) {
	file, err := os.ReadFile(path) //nolint:gosec // the path is our own data folder
	if err != nil {
		return nil, unreachable(path, errors.Join(err, cause))
	}
	found, _ := scan(file) // that it is damaged is known
	if claimed, newest := found.schema(), o.newest(); claimed > newest {
		return nil, newerSchema(path, claimed, newest)
	}
	return o.startNew(path, found, cause)
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

// examine reads all there is. The error is damage, or a newer schema.
func (o Options) examine(db *bbolt.DB) (contents, int, error) {
	newest := o.newest()
	found, err := inspect(db.Path(), db)
	if claimed := found.schema(); claimed > newest {
		return nil, 0, newerSchema(db.Path(), claimed, newest) // damaged or not: it is not ours to move
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

// startNew sets the damaged file aside, starts a new one and carries over what
// could be read of the old one.
func (o Options) startNew(path string, found contents, cause error) (*Store, error) {
	aside, err := renameAside(path, o.Now())
	if err != nil {
		return nil, connect.Errorf(connect.CodeDamaged, "The kept data in %s cannot be read, and the file could not be set aside. It is unchanged. Move it away by hand, then start again. %w", path, errors.Join(err, cause))
	}
	o.Log.Error("the database is damaged and was set aside", slog.String("path", aside), slog.Any("cause", cause))
	db, err := openGuarded(path, o.Timeout)
	if err != nil {
		return nil, unreachable(path, err)
	}
	if err := migrate(db, 0, o.migrations); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	carried := 0
	if found.schema() == o.newest() {
		if err := found.carryOver(db); err != nil {
			return nil, errors.Join(unreachable(path, err), db.Close())
		}
		carried = found.sound()
	}
	s := &Store{db: db, now: o.Now, log: o.Log}
	s.notices = []Notice{{Code: connect.CodeDamaged, Path: aside, Text: damageText(aside, carried)}}
	return s, nil
}

func damageText(aside string, carried int) string {
	if carried == 0 {
		return fmt.Sprintf("The file with profiles, settings and drafts was damaged and could not be read. It was kept as %s, and a new one was started. Passwords in the system keyring are not touched.", aside)
	}
	return fmt.Sprintf("The file with profiles, settings and drafts was damaged. It was kept as %s, and a new one was started with the %d entries that could still be read. Look whether one is missing.", aside, carried)
}

// renameAside moves the file to a name that is not taken.
func renameAside(path string, at time.Time) (string, error) {
	base := path + ".damaged-" + at.UTC().Format("20060102T150405Z")
	for n := 1; ; n++ {
		aside := base
		if n > 1 {
			aside = fmt.Sprintf("%s-%d", base, n)
		}
		if _, err := os.Lstat(aside); err == nil {
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("look at %s: %w", aside, err)
		}
		if err := os.Rename(path, aside); err != nil {
			return "", fmt.Errorf("set the damaged file aside: %w", err)
		}
		return aside, nil
	}
}

func unreachable(path string, err error) error {
	return connect.Errorf(connect.CodeInternal, "The data folder cannot be used, and nothing in it was changed: %s. Check its permissions and the space on the disk. %w", path, err)
}

// Close waits for running transactions and releases the file.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close the database: %w", err)
	}
	return nil
}

// Notices returns what the person must be told, oldest first.
func (s *Store) Notices() []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Notice{}, s.notices...)
}
