package schema

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"sluiceway/backend/connect"
)

// Kind says what is wrong with a key.
type Kind string

// The kinds of problems.
const (
	Required Kind = "required" // the key is not set and has no default
	Type     Kind = "type"     // the text cannot be read as the key's type
	Range    Kind = "range"    // a whole number that does not fit
)

// Problem is one finding, at most one a key. Text is a sentence for the field.
type Problem struct {
	Key  string
	Text string
	Kind Kind
}

// quoted is how many characters of a bad value a message repeats.
const quoted = 40

// Check returns what a worker would certainly refuse, in the order of the
// keys; nil when there is nothing. It changes nothing.
func (s *Schema) Check(config connect.Config) []Problem {
	var problems []Problem
	for _, key := range s.required {
		if _, set := config[key]; !set {
			problems = append(problems, Problem{Key: key, Text: "Required.", Kind: Required})
		}
	}
	instance := make(map[string]any, len(config))
	for key, value := range config {
		if _, known := s.kinds[key]; known {
			instance[key] = value
		}
	}
	var failure *jsonschema.ValidationError
	if err := s.compiled.Validate(instance); errors.As(err, &failure) {
		problems = append(problems, s.findings(config, failure)...)
	}
	slices.SortFunc(problems, func(a, b Problem) int { return strings.Compare(a.Key, b.Key) })
	return slices.CompactFunc(problems, func(a, b Problem) bool { return a.Key == b.Key })
}

// findings walks the tree of causes down to the failed keywords of the keys.
func (s *Schema) findings(config connect.Config, failure *jsonschema.ValidationError) []Problem {
	var out []Problem
	for _, cause := range failure.Causes {
		out = append(out, s.findings(config, cause)...)
	}
	if len(failure.Causes) > 0 || failure.InstanceLocation == "" {
		return out // "required" speaks of the whole config and is said above, per key
	}
	key := keyAt(failure.InstanceLocation)
	kind := Type
	if _, whole := asciiWhole(javaTrim(config[key])); whole && formatOf(s.kinds[key]) != "" {
		kind = Range
	}
	return append(out, Problem{Key: key, Text: sentence(s.kinds[key], config[key], kind), Kind: kind})
}

// sentence puts a failed keyword into our words. The library's own messages
// repeat values and patterns, so none of them is used.
func sentence(t connect.FieldType, value string, kind Kind) string {
	if kind == Type && formatOf(t) != "" {
		return "Must be a whole number."
	}
	switch t {
	case connect.FieldBoolean:
		return quote(value) + " is not true or false."
	case connect.FieldShort:
		return "Must be a whole number from -32768 to 32767."
	case connect.FieldInt:
		return "Must be a whole number from -2147483648 to 2147483647."
	case connect.FieldLong:
		return "Must be a whole number from -9223372036854775808 to 9223372036854775807."
	case connect.FieldDouble:
		return quote(value) + " is not a number."
	case connect.FieldClass:
		return "Must name a class."
	case connect.FieldString, connect.FieldList, connect.FieldPassword:
		return "The worker cannot read this value."
	default:
		return "The worker cannot read this value."
	}
}

func quote(value string) string {
	if javaTrim(value) == "" {
		return "An empty text"
	}
	if utf8.RuneCountInString(value) > quoted {
		value = string([]rune(value)[:quoted]) + "…"
	}
	return "“" + value + "”"
}

// keyAt reads the library's location of a value: a JSON pointer whose step is
// escaped as in a URL as well.
func keyAt(location string) string {
	step := strings.TrimPrefix(location, "/")
	if plain, err := url.PathUnescape(step); err == nil {
		step = plain
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
}
