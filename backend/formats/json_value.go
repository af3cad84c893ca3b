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

// jsonMember is one key of an object with its value as it is written.
type jsonMember struct {
	key string
	raw string
}

// checkJSON reports the first mistake in a text, with its place.
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

// jsonMistake puts the words of encoding/json into ours.
func jsonMistake(text string) string {
	for _, m := range []struct{ theirs, ours string }{
		{"unexpected end", "the text ends before the JSON does"},
		{"looking for beginning of object key", "a key in double quotes was expected here, is there a comma too many?"},
		{"after object key:value pair", "a comma or a closing brace is missing before this"},
		{"after object key", "a colon is missing after the key"},
		{"after array element", "a comma or a closing bracket is missing before this"},
		{"after top-level value", "there is more text behind the end of the JSON"},
		{"looking for beginning of value", "a value was expected here"},
		{"in string literal", "a line break or control character stands inside a text, write it as \\n or \\t"},
		{"in string escape code", "no such escape exists, a backslash is written as two"},
		{"hexadecimal character escape", "\\u needs four hexadecimal digits"},
		{"exceeded max depth", "it is nested too deeply"},
	} {
		if strings.Contains(text, m.theirs) {
			return m.ours
		}
	}
	return "this is not JSON"
}

// members splits an object that checkJSON has accepted, in the order of the
// text, duplicates included.
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

// elements splits an array that checkJSON has accepted.
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

// text decodes a JSON text; half is true where an escape named half a
// character, which no text can hold and which became U+FFFD.
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

// find returns the last value of a key, as Connect's own parser would.
func find(list []jsonMember, key string) (string, bool) {
	for _, m := range slices.Backward(list) {
		if m.key == key {
			return m.raw, true
		}
	}
	return "", false
}
