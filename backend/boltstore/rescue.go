package boltstore

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

const asideSuffix = ".damaged-"

// rescue replaces a file that bbolt cannot open.
func (o Options) rescue(path string, cause error) (*Store, error) {
	file, err := readRegular(path)
	if err != nil {
		return nil, unreachable(path, errors.Join(err, cause))
	}
	found, scanErr := scan(file)
	return o.startNew(path, found, errors.Join(cause, scanErr))
}

// startNew builds a new file from what can still be read, sets the damaged file aside,
// and replaces it. The damaged file is not changed before the last step.
func (o Options) startNew(path string, found contents, cause error) (*Store, error) {
	if claimed, newest := found.schema(), o.newest(); claimed > newest {
		return nil, newerSchema(path, claimed, newest)
	}
	aside, err := leftByEarlierRescue(path)
	if err != nil {
		return nil, unreachable(path, err)
	}
	if aside != "" {
		if file, err := readRegular(aside); err == nil {
			found, cause = scanned(file, cause)
		}
	}
	seed, taken, made := found, 0, time.Time{}
	if found.schema() != 0 && whole(cause) {
		seed, _ = found.filled(nil)
	} else {
		var copied contents
		copied, made = o.lastCopy(path)
		seed, taken = found.filled(copied)
	}
	if err := o.build(path, seed); err != nil {
		return nil, connect.Errorf(connect.CodeDamaged, "The stored data in %s is damaged, and a new file could not be written. The damaged file was not changed. Check that the disk has free space, then start again. %w", path, errors.Join(err, cause))
	}
	if aside == "" {
		if aside, err = setFileAside(path, o.Now()); err != nil {
			return nil, connect.Errorf(connect.CodeDamaged, "The stored data in %s is damaged, and the file could not be set aside. It was not changed. Check that the disk has free space, or move the file away yourself, then start again. %w", path, errors.Join(err, cause, os.RemoveAll(path+newSuffix)))
		}
	}
	if err := replace(path); err != nil {
		return nil, unreachable(path, err)
	}
	o.Log.Error("the database is damaged and was set aside", slog.String("path", aside))
	db, err := openGuarded(path, o.Timeout)
	if err != nil {
		return nil, unreachable(path, err)
	}
	s := &Store{db: db, now: o.Now, log: o.Log}
	s.notices = []Notice{{Code: connect.CodeDamaged, Path: aside, Text: damageText(aside, seed.sound()-taken, taken, made)}}
	return s, nil
}

func scanned(file []byte, otherwise error) (contents, error) {
	found, err := scan(file)
	if err == nil {
		err = otherwise
	}
	return found, err
}

// whole reports whether every value could be read, because only the list of free pages
// is damaged. Then values that are missing were deleted, and must not be restored from
// the copy.
func whole(cause error) bool {
	for _, lost := range []error{errMetas, errOneMeta, errTruncated, errPage, errTwice, errBounds, errOrder, errNested, errFault, errEmptyFile} {
		if errors.Is(cause, lost) {
			return false
		}
	}
	return errors.Is(cause, errFreelist) || errors.Is(cause, errLostPage)
}

func damageText(aside string, carried, taken int, made time.Time) string {
	text := fmt.Sprintf("The file with profiles, settings and drafts was damaged. It was set aside as %s and replaced by a new one", aside)
	switch {
	case carried == 0 && taken == 0:
		text += ", because nothing in it could be read. Passwords in the system keyring were not changed."
	case taken == 0:
		text += fmt.Sprintf(" with the %d entries that could still be read. Check whether any are missing.", carried)
	default:
		text += fmt.Sprintf(" with the %d entries that could still be read and %d from the copy of %s. Check whether any are missing, out of date, or were deleted since.", carried, taken, made.Local().Format("2 January 2006 15:04"))
	}
	return text
}

// leftByEarlierRescue returns the newest file that was set aside, if path is empty: an
// older version, or another program, ended after it had set the damaged file aside and
// before it had written a new one. Otherwise it returns "".
func leftByEarlierRescue(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil || info.Size() > 0 {
		return "", nil //nolint:nilerr // only an empty file that can be read is one of these
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return "", fmt.Errorf("list the data folder: %w", err)
	}
	newest := ""
	for _, entry := range entries { // sorted, and the names contain the time
		name := entry.Name()
		if strings.HasPrefix(name, filepath.Base(path)+asideSuffix) && !strings.HasSuffix(name, newSuffix) {
			newest = filepath.Join(filepath.Dir(path), name)
		}
	}
	return newest, nil
}

// setFileAside gives the file an unused second name. The file also stays under its own
// name until the new file replaces it.
func setFileAside(path string, at time.Time) (string, error) {
	base := path + asideSuffix + at.UTC().Format("20060102T150405Z")
	for n := 1; ; n++ {
		aside := base
		if n > 1 {
			aside = fmt.Sprintf("%s-%d", base, n)
		}
		if _, err := os.Lstat(aside); err == nil {
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("check %s: %w", aside, err)
		}
		if err := os.Link(path, aside); err == nil {
			return aside, nil
		}
		return aside, copyFile(path, aside) // this file system does not support links
	}
}

func copyFile(from, to string) (err error) {
	source, err := os.Open(from) //nolint:gosec // the path is our own data folder
	if err != nil {
		return fmt.Errorf("set the damaged file aside: %w", err)
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := os.OpenFile(to+newSuffix, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) //nolint:gosec // the same
	if err != nil {
		return fmt.Errorf("set the damaged file aside: %w", err)
	}
	_, err = io.Copy(target, source)
	if err = errors.Join(err, target.Sync(), target.Close()); err != nil {
		return errors.Join(fmt.Errorf("set the damaged file aside: %w", err), os.Remove(to+newSuffix))
	}
	return replace(to)
}
