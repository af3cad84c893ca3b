package connect

import (
	"errors"
	"log/slog"
)

const redacted = "[redacted]"

var errSecretEncoded = errors.New("a secret must not be encoded")

// Secret holds a text that must not be printed, logged, encoded or compared by
// accident. The zero value is empty.
type Secret struct {
	_    [0]func() // not comparable
	text *string   // a pointer, because fmt ignores the methods of unexported fields and would print the text
}

// NewSecret wraps a text.
func NewSecret(text string) Secret { return Secret{text: &text} }

// Reveal returns the text. Check every call of it in a review.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Empty reports whether the text is empty.
func (s Secret) Empty() bool { return s.Reveal() == "" }

// String hides the text.
func (Secret) String() string { return redacted }

// GoString hides the text from %#v.
func (Secret) GoString() string { return redacted }

// LogValue hides the text from slog.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalJSON always fails.
func (Secret) MarshalJSON() ([]byte, error) { return nil, errSecretEncoded }

// MarshalText always fails. It covers map keys and other encoders.
func (Secret) MarshalText() ([]byte, error) { return nil, errSecretEncoded }

// UnmarshalText wraps a text that arrives from outside.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = NewSecret(string(text))
	return nil
}
