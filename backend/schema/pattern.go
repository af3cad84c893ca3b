package schema

import "sluiceway/backend/connect"

// The patterns mean the same in ECMA 262 (with the u flag) and RE2, so that other
// validators can use them. trim corresponds to Java's String.trim.
const (
	trim = `[\x00-\x20]*`

	// Java's equalsIgnoreCase takes U+017F for an s.
	booleanPattern = `[tT][rR][uU][eE]|[fF][aA][lL][sſS][eE]`
	// Character.digit accepts the decimal digits of every script.
	wholePattern = `[+-]?\p{Nd}+`
	// Double.parseDouble: names, decimal and hexadecimal forms, ASCII digits only.
	doublePattern = `[+-]?(?:NaN|Infinity|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?` +
		`|0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)[fFdD]?)`
	// Class.forName refuses an empty name; the worker checks everything else.
	classPattern = `[^\x00-\x20](?:[\s\S]*[^\x00-\x20])?`
)

// patternOf returns the pattern of a type, or "" if every string is valid.
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
