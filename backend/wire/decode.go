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
)

// mostEntries is how many entries of a list are read. Small ones take many
// times their bytes in memory; no cluster has nearly as many connectors.
const mostEntries = 100_000

// ErrTooLarge is an answer over its limit.
var ErrTooLarge = errors.New("the answer is larger than the limit")

// ErrNoMap is an answer that does not even begin as an object.
var ErrNoMap = errors.New("the answer is no object")

// ErrShape is JSON, but not in the shape that was asked for.
var ErrShape = errors.New("the answer has another shape")

// within reads at most left bytes of r, and then fails rather than ending as
// if the answer were complete.
type within struct {
	r    io.Reader
	left int64
}

func (w *within) Read(p []byte) (int, error) {
	if w.left <= 0 {
		var one [1]byte
		if n, err := w.r.Read(one[:]); n == 0 {
			return 0, err
		}
		return 0, ErrTooLarge
	}
	if int64(len(p)) > w.left {
		p = p[:w.left]
	}
	n, err := w.r.Read(p)
	w.left -= int64(n)
	return n, err
}

// DecodeJSON reads exactly one JSON value of at most limit bytes into out, as a
// stream.
func DecodeJSON(r io.Reader, limit int64, out any) error {
	dec := json.NewDecoder(&within{r, limit})
	if err := dec.Decode(out); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: something follows it", ErrShape)
	}
	return nil
}

// DecodeCut is DecodeJSON for an object whose texts may be cut: what is longer
// than 4 MB loses its end and gets CutMark.
func DecodeCut(r io.Reader, limit int64, out any) error {
	s := &scanner{r: &within{r, limit}, cut: true}
	if b, err := s.begin(); err != nil || b != '{' {
		return errors.Join(err, ErrShape)
	}
	s.back()
	value, over, err := s.value()
	switch {
	case err != nil:
		return err
	case over:
		return ErrTooLarge
	}
	if err := json.Unmarshal(value, out); err != nil {
		return err
	}
	return s.ended()
}

// DecodeMap reads a JSON object of at most limit bytes, one entry at a time.
// One that is too long by itself is skipped and named in skipped. value holds
// until entry returns. With cut, long texts of an entry are cut as in
// [DecodeCut].
func DecodeMap(r io.Reader, limit int64, cut bool, entry func(key string, value []byte) error) (skipped []string, err error) {
	s := &scanner{r: &within{r, limit}, cut: cut}
	if err := s.open(); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		key, more, err := s.key(n == 0)
		if err != nil {
			return skipped, err
		}
		if !more {
			return skipped, s.ended()
		}
		if n == mostEntries {
			return skipped, ErrTooLarge
		}
		value, over, err := s.value()
		if err != nil {
			return skipped, err
		}
		if over {
			skipped = append(skipped, key)
			continue
		}
		if err := entry(key, value); err != nil {
			return skipped, err
		}
	}
}

// open expects the beginning of an object.
func (s *scanner) open() error {
	b, err := s.begin()
	if err != nil {
		return errors.Join(ErrNoMap, err)
	}
	if b == '{' {
		return nil
	}
	s.back()
	value, over, err := s.value()
	if err != nil {
		value = s.out // the end of the answer ends a number or a word
	}
	switch {
	case over, json.Valid(value):
		return errors.Join(ErrNoMap, ErrShape)
	case err != nil && !errors.Is(s.err, io.EOF):
		return err
	}
	return fmt.Errorf("%w: it begins with %q", ErrNoMap, b)
}

// key reads a key and its colon, or the end of the object.
func (s *scanner) key(first bool) (key string, more bool, err error) {
	b, err := s.token()
	if err == nil && b == '}' {
		return "", false, nil
	}
	if err == nil && !first {
		if b != ',' {
			return "", false, fmt.Errorf("%w: %q after an entry", ErrShape, b)
		}
		b, err = s.token()
	}
	if err != nil {
		return "", false, err
	}
	if b != '"' {
		return "", false, fmt.Errorf("%w: %q instead of a key", ErrShape, b)
	}
	s.back()
	text, over, err := s.value()
	if err != nil {
		return "", false, err
	}
	if over {
		return "", false, ErrTooLarge
	}
	if key, err = unquote(text); err != nil {
		return "", false, err
	}
	if b, err = s.token(); err == nil && b != ':' {
		err = fmt.Errorf("%w: %q after a key", ErrShape, b)
	}
	if err != nil {
		return "", false, err
	}
	if _, err = s.token(); err == nil {
		s.back()
	}
	return key, true, err
}

// unquote reads a text in quotes; most names are plain.
func unquote(text []byte) (out string, err error) {
	plain := len(text) > 1
	for _, b := range text[1:max(1, len(text)-1)] {
		plain = plain && b >= ' ' && b < 0x7f && b != '\\'
	}
	if plain {
		return string(text[1 : len(text)-1]), nil
	}
	err = json.Unmarshal(text, &out)
	return out, err
}

// drainLimit is how much is read of what nobody wants, so that the connection
// can be used again.
const drainLimit = 256 << 10

// Drain lets the connection be used again, unless too much is left to read.
// The body still has to be closed.
func Drain(body io.Reader) {
	_, _ = io.CopyN(io.Discard, body, drainLimit)
}
