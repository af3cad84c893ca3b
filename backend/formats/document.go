package formats

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// sizeLimit is the maximum size of a text to parse, in bytes. Workers refuse much smaller
// configs. It also limits the time for nested shell texts.
const sizeLimit = 2 << 20

// Document is a parsed text. Format is one of [Names].
type Document struct {
	Format     string
	Connectors []Connector
	Notes      []Note
}

// Connector is a config and its name. Name is empty if the text has none. After [Parse]
// Config is never nil.
type Connector struct {
	Name   string
	Config connect.Config
}

// NoteKind is the kind of a note.
type NoteKind string

// The kinds of notes.
const (
	Ignored    NoteKind = "ignored"    // left out; Text says why
	Guessed    NoteKind = "guessed"    // ambiguous; Text says how it was understood
	Unresolved NoteKind = "unresolved" // a value that the text does not contain; it must be entered
	Unsafe     NoteKind = "unsafe"     // would do harm if it were sent unchanged
)

// Note is a remark about a parsed text. Connector and Key are empty if it is not about a
// particular one. Text is a sentence for a person and contains no secret.
type Note struct {
	Kind      NoteKind
	Connector string
	Key       string
	Text      string
}

func (d *Document) note(kind NoteKind, connector, key, format string, args ...any) {
	d.Notes = append(d.Notes, Note{kind, connector, key, fmt.Sprintf(format, args...)})
}

// Parse parses a text in any format of [Names]. Its error is a [connect.Error] with
// CodeInvalid, which says where the mistake is and what to do.
func Parse(text []byte) (Document, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if len(text) > sizeLimit {
		return Document{}, connect.Errorf(connect.CodeInvalid, "The text is larger than 2 MB, which is too large for a connector config. Nothing was opened; paste only the config.")
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
	return connect.Errorf(connect.CodeInvalid, "The text is not UTF-8 at %s. Nothing was opened; save it as UTF-8 and try again.", position(string(text[:at]), at))
}
