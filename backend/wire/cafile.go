package wire

import (
	"errors"
	"fmt"
	"os"
)

// maxCASize is larger than any CA bundle, in bytes.
const maxCASize = 4 << 20

var (
	errNotAFile = errors.New("not a regular file")
	errLargeCA  = errors.New("too large for a CA file")
)

// ReadCA reads a profile's CA file. It does not open a pipe or a device, which may
// never end.
func ReadCA(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("check the CA file: %w", err)
	case !info.Mode().IsRegular():
		return nil, errNotAFile
	case info.Size() > maxCASize:
		return nil, errLargeCA
	}
	pem, err := os.ReadFile(path) //nolint:gosec // the person chose this file
	if err != nil {
		return nil, fmt.Errorf("read the CA file: %w", err)
	}
	return pem, nil
}
