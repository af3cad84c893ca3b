package boltstore

import (
	"bytes"
	"crypto/sha256"
	"errors"
)

// A stored value is one byte of envelope version, 16 bytes of checksum, and
// the content. The checksum covers bucket and key too, so that a value which
// damage moved to another place is noticed.
const (
	envelopeVersion = 1
	sumSize         = 16
	envelopeSize    = 1 + sumSize
)

var (
	errShortValue   = errors.New("value is shorter than its envelope")
	errValueVersion = errors.New("value has an unknown envelope version")
	errChecksum     = errors.New("value does not match its checksum")
)

func checksum(bucket, key, content []byte) []byte {
	h := sha256.New()
	for _, part := range [][]byte{bucket, key} {
		h.Write(part)
		h.Write([]byte{0})
	}
	h.Write(content)
	return h.Sum(nil)[:sumSize]
}

// wrap puts content into an envelope for one place.
func wrap(bucket, key, content []byte) []byte {
	out := make([]byte, 0, envelopeSize+len(content))
	out = append(out, envelopeVersion)
	out = append(out, checksum(bucket, key, content)...)
	return append(out, content...)
}

// unwrap returns a copy of the content, or why it cannot be trusted.
func unwrap(bucket, key, value []byte) ([]byte, error) {
	if len(value) < envelopeSize {
		return nil, errShortValue
	}
	if value[0] != envelopeVersion {
		return nil, errValueVersion
	}
	content := value[envelopeSize:]
	if !bytes.Equal(value[1:envelopeSize], checksum(bucket, key, content)) {
		return nil, errChecksum
	}
	return bytes.Clone(content), nil
}
