package schema

import (
	"encoding/json"
	"fmt"
	"slices"

	"sluiceway/backend/connect"
)

const draft = "https://json-schema.org/draft/2020-12/schema"

// document is the JSON of a schema.
type document struct {
	Schema               string              `json:"$schema"`
	Type                 string              `json:"type"`
	Properties           map[string]property `json:"properties"`
	Required             []string            `json:"required,omitempty"`
	AdditionalProperties bool                `json:"additionalProperties"`
}

// property is the schema of a key. Kind is the type of the definition, for our own
// messages. List says that the value is a comma-separated list.
type property struct {
	Type        string            `json:"type"`
	Title       string            `json:"title,omitempty"`
	Description string            `json:"description,omitempty"`
	Default     *string           `json:"default,omitempty"`
	Pattern     string            `json:"pattern,omitempty"`
	Format      string            `json:"format,omitempty"`
	WriteOnly   bool              `json:"writeOnly,omitempty"`
	Kind        connect.FieldType `json:"x-kafka-type"`
	List        bool              `json:"x-kafka-list,omitempty"`
}

// Of returns a JSON Schema (draft 2020-12) for the configs of a plugin with these
// definitions. It omits templates (see [connect.IsTemplate]). If a key has two
// definitions, the later one counts, as in a worker's validation. The key "name" is
// required if its definition says so; to check configs without it, omit that definition.
// The documentation is untrusted and copied unchanged.
func Of(definitions []connect.Definition) ([]byte, error) {
	doc := document{
		Schema:               draft,
		Type:                 "object",
		Properties:           make(map[string]property, len(definitions)),
		AdditionalProperties: true,
	}
	required := map[string]bool{}
	for i := range definitions {
		d := &definitions[i]
		if d.Name == "" || connect.IsTemplate(d.Name) {
			continue
		}
		doc.Properties[d.Name] = propertyOf(d)
		required[d.Name] = d.Required
	}
	for name, is := range required {
		if is {
			doc.Required = append(doc.Required, name)
		}
	}
	slices.Sort(doc.Required)
	text, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode the schema: %w", err)
	}
	return text, nil
}

func propertyOf(d *connect.Definition) property {
	p := property{
		Type:        "string",
		Description: d.Documentation,
		Default:     d.Default,
		Pattern:     patternOf(d.Type),
		Format:      formatOf(d.Type),
		Kind:        d.Type,
		List:        d.Type == connect.FieldList,
	}
	if d.DisplayName != d.Name {
		p.Title = d.DisplayName
	}
	if d.Type == connect.FieldPassword {
		// Workers mask the default of a password.
		p.WriteOnly, p.Default, p.Format = true, nil, "password"
	}
	return p
}
