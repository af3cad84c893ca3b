package trace

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// splitLines splits at \n, \r\n and \r, and drops empty lines at the end.
func splitLines(text string) []string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	text = strings.TrimRight(text, "\n\t ")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// indent returns the number of blanks at the start of a line.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// frameOf parses a frame: "at " and a qualified method with its source in parentheses. A
// frame without indentation must have a valid source, because messages contain lines that
// start with "at ". If last is set, the frame may be truncated.
func frameOf(line string, last bool) (string, bool) {
	frame, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "at ")
	if !ok {
		return "", false
	}
	frame = strings.TrimSpace(frame)
	name, place, open := strings.Cut(frame, "(")
	if name == "" || strings.ContainsAny(name, " \t") || !strings.ContainsAny(name, "./") {
		return "", false
	}
	closed := strings.LastIndexByte(place, ')')
	if closed < 0 {
		return frame, last && indent(line) > 0 && (open || !strings.ContainsAny(name, "[]:"))
	}
	if indent(line) == 0 && !isSource(place[:closed]) {
		return "", false
	}
	return frame, true
}

var sourcePattern = regexp.MustCompile(`^(?:Native Method|Unknown Source|<[^>]*>|[^()\s]+\.\w+(?::-?\d+)?)$`)

func isSource(place string) bool { return sourcePattern.MatchString(place) }

var morePattern = regexp.MustCompile(`^\s*\.\.\. (\d{1,9}) (?:(more|common frames omitted)|frames? [a-z]+.*)$`)

// moreOf parses "... 8 more" and the variants of other printers. common is true if the
// enclosing exception has these frames too, and false if they were just omitted.
func moreOf(line string) (count int, common, ok bool) {
	m := morePattern.FindStringSubmatch(line)
	if m == nil {
		return 0, false, false
	}
	for _, r := range m[1] {
		count = count*10 + int(r-'0')
	}
	return count, m[2] != "", true
}

// circular reports whether a line ends a circular chain of causes.
func circular(text string) bool {
	return strings.HasPrefix(strings.TrimSpace(text), "[CIRCULAR REFERENCE")
}

// classOf splits "some.Class: message", or "Class[message]" as printed by some toString
// methods. The last name of a class must start with an upper-case letter, and a class
// without a package must end like an exception. loose relaxes that, for lines that can
// contain nothing but a class.
func classOf(text string, loose bool) (Cause, bool) {
	end := 0
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '$' && r != '.' {
			break
		}
		end += size
	}
	class, rest := text[:end], text[end:]
	if !isClass(class, loose) {
		return Cause{}, false
	}
	switch {
	case strings.TrimSpace(rest) == "":
		return Cause{Class: class}, true
	case strings.HasPrefix(rest, ":"):
		return Cause{Class: class, Message: strings.TrimPrefix(rest[1:], " ")}, true
	case strings.HasPrefix(rest, "[") || strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "("):
		return Cause{Class: class, Message: rest}, true
	}
	return Cause{}, false
}

func isClass(name string, loose bool) bool {
	dotted := false
	last := name
	for part := range strings.SplitSeq(name, ".") {
		r, _ := utf8.DecodeRuneInString(part)
		if part == "" || unicode.IsDigit(r) {
			return false
		}
		dotted = dotted || len(part) < len(name)
		last = part
	}
	r, _ := utf8.DecodeRuneInString(last)
	switch {
	case dotted:
		return loose || unicode.IsUpper(r)
	case loose && unicode.IsUpper(r) && strings.ContainsFunc(name, unicode.IsLower):
		return true
	}
	for _, suffix := range []string{"Exception", "Error", "Throwable"} {
		if strings.HasSuffix(name, suffix) && len(name) > len(suffix) {
			return true
		}
	}
	return false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
