package schema

import "sluiceway/backend/connect"

// The patterns stay within what ECMA 262 (with the u flag) and RE2 share, so
// that other validators read them alike. trim is Java's String.trim.
const (
	trim = `[\x00-\x20]*`

	// Java compares with equalsIgnoreCase, for which U+017F is an s.
	booleanPattern = `[tT][rR][uU][eE]|[fF][aA][lL][sſS][eE]`
	// Character.digit takes the decimal digits of every script.
	wholePattern = `[+-]?\p{Nd}+`
	// Double.parseDouble: names, decimal and hexadecimal forms, ASCII digits only.
	doublePattern = `[+-]?(?:NaN|Infinity|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?` +
		`|0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)[fFdD]?)`
	// Class.forName refuses the empty name; everything else is for the worker.
	classPattern = `[^\x00-\x20](?:[\s\S]*[^\x00-\x20])?`
)

// patternOf is the one pattern of a type, empty where every text is taken.
func patternOf(t connect.FieldType) string {
	var body string
	switch t {
	case connect.FieldBoolean:
		body = booleanPattern
	case connect.FieldInt, connect.FieldShort, connect.FieldLong:
		body = wholePattern
	case connect.FieldDouble:
		body = doublePattern
	case connect.FieldClass:
		body = classPattern
	case connect.FieldString, connect.FieldList, connect.FieldPassword:
		return ""
	default:
		return ""
	}
	return `^` + trim + `(?:` + body + `)` + trim + `$|` + connect.PlaceholderPattern
}
