package entries

import (
	"encoding/json"
	"unicode/utf8"
)

// plainReader parses plain JSON. At anything unusual it fails, and the caller must
// parse the text again with encoding/json. What it accepts, it reads as encoding/json
// does.
type plainReader struct {
	text   []byte
	at     int
	failed bool
	reader *Reader
}

func (p *plainReader) fail() { p.failed = true }

// atEnd reports whether the whole text was read without failure.
func (p *plainReader) atEnd() bool {
	p.space()
	return !p.failed && p.at == len(p.text)
}

func (p *plainReader) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
			p.at++
		default:
			return
		}
	}
}

// take reads b if it comes next, and reports whether it did.
func (p *plainReader) take(b byte) bool {
	p.space()
	if p.failed || p.at == len(p.text) || p.text[p.at] != b {
		return false
	}
	p.at++
	return true
}

func (p *plainReader) expect(b byte) {
	if !p.take(b) {
		p.fail()
	}
}

// object calls field to read the value of each key. It fails at a key that is not in
// keys, and at a duplicate key.
func (p *plainReader) object(field func(key string), keys ...string) {
	p.expect('{')
	if p.take('}') {
		return
	}
	seen := uint(0)
	for more := true; more && !p.failed; more = p.take(',') {
		raw, _ := p.quoted()
		key, bit := among(keys, raw)
		if bit == 0 || seen&bit != 0 {
			p.fail()
			return
		}
		seen |= bit
		p.expect(':')
		field(key)
	}
	p.expect('}')
}

// texts reads an object of strings. It fails at a duplicate key.
func (p *plainReader) texts() map[string]string {
	out := map[string]string{}
	p.expect('{')
	if p.take('}') {
		return out
	}
	for more := true; more && !p.failed; more = p.take(',') {
		key := p.known()
		p.expect(':')
		known := len(out)
		if out[key] = p.string(); len(out) == known {
			p.fail()
		}
	}
	p.expect('}')
	return out
}

// among returns the key that raw quotes and its bit, or 0 if it is none of keys.
func among(keys []string, raw []byte) (key string, bit uint) {
	for i, key := range keys {
		if len(raw) == len(key)+2 && string(raw[1:len(raw)-1]) == key {
			return key, 1 << i
		}
	}
	return "", 0
}

// array calls item to read each value.
func (p *plainReader) array(item func()) {
	p.expect('[')
	if p.take(']') {
		return
	}
	for more := true; more && !p.failed; more = p.take(',') {
		item()
	}
	p.expect(']')
}

// quoted returns the next string with its quotes. It is simple if the text between
// the quotes needs no decoding.
func (p *plainReader) quoted() (raw []byte, simple bool) {
	if p.take('"') {
		start := p.at - 1
		simple = true
		for ; p.at < len(p.text); p.at++ {
			switch b := p.text[p.at]; {
			case b == '"':
				p.at++
				return p.text[start:p.at], simple
			case b == '\\':
				p.at++
				simple = false
			case b < ' ' || b >= utf8.RuneSelf:
				simple = false
			}
		}
	}
	p.fail()
	return nil, false
}

func (p *plainReader) string() string {
	raw, simple := p.quoted()
	if !simple {
		return p.unquoted(raw)
	}
	return string(raw[1 : len(raw)-1])
}

// unquoted decodes a string that is not simple.
func (p *plainReader) unquoted(raw []byte) (text string) {
	if p.failed || json.Unmarshal(raw, &text) != nil {
		p.fail()
	}
	return text
}

// mostDigits is a number of digits that fits every int.
const mostDigits = 9

// number reads a small non-negative integer.
func (p *plainReader) number() (n int) {
	p.space()
	start := p.at
	for ; p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9'; p.at++ {
		n = n*10 + int(p.text[p.at]-'0')
		if p.at-start == mostDigits {
			p.fail()
			return 0
		}
	}
	if digits := p.at - start; digits == 0 || digits > 1 && p.text[start] == '0' {
		p.fail()
	}
	return n
}
