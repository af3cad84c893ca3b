package entries

import (
	"encoding/json"

	"sluiceway/backend/connect"
)

// Reader reads the entries of the expanded lists. The list of statuses is read
// every few seconds, and the list of configs is the longest response of all. The fast
// path reads what workers usually write; encoding/json reads everything else.
type Reader struct {
	// texts interns states, workers, versions and config keys, which many
	// entries share.
	texts map[string]string
}

// mostTexts limits texts.
const mostTexts = 1000

// NewReader returns a reader for the entries of one list.
func NewReader() *Reader { return &Reader{texts: map[string]string{}} }

// Status reads one entry as json.Unmarshal does. It returns nil if the entry has no
// status.
func (r *Reader) Status(text []byte) (*connect.Status, error) {
	if s, ok := plainEntry(r, text, "status", (*plainReader).status); ok {
		return s, nil
	}
	var entry struct {
		Status *connect.Status `json:"status"`
	}
	err := json.Unmarshal(text, &entry)
	return entry.Status, err
}

// Info reads one entry of the list of configs in the same way.
func (r *Reader) Info(text []byte) (*connect.Connector, error) {
	if c, ok := plainEntry(r, text, "info", (*plainReader).info); ok {
		return c, nil
	}
	var entry struct {
		Info *connect.Connector `json:"info"`
	}
	err := json.Unmarshal(text, &entry)
	return entry.Info, err
}

// plainEntry reads an object whose only key is what. ok is false if an inner key is
// unknown, spelled differently or repeated, or if a value is null.
func plainEntry[T any](r *Reader, text []byte, what string, read func(*plainReader, *T)) (found *T, ok bool) {
	p := &plainReader{text: text, reader: r}
	p.object(func(string) {
		found = new(T)
		read(p, found)
	}, what)
	return found, p.atEnd()
}

// known reads a string that other entries probably have, too.
func (p *plainReader) known() string {
	raw, simple := p.quoted()
	if !simple {
		return p.unquoted(raw)
	}
	inside := raw[1 : len(raw)-1]
	texts := p.reader.texts
	if text, found := texts[string(inside)]; found { // allocates no string
		return text
	}
	text := string(inside)
	if len(texts) < mostTexts && len(text) < 200 {
		texts[text] = text
	}
	return text
}
