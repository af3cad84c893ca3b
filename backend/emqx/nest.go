package emqx

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
)

// nest makes the nested JSON of a flat config, with the types of the schema. Keys without
// a field are sent only if they are stored, with the type that they have there: EMQX
// refuses every key that it does not know. Fields of a member of a union that is not
// chosen are left out.
func nest(config connect.Config, f *fields, stored map[string]json.RawMessage) (map[string]any, []connect.Finding) {
	out := map[string]any{}
	var wrong []connect.Finding
	for _, key := range config.Keys() {
		if key == connect.KeyName || key == connect.KeyClass {
			continue
		}
		if one, known := f.of(key); known && one.Only.Member && chosen(config, f, one.Only.Key) != one.Only.Value {
			continue
		}
		path, value, problem := f.valueOf(key, config[key], stored)
		if problem == "" && !put(out, path, value) {
			problem = "Another setting has a value where this one needs a group."
		}
		if problem != "" {
			wrong = append(wrong, connect.Finding{Key: key, Text: problem})
		}
	}
	f.demanded(out)
	return out, wrong
}

// valueOf returns where a key belongs and its JSON value, or a sentence why it has none.
func (f *fields) valueOf(key, text string, stored map[string]json.RawMessage) (path []string, value any, problem string) {
	if one, known := f.of(key); known {
		value, problem = one.value(text)
		return one.path, value, problem
	}
	path = strings.Split(key, ".")
	if old, there := lookup(stored, path); there || f.none() {
		return path, retyped(text, old), ""
	}
	return path, nil, "EMQX does not know this setting, so it would refuse the whole config. Remove it."
}

// demanded adds the groups that EMQX demands even if they are empty.
func (f *fields) demanded(out map[string]any) {
	if f == nil {
		return
	}
	for _, group := range f.groups {
		if _, set := lookupAny(out, group); !set {
			put(out, group, map[string]any{})
		}
	}
}

func lookupAny(object map[string]any, path []string) (any, bool) {
	for i, name := range path {
		value, ok := object[name]
		if !ok || i == len(path)-1 {
			return value, ok
		}
		object, _ = value.(map[string]any)
	}
	return nil, false
}

// chosen is the value of a key, or its default.
func chosen(config connect.Config, f *fields, key string) string {
	if text, set := config[key]; set {
		return text
	}
	if one, ok := f.of(key); ok && one.Default != nil {
		return *one.Default
	}
	return ""
}

// value returns the JSON value of a text, or a sentence why it has none.
func (f field) value(text string) (any, string) {
	symbol, isSymbol := f.symbols[text]
	switch f.shape {
	case shapeText:
		return text, ""
	case shapeBool:
		if on, err := strconv.ParseBool(text); err == nil && (text == "true" || text == "false") {
			return on, ""
		}
		return nil, "This must be true or false."
	case shapeNumber:
		if number(text) {
			return json.Number(text), ""
		}
		return nil, "This must be a number."
	case shapeChoice:
		if isSymbol {
			return symbol, ""
		}
		return nil, fmt.Sprintf("This must be one of %s.", strings.Join(f.Choices, ", "))
	case shapeScalar:
		switch {
		case isSymbol:
			return symbol, ""
		case number(text):
			return json.Number(text), ""
		}
		return text, ""
	case shapeJSON:
		if isSymbol {
			return symbol, ""
		}
		if json.Valid([]byte(text)) {
			return json.RawMessage(text), ""
		}
		return nil, "This must be JSON."
	}
	return text, ""
}

// number reports whether a text is a JSON number.
func number(text string) bool {
	if text == "" || !strings.ContainsAny(text[:1], "-0123456789") {
		return false
	}
	return json.Valid([]byte(text))
}

// retyped gives a text the JSON type of the stored value.
func retyped(text string, old json.RawMessage) any {
	if len(old) == 0 || old[0] == '"' || !json.Valid([]byte(text)) {
		return text
	}
	return json.RawMessage(text)
}

func lookup(object map[string]json.RawMessage, path []string) (json.RawMessage, bool) {
	for i, name := range path {
		raw, ok := object[name]
		if !ok || i == len(path)-1 {
			return raw, ok
		}
		object = membersOf(raw)
	}
	return nil, false
}

// put sets a value inside groups, and makes these.
func put(out map[string]any, path []string, value any) bool {
	for _, name := range path[:len(path)-1] {
		under, ok := out[name].(map[string]any)
		if _, taken := out[name]; taken && !ok {
			return false
		}
		if !ok {
			under = map[string]any{}
			out[name] = under
		}
		out = under
	}
	last := path[len(path)-1]
	if _, taken := out[last]; taken {
		return false
	}
	out[last] = value
	return true
}
