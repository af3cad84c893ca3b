package form

import (
	"strings"

	"sluiceway/backend/connect"
)

// longText is the length from which a value does not fit a line of the form.
const longText = 160

// kindOf chooses the control. opened is the text that the form was opened with,
// not the text being typed: a control must not change while someone types.
func kindOf(d connect.Definition, secret bool, recommended []string, opened string) Kind {
	if secret {
		return KindSecret
	}
	switch d.Type {
	case connect.FieldBoolean:
		return KindBoolean
	case connect.FieldInt, connect.FieldShort, connect.FieldLong, connect.FieldDouble:
		return KindNumber
	case connect.FieldList:
		return KindList
	case connect.FieldString, connect.FieldClass, connect.FieldPassword: // a PASSWORD that is not secret, such as trusted certificates
	}
	switch {
	case d.Format == "sql" || d.Format == "json", isLong(opened) || (d.Default != nil && isLong(*d.Default)):
		return KindLongText
	case len(recommended) > 0:
		return KindChoice
	}
	return KindText
}

func isLong(text string) bool { return len(text) > longText || strings.ContainsRune(text, '\n') }

// unitOf returns the unit in the last word of a number's key. Kafka states it
// nowhere else.
func unitOf(key string, t connect.FieldType) Unit {
	switch t {
	case connect.FieldInt, connect.FieldShort, connect.FieldLong, connect.FieldDouble:
	case connect.FieldBoolean, connect.FieldString, connect.FieldList, connect.FieldClass, connect.FieldPassword:
		return UnitNone
	default:
		return UnitNone
	}
	switch key[strings.LastIndexAny(key, "._-")+1:] {
	case "ms", "millis", "milliseconds":
		return UnitMilliseconds
	case "s", "sec", "secs", "seconds":
		return UnitSeconds
	case "bytes":
		return UnitBytes
	}
	return UnitNone
}
