package jsonstream

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// stringLimit is the length, in bytes, to which a long string is cut. Once an entry
// is longer than that, its further strings are cut to stringRest.
const (
	stringLimit = 4 << 20
	stringRest  = 4 << 10
)

// CutMark is appended to a string that was cut.
const CutMark = "\n… cut here: too large to show …\n"

var errEmpty = errors.New("the answer is empty")

// scanner splits a JSON object into its entries and holds no more than one of them
// in memory. It does not check the values, which their decoder does.
type scanner struct {
	r    io.Reader
	buf  [32 << 10]byte
	i, n int
	err  error
	cut  bool // cut long strings

	esc  [6]byte // the current escape
	out  []byte  // the current value
	over bool    // the current value is longer than entryLimit
}

// fill reads more input. At the end it returns io.ErrUnexpectedEOF.
func (s *scanner) fill() error {
	for s.err == nil {
		s.i = 0
		if s.n, s.err = s.r.Read(s.buf[:]); s.n > 0 {
			return nil
		}
	}
	s.n = 0
	if errors.Is(s.err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return s.err
}

func (s *scanner) next() (byte, error) {
	if s.i == s.n {
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
	s.i++
	return s.buf[s.i-1], nil
}

// unread puts the last byte back.
func (s *scanner) unread() { s.i-- }

// first returns the first byte of the input, or errEmpty.
func (s *scanner) first() (byte, error) {
	b, err := s.token()
	if err != nil && errors.Is(s.err, io.EOF) {
		return 0, errEmpty
	}
	return b, err
}

// token returns the next byte that is not white space.
func (s *scanner) token() (byte, error) {
	for {
		b, err := s.next()
		if err != nil || b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b, err
		}
	}
}

// add appends text to the current value, unless that would be too long.
func (s *scanner) add(text ...byte) {
	if len(s.out)+len(text) > entryLimit {
		s.over = true
		return
	}
	s.out = append(s.out, text...)
}

// value reads one value, which is valid until the next call. If over is true, the
// value was too long and was skipped.
func (s *scanner) value() (value []byte, over bool, err error) {
	if value := s.whole(); value != nil {
		return value, false, nil
	}
	return s.parts()
}

// parts reads a value that is not completely in the buffer.
func (s *scanner) parts() (value []byte, over bool, err error) {
	s.out, s.over = s.out[:0], false
	for depth := 0; ; {
		b, err := s.next()
		if err != nil {
			return nil, false, err
		}
		switch b {
		case '"':
			if err := s.text(); err != nil {
				return nil, false, err
			}
			if depth == 0 {
				return s.out, s.over, nil
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				s.unread()
				return s.out, s.over, nil
			}
			if depth == 0 {
				s.add(b)
				return s.out, s.over, nil
			}
		case ',':
			if depth == 0 {
				s.unread()
				return s.out, s.over, nil
			}
		}
		s.add(b)
	}
}

// whole returns the next value without copying it, or nil if it is not completely in
// the buffer.
func (s *scanner) whole() []byte {
	depth := 0
	for i := s.i; i < s.n; i++ {
		end := -1
		switch s.buf[i] {
		case '"':
			if i = s.quote(i + 1); depth == 0 {
				end = i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth <= 0 {
				end = i + 1 + depth // if below 0, the bracket is not part of the value
			}
		case ',':
			if depth == 0 {
				end = i
			}
		}
		if end >= 0 && end <= s.n {
			value := s.buf[s.i:end]
			s.i = end
			return value
		}
	}
	return nil
}

// quote returns the index of the closing quote of the string that continues at i.
func (s *scanner) quote(i int) int {
	for ; i < s.n && s.buf[i] != '"'; i++ {
		if s.buf[i] == '\\' {
			i++
		}
	}
	return i
}

// text reads the rest of a string, and cuts it if it is too long.
func (s *scanner) text() error {
	s.add('"')
	start, limit := len(s.out), stringLimit
	if start > stringLimit {
		limit = stringRest
	}
	isCut := false
	for {
		part, err := s.part()
		if err != nil {
			return err
		}
		switch {
		case part[0] == '"':
			if isCut {
				s.add(cutMark()...)
			}
			s.add('"')
			return nil
		case isCut:
		case s.cut && len(s.out)-start+len(part) > limit:
			isCut = true
			if part[0] != '\\' {
				s.add(part[:max(0, limit-(len(s.out)-start))]...)
			}
		default:
			s.add(part...)
		}
	}
}

// cutMark returns CutMark as escaped inside a JSON string.
func cutMark() []byte {
	text, err := json.Marshal(CutMark)
	if err != nil {
		return nil
	}
	return bytes.Trim(text, `"`)
}

// part returns the next piece of a string: its closing quote, an escape, or the text
// up to the next of these.
func (s *scanner) part() ([]byte, error) {
	b, err := s.next()
	if err != nil {
		return nil, err
	}
	switch b {
	case '"':
		return append(s.esc[:0], b), nil
	case '\\':
		return s.escape()
	}
	from := s.i - 1
	for s.i < s.n && s.buf[s.i] != '"' && s.buf[s.i] != '\\' {
		s.i++
	}
	return s.buf[from:s.i], nil
}

func (s *scanner) escape() ([]byte, error) {
	b, err := s.next()
	if err != nil {
		return nil, err
	}
	out := append(s.esc[:0], '\\', b)
	if b != 'u' {
		return out, nil
	}
	for range 4 {
		if b, err = s.next(); err != nil {
			return nil, err
		}
		if b == '"' || b == '\\' {
			s.unread() // a bad escape, which the decoder will report
			break
		}
		out = append(out, b)
	}
	return out, nil
}

// end fails unless the input ends here.
func (s *scanner) end() error {
	switch _, err := s.token(); {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("%w: unexpected data after the end", ErrShape)
}
