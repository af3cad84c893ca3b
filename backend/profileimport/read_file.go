package profileimport

import (
	"io"
	"os"
	"path/filepath"

	"sluiceway/backend/connect"
)

// mostRead bounds what is read of a file, in bytes. The parser refuses less than that.
const mostRead = 4 << 20

// readFile reads a regular file. Reading a device or a pipe may never end.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The file %s cannot be read. Nothing was imported. Choose another file, or paste its text. %w", path, err)
	}
	switch {
	case info.IsDir():
		return nil, connect.Errorf(connect.CodeInvalid, "%s is a folder. Nothing was imported. Choose a file in it.", path)
	case !info.Mode().IsRegular():
		return nil, connect.Errorf(connect.CodeInvalid, "%s is not a regular file. Nothing was imported. Choose another file.", path)
	case info.Size() > mostRead:
		return nil, connect.Errorf(connect.CodeInvalid, "The file %s is larger than 4 MB, which is too large for a list of clusters. Nothing was imported. Paste only the part that names Connect clusters.", path)
	}
	file, err := os.Open(path) //nolint:gosec // the person chose the file
	if err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The file %s cannot be read. Nothing was imported. Choose another file, or paste its text. %w", path, err)
	}
	text, err := io.ReadAll(io.LimitReader(file, mostRead))
	_ = file.Close()
	if err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The file %s cannot be read. Nothing was imported. Choose another file, or paste its text. %w", path, err)
	}
	return text, nil
}

func baseName(path string) string { return filepath.Base(path) }
