package schema

import (
	"strconv"
	"strings"
	"unicode"

	"sluiceway/backend/connect"
)

// formatOf names the format that holds the range of a whole number type.
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

// wholeFormats are the exact checks by format name. The pattern alone lets
// numbers of any size pass, and digits beyond U+FFFF, which Java does not read.
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

// javaTrim is String.trim: everything up to U+0020 goes, nothing else.
func javaTrim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return r <= ' ' })
}

// asciiWhole rewrites an optionally signed run of decimal digits, of any
// script, with ASCII digits.
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

// digitValue relies on Unicode encoding decimal digits in runs of ten, in
// order, so the place within the run is the value.
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
