package trace

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// splitLines cuts at \n, \r\n and \r, and drops empty lines at the end.
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

// indent counts the blanks in front of a line.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// frameOf reads a frame: "at " and a qualified method with its place in
// brackets. A frame without indentation must name a source, because messages
// hold lines that begin with "at ". last allows the cut end of a text.
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

// moreOf reads "... 8 more" and what other printers write in its place. common
// tells frames of the enclosing exception from frames that were left out.
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

// circular recognises the end of a chain that bites its tail.
func circular(text string) bool {
	return strings.HasPrefix(strings.TrimSpace(text), "[CIRCULAR REFERENCE")
}

// classOf splits "some.Class: message". Classes follow the Java convention (an
// upper case last name), and one without a package must end as exceptions do;
// loose, for where nothing but a class can stand, is content with less. What overrides toString ("Class[message]") is understood too.
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
