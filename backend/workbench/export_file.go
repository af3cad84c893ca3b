package workbench

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"sluiceway/backend/connect"
)

// WriteExport writes a text that may hold secrets. It writes a new file beside path,
// for the owner only, and renames it in one step. The old file is replaced whole or
// not changed, a link is replaced and not followed, and a file that other accounts
// can write to never holds the text.
func WriteExport(path, text string) error {
	mode := fs.FileMode(0o600)
	info, err := os.Lstat(path)
	switch {
	case err == nil && !info.Mode().IsRegular() && info.Mode().Type() != fs.ModeSymlink:
		return connect.Errorf(connect.CodeInvalid, "%s is not a file, so nothing was written. Choose another name.", path)
	case err == nil && info.Mode().IsRegular():
		mode = info.Mode().Perm() & 0o700
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return notWritten(err)
	}
	// The name is random and the file is made with O_EXCL, so it cannot be a planted link.
	file, err := os.CreateTemp(filepath.Dir(path), ".sluiceway-export-*")
	if err != nil {
		return notWritten(err)
	}
	_, err = file.WriteString(text)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		_ = os.Chmod(file.Name(), mode) // some file systems have no modes
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(notWritten(err), os.Remove(file.Name()))
	}
	return nil
}

func notWritten(cause error) error {
	return connect.Errorf(connect.CodeInternal, "The file was not written, and what was there is unchanged. Check the folder and the space on the disk. %w", cause)
}
