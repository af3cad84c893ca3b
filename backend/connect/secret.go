package connect

import (
	"errors"
	"log/slog"
)

const redacted = "[redacted]"

var errSecretEncoded = errors.New("a secret was about to be encoded")

// Secret holds a text that must not be printed, logged, encoded or compared by
// accident. The zero value is "no secret".
type Secret struct {
	_    [0]func() // not comparable
	text *string   // a pointer, because fmt prints the fields of a field past its methods
}

// NewSecret wraps a text.
func NewSecret(text string) Secret { return Secret{text: &text} }

// Reveal returns the text; every call is a place to look at in a review.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Empty reports whether there is no secret.
func (s Secret) Empty() bool { return s.Reveal() == "" }

// String hides the text.
func (Secret) String() string { return redacted }

// GoString hides the text from %#v.
func (Secret) GoString() string { return redacted }

// LogValue hides the text from slog.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON refuses.
func (Secret) MarshalJSON() ([]byte, error) { return nil, errSecretEncoded }

// MarshalText refuses; it covers map keys and other encoders.
func (Secret) MarshalText() ([]byte, error) { return nil, errSecretEncoded }
