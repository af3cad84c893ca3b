package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"sluiceway/backend/connect"
)

// resource is the name of the schema for the library. Nothing is loaded from there.
const resource = "mem:///connector.schema.json"

var errNoLoading = errors.New("the schema must not refer to another one")

// Schema checks configs. It is safe for concurrent use.
type Schema struct {
	compiled *jsonschema.Schema
	kinds    map[string]connect.FieldType
	required []string
}

// Compile compiles a schema returned by [Of]. It loads nothing. Its error is a
// [connect.Error] with CodeInvalid.
func Compile(text []byte) (*Schema, error) {
	var doc document
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The schema is not the JSON that Sluiceway writes, so values are not checked locally. The worker still checks them. %w", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.AssertFormat = true
	compiler.Formats = wholeFormats()
	compiler.Formats["password"] = func(any) bool { return true }
	compiler.LoadURL = func(string) (io.ReadCloser, error) { return nil, errNoLoading }
	if err := compiler.AddResource(resource, bytes.NewReader(text)); err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The schema cannot be read, so values are not checked locally. The worker still checks them. %w", err)
	}
	compiled, err := compiler.Compile(resource)
	if err != nil {
		return nil, connect.Errorf(connect.CodeInvalid, "The schema cannot be compiled, so values are not checked locally. The worker still checks them. %w", err)
	}
	s := &Schema{compiled: compiled, kinds: make(map[string]connect.FieldType, len(doc.Properties)), required: doc.Required}
	for key := range doc.Properties {
		s.kinds[key] = doc.Properties[key].Kind
	}
	return s, nil
}
