package form_test

import (
	"encoding/json"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

// What the page gets is these structs as they are, and it expects lists.
func TestNoListIsNull(t *testing.T) {
	t.Parallel()
	config := connect.Config{"unknown.key": "x", "pattern.1": "y"}
	for name, in := range map[string]form.Input{
		"nothing known": {},
		"keys only":     {Config: config},
		"definitions": {Config: config, Definitions: []connect.Definition{
			{Name: "a", Type: connect.FieldString}, {Name: "internal.b", Type: connect.FieldList}, {Name: "pattern.%s", Type: connect.FieldInt},
		}},
		"many definitions": {Config: config, Definitions: cdcDefinitions()},
	} {
		s := build(in)
		situation := form.Situation{Shape: s, Config: in.Config}
		for what, view := range map[string]any{
			"groups": s.Groups, "fields": s.Fields, "state": situation.State(),
			"values": s.Values(in.Config, nil, nil, secrecy), "diff": s.Diff(nil, in.Config, secrecy),
		} {
			text, err := json.Marshal(view)
			if err != nil || strings.Contains(string(text), "null") {
				t.Errorf("%s, %s: %s, %v", name, what, text, err)
			}
		}
	}
}
