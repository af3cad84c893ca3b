package confluent

import (
	"cmp"
	"encoding/json"
	"slices"

	"sluiceway/backend/connect"
)

// Types and levels that Apache Kafka Connect does not have.
const (
	typeEnum = "ENUM" // its choices come as recommended values
	none     = "NONE"
)

// validation is the answer of validate. Beside every definition there is an object "metadata"
// without declared members, of which nothing is used.
type validation struct {
	Name       string         `json:"name"`
	ErrorCount int            `json:"error_count"`
	Configs    []validatedKey `json:"configs"`
}

type validatedKey struct {
	Definition *definition             `json:"definition"`
	Value      *connect.ValidatedValue `json:"value"`
}

type definition struct {
	connect.Definition

	Alias string
}

// UnmarshalJSON reads the alias beside what Kafka Connect has, too.
func (d *definition) UnmarshalJSON(data []byte) error {
	var own struct {
		Alias string `json:"alias"`
	}
	if err := json.Unmarshal(data, &own); err != nil {
		return err
	}
	d.Alias = own.Alias
	return json.Unmarshal(data, &d.Definition)
}

// read translates an answer to the validation of a config. The groups of the service are in no
// useful order, so they count by their first setting.
func (v validation) read(config connect.Config) connect.Validation {
	out := connect.Validation{Name: v.Name, ErrorCount: v.ErrorCount, Groups: []string{}, Configs: []connect.ValidatedKey{}}
	aliases := v.aliases()
	place := map[string]int{}
	for _, key := range v.Configs {
		if key.Definition == nil || key.Definition.Name == "" || aliases[key.Definition.Name] {
			continue
		}
		d := key.Definition.read()
		if _, seen := place[d.Group]; !seen {
			place[d.Group] = len(place)
			if d.Group != "" {
				out.Groups = append(out.Groups, d.Group)
			}
		}
		value := readValue(d.Name, key.Value, config)
		out.Configs = append(out.Configs, connect.ValidatedKey{Definition: &d, Value: &value})
	}
	slices.SortStableFunc(out.Configs, func(a, b connect.ValidatedKey) int {
		return cmp.Or(cmp.Compare(place[a.Definition.Group], place[b.Definition.Group]), cmp.Compare(a.Definition.Order, b.Definition.Order))
	})
	return out
}

// aliases returns the keys that are only another spelling of one that is there, too.
func (v validation) aliases() map[string]bool {
	names := map[string]bool{}
	for _, key := range v.Configs {
		if key.Definition != nil {
			names[key.Definition.Name] = true
		}
	}
	out := map[string]bool{}
	for _, key := range v.Configs {
		if d := key.Definition; d != nil && d.Alias != "" && d.Alias != d.Name && names[d.Alias] && !out[d.Name] {
			out[d.Alias] = true
		}
	}
	return out
}

// read translates a definition. An empty default means that there is none.
func (d *definition) read() connect.Definition {
	out := d.Definition
	if out.Type == typeEnum || out.Type == none || out.Type == "" {
		out.Type = connect.FieldString
	}
	if out.Default != nil && *out.Default == "" {
		out.Default = nil
	}
	if out.Importance == none || out.Importance == "" {
		out.Importance = connect.ImportanceLow
	}
	return out
}

// readValue translates what the service found out about a value. An empty one means none,
// unless it was sent.
func readValue(name string, found *connect.ValidatedValue, config connect.Config) connect.ValidatedValue {
	if found == nil {
		return connect.ValidatedValue{Name: name, Visible: true, Recommended: []string{}, Errors: []string{}}
	}
	out := *found
	out.Name = name
	if _, sent := config[name]; out.Value != nil && *out.Value == "" && !sent {
		out.Value = nil
	}
	return out
}
