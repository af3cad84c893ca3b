package plugins

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// check is a validator of a setting: it gets the parsed value (null when it is
// missing or did not parse) and answers with an error text or nothing.
type check func(name string, v Parsed) string

func printed(v Parsed) string {
	switch {
	case !v.Set:
		return "null"
	case v.list != nil:
		return "[" + strings.Join(v.list, ", ") + "]"
	}
	return v.Text
}

// isOneOf is ConfigDef.ValidString. Null is not one of them.
func isOneOf(values ...string) check {
	return func(name string, v Parsed) string {
		if v.Set && slices.Contains(values, v.Text) {
			return ""
		}
		return badValue(name, printed(v), "String must be one of: "+strings.Join(values, ", "))
	}
}

// isOneOfAnyCase is ConfigDef.CaseInsensitiveValidString.
func isOneOfAnyCase(values ...string) check {
	return func(name string, v Parsed) string {
		if v.Set && slices.Contains(values, strings.ToUpper(v.Text)) {
			return ""
		}
		return badValue(name, printed(v), "String must be one of (case insensitive): "+strings.Join(values, ", "))
	}
}

// atLeast and between are ConfigDef.Range, which refuses null.
func atLeast(least float64) check { return between(least, math.Inf(1)) }

func between(least, most float64) check {
	return func(name string, v Parsed) string {
		switch {
		case !v.Set:
			return badValue(name, "null", "Value must be non-null")
		case v.number < least:
			return badValue(name, v.Text, "Value must be at least "+number(least))
		case v.number > most:
			return badValue(name, v.Text, "Value must be no more than "+number(most))
		}
		return ""
	}
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// notEmpty is ConfigDef.NonEmptyString; null passes.
func notEmpty(name string, v Parsed) string {
	if v.Set && v.Text == "" {
		return badValue(name, "", "String must be non-empty")
	}
	return ""
}

// plainName is what a connector's name must be: not empty, no control
// characters. Null is left to the "missing" error.
func plainName(name string, v Parsed) string {
	if !v.Set {
		return ""
	}
	if v.Text == "" {
		return badValue(name, "", "String may not be empty")
	}
	var codes []string
	for _, r := range v.Text {
		if r < 0x20 || (r >= 0x7f && r < 0xa0) {
			codes = append(codes, strconv.Itoa(int(r)))
		}
	}
	if len(codes) > 0 {
		return badValue(name, v.Text, "String may not contain control sequences but had the following ASCII chars: "+strings.Join(codes, ", "))
	}
	return ""
}

// noTwice refuses an alias that is listed twice.
func noTwice(name string, v Parsed) string {
	if sorted := slices.Sorted(slices.Values(v.list)); len(slices.Compact(sorted)) < len(v.list) {
		return badValue(name, printed(v), "Duplicate alias provided.")
	}
	return ""
}

// javaPattern accepts what both regular expression languages accept.
func javaPattern(name string, v Parsed) string {
	if !v.Set {
		return ""
	}
	if _, err := regexp.Compile(v.Text); err != nil {
		return badValue(name, v.Text, "Invalid regex")
	}
	return ""
}

// fits is a rule of a plugin's own, with the reason in its own words. Null and
// the empty text pass.
func matches(rule *regexp.Regexp, reason string) check {
	return func(name string, v Parsed) string {
		if !v.Set || v.Text == "" || rule.MatchString(v.Text) {
			return ""
		}
		return badValue(name, printed(v), reason)
	}
}

// eachIsOneOf is a list of choices.
func eachIsOneOf(values ...string) check {
	return func(name string, v Parsed) string {
		for _, item := range v.list {
			if !slices.Contains(values, item) {
				return badValue(name, printed(v), fmt.Sprintf("%s is not one of: %s", item, strings.Join(values, ", ")))
			}
		}
		return ""
	}
}
