package emqx

import (
	"encoding/json"
	"fmt"
	"strings"

	"sluiceway/backend/connect"
)

// wrong is one error of a check by the service.
type wrong struct {
	Kind       string                     `json:"kind"`
	Path       string                     `json:"path"`
	Reason     json.RawMessage            `json:"reason"`
	Unknown    string                     `json:"unknown"`
	BadField   string                     `json:"bad_field"`
	Details    json.RawMessage            `json:"details"`
	Mismatches map[string]json.RawMessage `json:"mismatches"`
}

// mostWrong limits the errors that are read of one refusal.
const mostWrong = 200

// parseWrong reads a message that is a check error, or a list of them. It returns nil for
// any other text.
func parseWrong(message string) []wrong {
	text := strings.TrimSpace(message)
	var out []wrong
	switch {
	case strings.HasPrefix(text, "["):
		if json.Unmarshal([]byte(text), &out) != nil {
			return nil
		}
	case strings.HasPrefix(text, "{"):
		var one wrong
		if json.Unmarshal([]byte(text), &one) != nil {
			return nil
		}
		out = []wrong{one}
	}
	kept := out[:0]
	for _, w := range out[:min(len(out), mostWrong)] {
		if w.Path != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

// key is the key of the flat config that the error is about.
func (w wrong) key() string {
	key := strings.TrimPrefix(strings.TrimPrefix(w.Path, "root"), ".")
	if w.BadField != "" {
		key = strings.TrimPrefix(key+"."+w.BadField, ".")
	}
	return key
}

func (w wrong) reason() string {
	var text string
	if json.Unmarshal(w.Reason, &text) != nil {
		text = string(w.Reason)
	}
	switch text {
	case "required_field":
		return "A value is required."
	case "unknown_fields":
		return "EMQX does not know the fields " + strings.ReplaceAll(w.Unknown, ",", ", ") + "."
	case "unable_to_convert_to_enum_symbol":
		return "This is not one of the possible values."
	case "matched_no_union_member":
		return "This fits none of the possible shapes." + w.mismatch()
	case "":
		return "EMQX refused it."
	}
	if len(w.Details) > 0 {
		text += ": " + string(w.Details)
	}
	return text
}

// mismatch says why the first shape does not fit.
func (w wrong) mismatch() string {
	for _, raw := range w.Mismatches {
		var one wrong
		if json.Unmarshal(raw, &one) == nil && len(one.Reason) > 0 && one.Path != "" && one.Path != w.Path {
			return fmt.Sprintf(" %s: %s", one.key(), one.reason())
		}
	}
	return ""
}

// findings puts the errors at their keys. An unknown field is its own key.
func findings(list []wrong) []connect.Finding {
	var out []connect.Finding
	for _, w := range list {
		if w.Unknown == "" {
			out = append(out, connect.Finding{Key: w.key(), Text: w.reason()})
			continue
		}
		for field := range strings.SplitSeq(w.Unknown, ",") {
			key := strings.TrimPrefix(w.key()+"."+strings.TrimSpace(field), ".")
			out = append(out, connect.Finding{Key: key, Text: "EMQX does not know this setting."})
		}
	}
	return out
}

func summary(list []wrong) string {
	var out []string
	for _, w := range list {
		out = append(out, strings.TrimPrefix(w.key()+": ", ": ")+w.reason())
	}
	return strings.Join(out, " ")
}
