package formats

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// jsonMember is a key of an object with the text of its value.
type jsonMember struct {
	key string
	raw string
}

// checkJSON returns an error with the position of the first mistake, if there is one.
func checkJSON(source, what string) error {
	var raw json.RawMessage
	err := json.Unmarshal([]byte(source), &raw)
	if err == nil {
		return nil
	}
	offset := len(source)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && !strings.Contains(syntax.Error(), "unexpected end") {
		offset = int(syntax.Offset) - 1
	}
	return connect.Errorf(
		connect.CodeInvalid, "%s cannot be read at %s: %s. Nothing was opened; correct the text and paste it again.",
		what, position(source, offset), jsonMistake(err.Error()),
	)
}

// jsonMistake rewords an error message of encoding/json.
func jsonMistake(text string) string {
	for _, m := range []struct{ theirs, ours string }{
		{"unexpected end", "the text ends before the JSON does"},
		{"looking for beginning of object key", "a key in double quotes was expected here, perhaps there is an extra comma"},
		{"after object key:value pair", "a comma or a closing brace is missing before this"},
		{"after object key", "a colon is missing after the key"},
		{"after array element", "a comma or a closing bracket is missing before this"},
		{"after top-level value", "there is more text after the end of the JSON"},
		{"looking for beginning of value", "a value was expected here"},
		{"in string literal", "a string contains a line break or control character, write it as \\n or \\t"},
		{"in string escape code", "this escape is not valid, write a backslash as two"},
		{"hexadecimal character escape", "\\u needs four hexadecimal digits"},
		{"exceeded max depth", "it is nested too deeply"},
	} {
		if strings.Contains(text, m.theirs) {
			return m.ours
		}
	}
	return "this is not JSON"
}

// members returns the members of a valid object in their order, including duplicates.
func members(object string) []jsonMember {
	dec := json.NewDecoder(strings.NewReader(object))
	var out []jsonMember
	if _, err := dec.Token(); err != nil {
		return nil
	}
	for dec.More() {
		key, err := dec.Token()
		name, isText := key.(string)
		var raw json.RawMessage
		if err != nil || !isText || dec.Decode(&raw) != nil {
			return out
		}
		out = append(out, jsonMember{name, string(raw)})
	}
	return out
}

// elements returns the elements of a valid array.
func elements(array string) []string {
	var raws []json.RawMessage
	if json.Unmarshal([]byte(array), &raws) != nil {
		return nil
	}
	out := make([]string, 0, len(raws))
	for _, raw := range raws {
		out = append(out, string(bytes.TrimSpace(raw)))
	}
	return out
}

// text decodes a JSON string; half is true if it has a lone surrogate, which became
// U+FFFD.
func text(raw string) (value string, half bool) {
	if json.Unmarshal([]byte(raw), &value) != nil {
		return "", false
	}
	written := strings.Count(raw, string(utf8.RuneError)) + strings.Count(strings.ToLower(raw), `\ufffd`)
	return value, strings.Count(value, string(utf8.RuneError)) > written
}

func isObject(raw string) bool { return strings.HasPrefix(raw, "{") }
func isArray(raw string) bool  { return strings.HasPrefix(raw, "[") }
func isText(raw string) bool   { return strings.HasPrefix(raw, `"`) }

// find returns the last value of a key, like Connect's own parser.
func find(list []jsonMember, key string) (string, bool) {
	for _, m := range slices.Backward(list) {
		if m.key == key {
			return m.raw, true
		}
	}
	return "", false
}
