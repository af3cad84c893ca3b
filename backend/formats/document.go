package formats

import (
	"bytes"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// sizeLimit holds for everything that is parsed. A worker refuses configs far
// below it, and it bounds what a nested shell text can cost.
const sizeLimit = 2 << 20

// Document is what a text holds. Format is one of [Names].
type Document struct {
	Format     string
	Connectors []Connector
	Notes      []Note
}

// Connector is a config and the name it goes with. Name is empty where the
// text has none. Config is never nil after [Parse].
type Connector struct {
	Name   string
	Config connect.Config
}

// NoteKind sorts notes.
type NoteKind string

// The kinds of notes.
const (
	Ignored    NoteKind = "ignored"    // left out on purpose; Text says why
	Guessed    NoteKind = "guessed"    // understood in one of several ways
	Unresolved NoteKind = "unresolved" // a value that the text does not hold; it has to be filled in
	Unsafe     NoteKind = "unsafe"     // would do harm if it were sent as it is
)

// Note is one remark about a parsed text. Connector and Key are empty where it
// is not about one. Text is a sentence for a person and holds no secret.
type Note struct {
	Kind      NoteKind
	Connector string
	Key       string
	Text      string
}

// Parse reads a text in any format of [Names]. The error is a [connect.Error]
// with CodeInvalid that says where the text breaks off and what to do.
func Parse(text []byte) (Document, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if len(text) > sizeLimit {
		return Document{}, connect.Errorf(connect.CodeInvalid, "The text is longer than 2 MB, which no connector config is. Nothing was read; paste the config alone.")
	}
	if !utf8.Valid(text) {
		return Document{}, invalidUTF8(text)
	}
	source := string(text)
	format, ok := recognise(source)
	if !ok {
		return Document{}, connect.Errorf(connect.CodeInvalid, "The text is empty. Paste a connector config: JSON, properties or a curl command.")
	}
	doc, err := format.parse(source)
	if err != nil {
		return Document{}, err
	}
	noteMasks(&doc)
	return doc, nil
}

func invalidUTF8(text []byte) error {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return connect.Errorf(connect.CodeInvalid, "The text is not UTF-8 at %s. Nothing was read; save it as UTF-8 and try again.", position(string(text[:at]), at))
}
