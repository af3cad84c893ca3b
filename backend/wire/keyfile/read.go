package keyfile

import (
	"errors"
	"fmt"
	"os"
)

// maxSize is larger than any keystore or CA bundle, in bytes.
const maxSize = 4 << 20

// The reasons why a file cannot be used.
var (
	ErrNotAFile      = errors.New("not a regular file")
	ErrTooLarge      = errors.New("too large for a file of certificates")
	ErrUnknown       = errors.New("neither PEM nor PKCS12 nor JKS")
	ErrJCEKS         = errors.New("a JCEKS keystore, which Sluiceway cannot read")
	ErrNeedsPassword = errors.New("the file needs a password")
	ErrPassword      = errors.New("the password of the file is wrong")
	ErrDamaged       = errors.New("the file is damaged")
	ErrNoKey         = errors.New("the file has no private key")
	ErrNoCertificate = errors.New("the file has no certificate")
	ErrNoMatch       = errors.New("the private key does not belong to the certificate")
)

// Read reads a file. It does not open a pipe or a device, which may never end.
func Read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("check the file: %w", err)
	case !info.Mode().IsRegular():
		return nil, ErrNotAFile
	case info.Size() > maxSize:
		return nil, ErrTooLarge
	}
	text, err := os.ReadFile(path) //nolint:gosec // the person chose this file
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	return text, nil
}

// Problem says in words why a file cannot be used, as an ending of “The file … ”.
func Problem(err error) string {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "does not exist"
	case errors.Is(err, os.ErrPermission):
		return "may not be read by you"
	case errors.Is(err, ErrNotAFile):
		return "is not a regular file"
	case errors.Is(err, ErrTooLarge):
		return "is too large"
	case errors.Is(err, ErrUnknown):
		return "is neither PEM nor PKCS12 nor JKS"
	case errors.Is(err, ErrJCEKS):
		return "is a JCEKS keystore; convert it to PKCS12 with keytool -importkeystore"
	case errors.Is(err, ErrNeedsPassword):
		return "needs a password"
	case errors.Is(err, ErrPassword):
		return "cannot be opened with this password"
	case errors.Is(err, ErrNoKey):
		return "contains no private key"
	case errors.Is(err, ErrNoCertificate):
		return "contains no certificate"
	case errors.Is(err, ErrNoMatch):
		return "contains a private key that does not belong to the certificate"
	}
	return "is damaged"
}
