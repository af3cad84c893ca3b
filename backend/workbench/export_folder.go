package workbench

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
)

// WriteExportFolder writes texts that may hold secrets into a new folder below
// parent, for the owner only, and returns its path. The folder is completed
// under another name first and then gets its own in one step: there is never
// one with a part of the files, and nothing that was there is touched.
func WriteExportFolder(parent, name string, files []formats.File) (string, error) {
	// Its name is random, and only the owner can look into it.
	half, err := os.MkdirTemp(parent, ".sluiceway-export-*")
	if err != nil {
		return "", noFolder(err)
	}
	for _, file := range files {
		if err := WriteExport(filepath.Join(half, file.Name), file.Text); err != nil {
			return "", errors.Join(noFolder(connect.AsError(err).Err), os.RemoveAll(half))
		}
	}
	path, err := freePath(filepath.Join(parent, name))
	if err == nil {
		err = os.Rename(half, path)
	}
	if err != nil {
		return "", errors.Join(noFolder(err), os.RemoveAll(half))
	}
	return path, nil
}

// freePath adds a number to a path that is taken.
func freePath(path string) (string, error) {
	free := path
	for n := 2; ; n++ {
		_, err := os.Lstat(free)
		if errors.Is(err, fs.ErrNotExist) {
			return free, nil
		}
		if err != nil {
			return "", err
		}
		free = fmt.Sprintf("%s-%d", path, n)
	}
}

func noFolder(cause error) error {
	return connect.Errorf(connect.CodeInternal, "The folder was not written, and nothing that was there has changed. Check the place and the space on the disk. %w", cause)
}
