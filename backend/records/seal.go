package records

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"sluiceway/backend/connect"
)

const (
	dataKeySize   = 32
	sealedVersion = 1
)

var (
	errKeySize = errors.New("the data key has the wrong size")
	errSealed  = errors.New("the sealed record has an unknown format")
)

// dataKey seals and opens contents. Its id is not secret: each sealed record names
// the key it needs.
type dataKey struct {
	id   string
	aead cipher.AEAD
}

// newDataKey generates a key, and encodes it for the keyring.
func newDataKey() (*dataKey, connect.Secret, error) {
	raw := make([]byte, dataKeySize)
	if _, err := rand.Read(raw); err != nil {
		return nil, connect.Secret{}, fmt.Errorf("generate a data key: %w", err)
	}
	text := connect.NewSecret(base64.RawStdEncoding.EncodeToString(raw))
	key, err := parseDataKey(text)
	return key, text, err
}

func parseDataKey(text connect.Secret) (*dataKey, error) {
	raw, err := base64.RawStdEncoding.DecodeString(text.Reveal())
	if err != nil {
		return nil, errors.New("the data key is not base64") // the cause would quote a part of it
	}
	if len(raw) != dataKeySize {
		return nil, errKeySize
	}
	block, err := aes.NewCipher(raw)
	if err != nil {
		return nil, fmt.Errorf("use the data key: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("use the data key: %w", err)
	}
	sum := sha256.Sum256(append([]byte("sluiceway data key id\x00"), raw...))
	return &dataKey{id: hex.EncodeToString(sum[:8]), aead: aead}, nil
}

// binding is the additional authenticated data: a sealed content opens only as the
// record it was sealed for. Length prefixes separate kind and id. The first text
// is part of the format on disk.
func binding(kind connect.RecordKind, id string) []byte {
	out := []byte("sluiceway kept record")
	for _, part := range []string{string(kind), id} {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part))) //nolint:gosec // ids are short
		out = append(out, part...)
	}
	return out
}

// seal returns a version byte, the nonce, and the sealed content with its tag.
func (k *dataKey) seal(kind connect.RecordKind, id string, content []byte) []byte {
	return k.aead.Seal([]byte{sealedVersion}, nil, content, binding(kind, id)) //nolint:gosec // the cipher generates a random nonce; the constant is a prefix
}

// open returns an error for another key, another record or a changed byte.
func (k *dataKey) open(kind connect.RecordKind, id string, sealed []byte) ([]byte, error) {
	if len(sealed) < 1 || sealed[0] != sealedVersion {
		return nil, errSealed
	}
	content, err := k.aead.Open(nil, nil, sealed[1:], binding(kind, id))
	if err != nil {
		return nil, fmt.Errorf("open a sealed record: %w", err)
	}
	return content, nil
}
