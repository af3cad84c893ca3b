package boltstore

import (
	"bytes"
	"crypto/sha256"
	"errors"
)

// A stored value consists of the envelope version (1 byte), the checksum (16 bytes) and
// the content. The checksum covers the bucket and the key too, so that it detects a
// value that damage moved to another place.
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

// wrap returns content in an envelope for the bucket and key.
func wrap(bucket, key, content []byte) []byte {
	out := make([]byte, 0, envelopeSize+len(content))
	out = append(out, envelopeVersion)
	out = append(out, checksum(bucket, key, content)...)
	return append(out, content...)
}

// unwrap returns a copy of the content, or an error if the envelope is bad.
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
