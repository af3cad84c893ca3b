package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"sluiceway/backend/connect"
)

// where the schema lives; nothing is ever loaded from it.
const resource = "mem:///connector.schema.json"

var errNoLoading = errors.New("a schema of ours refers to nothing outside itself")

// Schema checks configs. It does not change and may be used by many at once.
type Schema struct {
	compiled *jsonschema.Schema
	kinds    map[string]connect.FieldType
	required []string
}

// Compile reads a schema written by [Of]. It loads nothing. The error has
// [connect.CodeInvalid].
func Compile(text []byte) (*Schema, error) {
	var doc document
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The schema is not JSON as this app writes it, so nothing is checked locally; the worker still checks: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.AssertFormat = true
	compiler.Formats = wholeFormats()
	compiler.Formats["password"] = func(any) bool { return true }
	compiler.LoadURL = func(string) (io.ReadCloser, error) { return nil, errNoLoading }
	if err := compiler.AddResource(resource, bytes.NewReader(text)); err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The schema cannot be read, so nothing is checked locally; the worker still checks: %w", err)
	}
	compiled, err := compiler.Compile(resource)
	if err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The schema cannot be compiled, so nothing is checked locally; the worker still checks: %w", err)
	}
	s := &Schema{compiled: compiled, kinds: make(map[string]connect.FieldType, len(doc.Properties)), required: doc.Required}
	for key := range doc.Properties {
		s.kinds[key] = doc.Properties[key].Kind
	}
	return s, nil
}
