// Package jsonstream decodes answers of any size as a stream, with limits for their size and
// that of their parts.
package jsonstream

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Size limits of answers in bytes. Only the lists of a large cluster on which
// everything fails are long.
const (
	ListLimit   = 256 << 20
	AnswerLimit = 16 << 20
	entryLimit  = 16 << 20 // one entry of a list
)

// maxEntries limits the entries of a list, because small entries take many times
// their size in memory. No cluster has nearly as many connectors.
const maxEntries = 100_000

// ErrTooLarge means that an answer exceeds its size limit.
var ErrTooLarge = errors.New("the answer exceeds the size limit")

// ErrNoMap means that an answer does not start as a JSON object.
var ErrNoMap = errors.New("the answer is not a JSON object")

// ErrShape means that an answer is JSON, but not of the expected shape.
var ErrShape = errors.New("the answer does not have the expected shape")

// limitedReader reads at most left bytes of r and then fails with ErrTooLarge.
// Unlike io.LimitedReader it does not make a truncated answer look complete.
type limitedReader struct {
	r    io.Reader
	left int64
}

func (w *limitedReader) Read(p []byte) (int, error) {
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

// DecodeJSON decodes exactly one JSON value of at most limit bytes into out.
func DecodeJSON(r io.Reader, limit int64, out any) error {
	dec := json.NewDecoder(&limitedReader{r, limit})
	if err := dec.Decode(out); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: unexpected data after the end", ErrShape)
	}
	return nil
}

// DecodeCut is like DecodeJSON for an object, but cuts strings longer than 4 MiB and
// appends CutMark to them.
func DecodeCut(r io.Reader, limit int64, out any) error {
	s := &scanner{r: &limitedReader{r, limit}, cut: true}
	if b, err := s.first(); err != nil || b != '{' {
		return errors.Join(err, ErrShape)
	}
	s.unread()
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
	return s.end()
}

// DecodeMap decodes a JSON object of at most limit bytes and calls entry for each of
// its entries. value is valid until entry returns. Entries that are too long are
// skipped, and their keys returned. If cut is set, long strings are cut as in
// [DecodeCut].
func DecodeMap(r io.Reader, limit int64, cut bool, entry func(key string, value []byte) error) (skipped []string, err error) {
	s := &scanner{r: &limitedReader{r, limit}, cut: cut}
	if err := s.open(); err != nil {
		return nil, err
	}
	for n := 0; ; n++ {
		key, more, err := s.key(n == 0)
		if err != nil {
			return skipped, err
		}
		if !more {
			return skipped, s.end()
		}
		if n == maxEntries {
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

// open reads the start of an object.
func (s *scanner) open() error {
	b, err := s.first()
	if err != nil {
		return errors.Join(ErrNoMap, err)
	}
	if b == '{' {
		return nil
	}
	s.unread()
	value, over, err := s.value()
	if err != nil {
		value = s.out // a number or a literal ends with the answer
	}
	switch {
	case over, json.Valid(value):
		return errors.Join(ErrNoMap, ErrShape)
	case err != nil && !errors.Is(s.err, io.EOF):
		return err
	}
	return fmt.Errorf("%w: it starts with %q", ErrNoMap, b)
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
	s.unread()
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
		s.unread()
	}
	return key, true, err
}

// unquote decodes a string. Most keys need no decoding.
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
