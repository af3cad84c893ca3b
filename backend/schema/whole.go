package schema

import (
	"strconv"
	"strings"
	"unicode"

	"sluiceway/backend/connect"
)

// formatOf returns the format that checks the range of a whole number, or "".
func formatOf(t connect.FieldType) string {
	switch t {
	case connect.FieldShort:
		return "java-short"
	case connect.FieldInt:
		return "java-int"
	case connect.FieldLong:
		return "java-long"
	case connect.FieldBoolean, connect.FieldDouble, connect.FieldString, connect.FieldList, connect.FieldClass, connect.FieldPassword:
		return ""
	default:
		return ""
	}
}

// wholeFormats returns the checks by format name. They are needed because the pattern
// accepts numbers of any size, and digits above U+FFFF, which Java does not accept.
func wholeFormats() map[string]func(any) bool {
	return map[string]func(any) bool{
		"java-short": fits(16),
		"java-int":   fits(32),
		"java-long":  fits(64),
	}
}

func fits(bits int) func(any) bool {
	return func(value any) bool {
		text, ok := value.(string)
		if !ok || connect.HoldsPlaceholder(text) {
			return true
		}
		digits, ok := asciiWhole(javaTrim(text))
		if !ok {
			return false
		}
		_, err := strconv.ParseInt(digits, 10, bits)
		return err == nil
	}
}

// javaTrim trims characters up to U+0020, like Java's String.trim.
func javaTrim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return r <= ' ' })
}

// asciiWhole converts a whole number in the digits of any script to ASCII digits. It
// returns false if text is not one.
func asciiWhole(text string) (string, bool) {
	var out strings.Builder
	digits := 0
	for i, r := range text {
		switch {
		case i == 0 && (r == '+' || r == '-'):
			out.WriteRune(r)
		case r <= 0xffff && unicode.IsDigit(r):
			out.WriteByte('0' + digitValue(r))
			digits++
		default:
			return "", false
		}
	}
	return out.String(), digits > 0
}

// digitValue returns the value of a decimal digit. Unicode encodes digits in ordered runs
// of ten, so the value is the position in the run.
func digitValue(r rune) byte {
	if r <= '9' {
		return byte(r - '0') //nolint:gosec // the caller checked that r is a digit
	}
	place := 0
	for unicode.IsDigit(r - 1 - rune(place)) {
		place++
	}
	return byte(place % 10)
}
