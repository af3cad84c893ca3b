package wire

import (
	"errors"
	"fmt"
	"os"
)

// mostCA is more than any bundle of authorities has, in bytes.
const mostCA = 4 << 20

var (
	errNotAFile = errors.New("it is not a file")
	errLargeCA  = errors.New("it is too large for certificates")
)

// ReadCA reads the file of a profile's authorities. A path can be mistyped: a
// pipe or a device, which has no end, is not opened.
func ReadCA(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("check the CA file: %w", err)
	case !info.Mode().IsRegular():
		return nil, errNotAFile
	case info.Size() > mostCA:
		return nil, errLargeCA
	}
	pem, err := os.ReadFile(path) //nolint:gosec // the person chose this file
	if err != nil {
		return nil, fmt.Errorf("read the CA file: %w", err)
	}
	return pem, nil
}
