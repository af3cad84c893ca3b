package emqx

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// answered are the members of answers that no request may have, at the top level.
func answered() []string {
	return []string{
		"type", "name", "status", "status_reason", "node_status", "actions", "sources", "rules", "namespace", "created_at", "last_modified_at",
		"referenced_as_fallback_action_by", "error",
	}
}

// flatten makes the flat config of an item. Values that equal their defaults are left
// out. Without fields every value is a key.
func flatten(r ref, item map[string]json.RawMessage, f *fields) connect.Config {
	out := connect.Config{connect.KeyName: r.row(), connect.KeyClass: r.class()}
	flattenInto(out, nil, item, f)
	return out
}

func flattenInto(out connect.Config, path []string, object map[string]json.RawMessage, f *fields) {
	for name, raw := range object {
		if len(path) == 0 && slices.Contains(answered(), name) {
			continue
		}
		here := append(slices.Clone(path), name)
		key := strings.Join(here, ".")
		known, isField := f.of(key)
		if !isField && isObject(raw) && len(here) < deepest {
			if under := membersOf(raw); f.below(key) || f.none() && len(under) > 0 {
				flattenInto(out, here, under, f)
				continue
			}
		}
		if string(raw) == "null" || isField && known.def != nil && sameJSON(raw, known.def) {
			continue
		}
		out[key] = textOfRaw(raw)
	}
}

func (f *fields) none() bool { return f == nil || len(f.list) == 0 }

// below reports whether there are fields inside a group.
func (f *fields) below(group string) bool {
	return f != nil && slices.ContainsFunc(f.list, func(one field) bool { return strings.HasPrefix(one.Name, group+".") })
}

func isObject(raw json.RawMessage) bool {
	trimmed := bytes.TrimLeft(raw, " \t\r\n")
	return len(trimmed) > 0 && trimmed[0] == '{'
}

// textOfRaw is the text of a value: strings without quotes, everything else as compact
// JSON.
func textOfRaw(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var out bytes.Buffer
	if json.Compact(&out, raw) != nil {
		return string(raw)
	}
	return out.String()
}

// sameJSON compares two values as texts of canonical JSON: the order of members and the
// spelling of escapes do not matter.
func sameJSON(a, b json.RawMessage) bool {
	return bytes.Equal(a, b) || canonical(a) != "" && canonical(a) == canonical(b)
}

func canonical(raw json.RawMessage) string {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var value any
	if dec.Decode(&value) != nil {
		return ""
	}
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}
