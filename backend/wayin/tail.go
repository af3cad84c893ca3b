package wayin

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// How much of a command's output is held: its last lines, each cut.
const (
	mostLines   = 40
	longestLine = 400 // bytes
)

// tail holds the last lines that a command printed, without control characters and without
// the escape sequences that colour a terminal.
type tail struct {
	mu    sync.Mutex
	lines []string
	part  []byte // of the line that has not ended
	cut   bool   // the rest of that line is dropped
	esc   escape
}

// escape is the position in an escape sequence.
type escape int

const (
	outside   escape = iota
	begun            // after ESC
	parameter        // after ESC [, until a letter
	text             // after ESC ], until BEL or ESC \
)

// Write takes output of the command. It never fails.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, b := range p {
		if t.escaped(b) {
			continue
		}
		switch {
		case b == '\n', b == '\r':
			t.endLine()
		case len(t.part) < longestLine:
			t.part = append(t.part, b)
		default:
			t.cut = true
		}
	}
	return len(p), nil
}

// escaped reports whether a byte belongs to an escape sequence.
func (t *tail) escaped(b byte) bool {
	switch {
	case b == 0x1b:
		t.esc = begun
	case t.esc == outside:
		return false
	case b == '\n': // a broken sequence does not swallow what follows
		t.esc = outside
		return false
	case t.esc == begun && b == '[':
		t.esc = parameter
	case t.esc == begun && b == ']':
		t.esc = text
	case t.esc == begun, t.esc == parameter && b >= '@' && b <= '~', t.esc == text && b == 7:
		t.esc = outside
	}
	return true
}

func (t *tail) endLine() {
	if line := t.partial(); line != "" {
		if len(t.lines) == mostLines {
			t.lines = slices.Delete(t.lines, 0, 1)
		}
		t.lines = append(t.lines, line)
	}
	t.part, t.cut = t.part[:0], false
}

// partial returns the line that has not ended.
func (t *tail) partial() string {
	line := strings.Map(func(r rune) rune {
		if r == '\t' {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) { // Cf turns the direction of text
			return -1
		}
		return r
	}, string(bytes.ToValidUTF8(t.part, nil)))
	line = strings.TrimSpace(line)
	if t.cut {
		line += "…"
	}
	return line
}

// last returns the lines, oldest first.
func (t *tail) last() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := slices.Clone(t.lines)
	if line := t.partial(); line != "" {
		out = append(out, line)
	}
	return out[max(0, len(out)-mostLines):]
}
