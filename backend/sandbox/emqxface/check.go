package emqxface

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// invalid is one error of a check.
type invalid map[string]any

func (v invalid) reasoned(reason string) invalid {
	v["kind"], v["reason"] = "validation_error", reason
	return v
}

var (
	durations = regexp.MustCompile(`^(?:\d+(?:\.\d+)?(?:d|h|m|s|ms))+$`)
	sizes     = regexp.MustCompile(`(?i)^\d+(?:kb|mb|gb)?$`)
)

// check fills in the defaults of a config and returns what is wrong with it.
func check(path string, props []prop, config map[string]any) (out map[string]any, wrong []invalid) {
	out = map[string]any{}
	var unknown, known []string
	for _, p := range props {
		known = append(known, p.name)
	}
	for key := range config {
		if !slices.Contains(known, key) {
			unknown = append(unknown, key)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		wrong = append(wrong, invalid{"path": path, "unknown": strings.Join(unknown, ","), "unmatched": strings.Join(known, ",")}.reasoned("unknown_fields"))
	}
	for _, p := range props {
		value, set := config[p.name]
		if !set && p.def != nil {
			value, set = p.def, true
		}
		switch {
		case !set && p.required:
			wrong = append(wrong, invalid{"path": path + "." + p.name}.reasoned("required_field"))
		case set:
			filled, bad := p.check(path+"."+p.name, value)
			out[p.name] = filled
			wrong = append(wrong, bad...)
		}
	}
	return out, wrong
}

func (p prop) check(path string, value any) (any, []invalid) {
	bad := func(reason string) (any, []invalid) {
		return value, []invalid{invalid{"path": path, "value": value}.reasoned(reason)}
	}
	if p.oneOf != nil {
		mismatches := map[string]any{}
		for i, one := range p.oneOf {
			filled, wrong := one.check(path, value)
			if len(wrong) == 0 {
				return filled, nil
			}
			mismatches[strconv.Itoa(i)] = wrong[0]
		}
		return value, []invalid{invalid{"path": path, "mismatches": mismatches, "value": value}.reasoned("matched_no_union_member")}
	}
	if p.props != nil {
		group, ok := value.(map[string]any)
		if !ok {
			return bad("bad_value_for_struct")
		}
		filled, wrong := check(path, p.props, group)
		return filled, wrong
	}
	if p.typ == "integer" {
		return p.integer(path, value)
	}
	if text, ok := value.(string); ok && p.typ == "boolean" && (text == "true" || text == "false") {
		return text == "true", nil
	}
	if reason := p.mismatch(value); reason != "" {
		return bad(reason)
	}
	return value, nil
}

// mismatch says why a value does not have the type of a field.
func (p prop) mismatch(value any) string {
	text, isText := value.(string)
	_, isBool := value.(bool)
	_, isMap := value.(map[string]any)
	_, isList := value.([]any)
	switch p.typ {
	case "boolean":
		return unless(isBool, "not_a_boolean")
	case "enum":
		return unless(!isMap && !isList && slices.Contains(p.symbols, value), "unable_to_convert_to_enum_symbol")
	case "map":
		return unless(isMap, "bad_value_for_map")
	case "array":
		return unless(isList, "bad_value_for_array")
	case "duration":
		return unless(isText && durations.MatchString(text), "bad_duration")
	case "byteSize":
		return unless(isText && sizes.MatchString(text), "bad_size")
	}
	return unless(isText, "not_a_string")
}

func unless(good bool, reason string) string {
	if good {
		return ""
	}
	return reason
}

// integer accepts a number, or a text that is one.
func (p prop) integer(path string, value any) (any, []invalid) {
	text, _ := value.(string)
	switch v := value.(type) {
	case json.Number:
		text = v.String()
	case int:
		return v, nil
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil:
		return value, []invalid{invalid{"path": path, "value": value}.reasoned("not_an_integer")}
	case n < p.min:
		return value, []invalid{invalid{"path": path, "value": n}.reasoned("less than the minimum " + strconv.Itoa(p.min))}
	}
	return n, nil
}
