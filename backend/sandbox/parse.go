package sandbox

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
)

// parsed is a value after ConfigDef.parseType. The zero value is null.
type parsed struct {
	set    bool
	text   string // as printed by convertToString
	number float64
	list   []string
}

// badValue is the text of a ConfigException about one value. Workers repeat
// the value in it, resolved.
func badValue(name, value, reason string) string {
	out := "Invalid value " + value + " for configuration " + name
	if reason != "" {
		out += ": " + reason
	}
	return out
}

// parse turns the text of a setting into its value; the second result is the
// worker's error text.
func (k key) parse(value *string) (parsed, string) {
	if value == nil {
		return parsed{}, ""
	}
	trimmed := strings.TrimSpace(*value)
	switch k.kind {
	case connect.FieldBoolean:
		if lower := strings.ToLower(trimmed); lower == "true" || lower == "false" {
			return parsed{set: true, text: lower}, ""
		}
		return parsed{}, badValue(k.name, *value, "Expected value to be either true or false")
	case connect.FieldInt, connect.FieldShort, connect.FieldLong:
		n, err := strconv.ParseInt(strings.TrimPrefix(trimmed, "+"), 10, bits(k.kind))
		if err != nil || strings.HasPrefix(trimmed, "+-") {
			return parsed{}, badValue(k.name, *value, "Not a number of type "+string(k.kind))
		}
		return parsed{set: true, text: strconv.FormatInt(n, 10), number: float64(n)}, ""
	case connect.FieldDouble:
		return k.parseDouble(*value)
	case connect.FieldList:
		list := splitList(*value)
		return parsed{set: true, text: strings.Join(list, ","), list: list}, ""
	case connect.FieldPassword:
		return parsed{set: true, text: trimmed}, ""
	case connect.FieldClass:
		return k.parseClass(trimmed)
	case connect.FieldString:
	}
	return parsed{set: true, text: trimmed}, ""
}

func bits(kind connect.FieldType) int {
	switch kind {
	case connect.FieldShort:
		return 16
	case connect.FieldInt:
		return 32
	default:
		return 64
	}
}

// javaFloat is what Double.parseDouble takes, less its hexadecimal forms.
var javaFloat = regexp.MustCompile(`^[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?)$`)

func (k key) parseDouble(value string) (parsed, string) {
	trimmed := strings.TrimSpace(value)
	bare := trimmed
	if !strings.HasSuffix(bare, "Infinity") {
		bare = strings.TrimRight(bare, "fFdD")
	}
	f, err := strconv.ParseFloat(bare, 64)
	if !javaFloat.MatchString(trimmed) || (err != nil && !math.IsInf(f, 0)) {
		return parsed{}, badValue(k.name, value, "Not a number of type DOUBLE")
	}
	return parsed{set: true, text: javaDouble(f), number: f}, ""
}

// javaDouble prints as Double.toString: plain between 0.001 and ten million,
// otherwise with an exponent, always with a decimal point.
func javaDouble(f float64) string {
	size := math.Abs(f)
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0 || (size >= 1e-3 && size < 1e7):
		return withPoint(strconv.FormatFloat(f, 'f', -1, 64))
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	n, err := strconv.Atoi(exponent)
	if err != nil {
		return mantissa
	}
	return fmt.Sprintf("%sE%d", withPoint(mantissa), n)
}

func withPoint(digits string) string {
	if strings.Contains(digits, ".") {
		return digits
	}
	return digits + ".0"
}

// className is what a class may be called; anything else cannot be loaded.
var className = regexp.MustCompile(`^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$`)

// parseClass accepts any class of the Java library and leaves ours to the
// setting's own checks.
func (k key) parseClass(name string) (parsed, string) {
	if !className.MatchString(name) {
		return parsed{}, badValue(k.name, name, "Class "+name+" could not be found.")
	}
	return parsed{set: true, text: name}, ""
}
