package plugins

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
)

// Parsed is a value after ConfigDef.parseType. The zero value is null.
type Parsed struct {
	Set    bool
	Text   string // as printed by convertToString
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

// Parse turns the text of a setting into its value; the second result is the
// worker's error text.
func (k Key) Parse(value *string) (Parsed, string) {
	if value == nil {
		return Parsed{}, ""
	}
	trimmed := strings.TrimSpace(*value)
	switch k.Kind {
	case connect.FieldBoolean:
		if lower := strings.ToLower(trimmed); lower == "true" || lower == "false" {
			return Parsed{Set: true, Text: lower}, ""
		}
		return Parsed{}, badValue(k.Name, *value, "Expected value to be either true or false")
	case connect.FieldInt, connect.FieldShort, connect.FieldLong:
		n, err := strconv.ParseInt(strings.TrimPrefix(trimmed, "+"), 10, bits(k.Kind))
		if err != nil || strings.HasPrefix(trimmed, "+-") {
			return Parsed{}, badValue(k.Name, *value, "Not a number of type "+string(k.Kind))
		}
		return Parsed{Set: true, Text: strconv.FormatInt(n, 10), number: float64(n)}, ""
	case connect.FieldDouble:
		return k.parseDouble(*value)
	case connect.FieldList:
		list := splitList(*value)
		return Parsed{Set: true, Text: strings.Join(list, ","), list: list}, ""
	case connect.FieldPassword:
		return Parsed{Set: true, Text: trimmed}, ""
	case connect.FieldClass:
		return k.parseClass(trimmed)
	case connect.FieldString:
	}
	return Parsed{Set: true, Text: trimmed}, ""
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

// javaFloat matches what Double.parseDouble accepts, without hexadecimal forms.
var javaFloat = regexp.MustCompile(`^[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?)$`)

func (k Key) parseDouble(value string) (Parsed, string) {
	trimmed := strings.TrimSpace(value)
	bare := trimmed
	if !strings.HasSuffix(bare, "Infinity") {
		bare = strings.TrimRight(bare, "fFdD")
	}
	f, err := strconv.ParseFloat(bare, 64)
	if !javaFloat.MatchString(trimmed) || (err != nil && !math.IsInf(f, 0)) {
		return Parsed{}, badValue(k.Name, value, "Not a number of type DOUBLE")
	}
	return Parsed{Set: true, Text: javaDouble(f), number: f}, ""
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
func (k Key) parseClass(name string) (Parsed, string) {
	if !className.MatchString(name) {
		return Parsed{}, badValue(k.Name, name, "Class "+name+" could not be found.")
	}
	return Parsed{Set: true, Text: name}, ""
}
