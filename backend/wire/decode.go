package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Limits of answers in bytes. The lists of a big cluster where everything fails
// are long; nothing else is.
const (
	ListLimit   = 256 << 20
	AnswerLimit = 16 << 20
	entryLimit  = 16 << 20 // of one entry of a list
	drainLimit  = 256 << 10
)

// mostEntries is how many entries of a list are read. Small ones take many
// times their bytes in memory; no cluster has nearly as many connectors.
const mostEntries = 100_000

// ErrTooLarge is an answer over its limit.
var ErrTooLarge = errors.New("the answer is larger than the limit")

// within reads at most left bytes of r, and then fails rather than ending as
// if the answer were complete.
type within struct {
	r     io.Reader
	left  int64
	entry int64 // the same for the entry under way
}

func (w *within) Read(p []byte) (int, error) {
	left := min(w.left, w.entry)
	if left <= 0 {
		var one [1]byte
		if n, err := w.r.Read(one[:]); n == 0 {
			return 0, err
		}
		return 0, ErrTooLarge
	}
	if int64(len(p)) > left {
		p = p[:left]
	}
	n, err := w.r.Read(p)
	w.left -= int64(n)
	w.entry -= int64(n)
	return n, err
}

// DecodeJSON reads exactly one JSON value into out, as a stream.
func DecodeJSON(r io.Reader, limit int64, out any) error {
	dec := json.NewDecoder(&within{r, limit, limit})
	if err := dec.Decode(out); err != nil {
		return err
	}
	return ended(dec)
}

// DecodeMap reads a JSON object one entry at a time.
func DecodeMap(r io.Reader, limit int64, entry func(key string, dec *json.Decoder) error) error {
	body := &within{r, limit, entryLimit}
	dec := json.NewDecoder(body)
	if err := expect(dec, json.Delim('{')); err != nil {
		return errors.Join(ErrNoMap, err)
	}
	for n := 0; dec.More(); n++ {
		if n == mostEntries {
			return ErrTooLarge
		}
		body.entry = entryLimit
		token, err := dec.Token()
		if err != nil {
			return err
		}
		key, ok := token.(string)
		if !ok {
			return fmt.Errorf("a key is a %T", token)
		}
		if err := entry(key, dec); err != nil {
			return err
		}
	}
	if err := expect(dec, json.Delim('}')); err != nil {
		return err
	}
	return ended(dec)
}

// ErrNoMap is an answer that does not even begin as an object.
var ErrNoMap = errors.New("the answer is no object")

// ErrShape is JSON, but not in the shape that was asked for.
var ErrShape = errors.New("the answer has another shape")

func expect(dec *json.Decoder, want json.Delim) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("%w: %v instead of %v", ErrShape, token, want)
	}
	return nil
}

func ended(dec *json.Decoder) error {
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: something follows it", ErrShape)
	}
	return nil
}

// Drain lets the connection be used again, unless too much is left to read.
// The body still has to be closed.
func Drain(body io.Reader) {
	_, _ = io.CopyN(io.Discard, body, drainLimit)
}
