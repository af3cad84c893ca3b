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

// Kind is the kind of a problem.
type Kind string

// The kinds of problems.
const (
	Required Kind = "required" // the key has no value and no default
	Type     Kind = "type"     // the value is not of the key's type
	Range    Kind = "range"    // the value is a whole number out of range
)

// Problem is a problem with a key; a key has at most one. Text is a sentence for the field.
type Problem struct {
	Key  string
	Text string
	Kind Kind
}

// quoted is the maximum number of characters of a value in a message.
const quoted = 40

// Check returns the problems that a worker would certainly report, sorted by key.
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

// findings returns the problems at the leaves of the tree of causes.
func (s *Schema) findings(config connect.Config, failure *jsonschema.ValidationError) []Problem {
	var out []Problem
	for _, cause := range failure.Causes {
		out = append(out, s.findings(config, cause)...)
	}
	if len(failure.Causes) > 0 || failure.InstanceLocation == "" {
		return out // "required" is about the whole config; Check reports it by key
	}
	key := keyAt(failure.InstanceLocation)
	kind := Type
	if _, whole := asciiWhole(javaTrim(config[key])); whole && formatOf(s.kinds[key]) != "" {
		kind = Range
	}
	return append(out, Problem{Key: key, Text: sentence(s.kinds[key], config[key], kind), Kind: kind})
}

// sentence returns our own message for a problem. The messages of the library contain
// values and patterns.
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
		return "An empty value"
	}
	if utf8.RuneCountInString(value) > quoted {
		value = string([]rune(value)[:quoted]) + "…"
	}
	return "“" + value + "”"
}

// keyAt returns the key at a location of the library, which is a JSON pointer with URL
// escapes.
func keyAt(location string) string {
	step := strings.TrimPrefix(location, "/")
	if plain, err := url.PathUnescape(step); err == nil {
		step = plain
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
}
