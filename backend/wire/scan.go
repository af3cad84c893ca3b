package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// stringLimit is how much of one text of an entry is read where long texts may
// be cut, in bytes; once an entry is long, its further texts are cut to
// stringRest.
const (
	stringLimit = 4 << 20
	stringRest  = 4 << 10
)

// CutMark stands at the end of a text that was cut while it was read.
const CutMark = "\n… cut here: too large to show …\n"

var errEmpty = errors.New("the answer is empty")

// scanner splits a JSON text into the values of its entries without holding
// more of it than one of them. Whether a value is good JSON is for its decoder
// to say.
type scanner struct {
	r    io.Reader
	buf  [32 << 10]byte
	i, n int
	err  error
	cut  bool // long texts may be cut

	esc  [6]byte // an escape under way
	out  []byte  // the value under way
	over bool    // it is longer than entryLimit
}

// fill reads on; the end of the text comes too soon here.
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

// back takes the last byte back.
func (s *scanner) back() { s.i-- }

// begin is the first byte of the whole text, which must not be empty.
func (s *scanner) begin() (byte, error) {
	b, err := s.token()
	if err != nil && errors.Is(s.err, io.EOF) {
		return 0, errEmpty
	}
	return b, err
}

// token is the next byte that is no white space.
func (s *scanner) token() (byte, error) {
	for {
		b, err := s.next()
		if err != nil || b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b, err
		}
	}
}

// add takes text over into the value, unless that is too long already.
func (s *scanner) add(text ...byte) {
	if len(s.out)+len(text) > entryLimit {
		s.over = true
		return
	}
	s.out = append(s.out, text...)
}

// value reads one value. The result holds until the next call; over tells that
// it was too long, and only its end was found.
func (s *scanner) value() (value []byte, over bool, err error) {
	if value := s.whole(); value != nil {
		return value, false, nil
	}
	return s.parts()
}

// parts reads one value of which only the beginning was read already.
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
				s.back()
				return s.out, s.over, nil
			}
			if depth == 0 {
				s.add(b)
				return s.out, s.over, nil
			}
		case ',':
			if depth == 0 {
				s.back()
				return s.out, s.over, nil
			}
		}
		s.add(b)
	}
}

// whole returns the next value without copying it, where all of it was read
// already; nil where it was not.
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
				end = i + 1 + depth // below 0 it is not part of the value
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

// quote is where the text in quotes ends that goes on at i.
func (s *scanner) quote(i int) int {
	for ; i < s.n && s.buf[i] != '"'; i++ {
		if s.buf[i] == '\\' {
			i++
		}
	}
	return i
}

// text reads the rest of a text in quotes, which may be cut.
func (s *scanner) text() error {
	s.add('"')
	start, limit := len(s.out), stringLimit
	if start > stringLimit {
		limit = stringRest
	}
	short := false
	for {
		part, err := s.part()
		if err != nil {
			return err
		}
		switch {
		case part[0] == '"':
			if short {
				s.add(cutMark()...)
			}
			s.add('"')
			return nil
		case short:
		case s.cut && len(s.out)-start+len(part) > limit:
			short = true
			if part[0] != '\\' {
				s.add(part[:max(0, limit-(len(s.out)-start))]...)
			}
		default:
			s.add(part...)
		}
	}
}

// cutMark is CutMark as it stands inside quotes.
func cutMark() []byte {
	text, err := json.Marshal(CutMark)
	if err != nil {
		return nil
	}
	return bytes.Trim(text, `"`)
}

// part is the next piece of a text in quotes: its end, an escape, or what
// stands before the next of these.
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
			s.back() // no good escape, which its decoder will say
			break
		}
		out = append(out, b)
	}
	return out, nil
}

// ended expects nothing more.
func (s *scanner) ended() error {
	switch _, err := s.token(); {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("%w: something follows it", ErrShape)
}
