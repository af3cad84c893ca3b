package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"sluiceway/backend/sandbox/plugins"
)

const (
	bodyLimit   = 1 << 20  // of one request, in bytes; far above any real config
	largeBody   = 64 << 10 // from here on only a few are read at once
	largeAtOnce = 4
)

// halfOf is a body that ends in its middle.
func halfOf(raw []byte) io.ReadCloser { return io.NopCloser(bytes.NewReader(raw[:len(raw)/2])) }

// readJSON reads a body that must be labelled as JSON. The second result is
// the refusal; an empty body gives no bytes and no refusal.
func (s *Sandbox) readJSON(c *call) ([]byte, *reply) {
	if c.ContentLength < 0 || c.ContentLength > largeBody {
		select {
		case s.large <- struct{}{}:
			defer func() { <-s.large }()
		case <-c.Context().Done():
			r := fail(http.StatusServiceUnavailable, "The request ended before its body was read.")
			return nil, &r
		}
	}
	raw, err := io.ReadAll(http.MaxBytesReader(nil, c.Body, bodyLimit))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		r := fail(http.StatusRequestEntityTooLarge, "The sandbox takes bodies of at most %d bytes.", bodyLimit)
		return nil, &r
	}
	if err != nil {
		r := fail(http.StatusInternalServerError, "The body could not be read.")
		return nil, &r
	}
	label := c.Header.Get("Content-Type")
	kind, _, err := mime.ParseMediaType(label)
	if (len(raw) > 0 || label != "") && (err != nil || kind != typeJSON) {
		r := routeFail(http.StatusUnsupportedMediaType)
		return nil, &r
	}
	return raw, nil
}

const source = "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: %d, column: %d]"

// where turns an offset into the position that Jackson would name.
func where(raw []byte, offset int64) string {
	before := raw[:min(max(int(offset), 0), len(raw))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return fmt.Sprintf(source, line, column)
}

// jsonFail is what a worker says about a body that it cannot read: always 500.
func jsonFail(raw []byte, target string, err error) reply {
	if syntax, is := errors.AsType[*json.SyntaxError](err); is {
		return fail(http.StatusInternalServerError, "Unexpected character or end of input: %s%s", syntax.Error(), where(raw, syntax.Offset-1))
	}
	if wrong, is := errors.AsType[*json.UnmarshalTypeError](err); is {
		return fail(http.StatusInternalServerError, "Cannot deserialize value of type `%s` from %s%s", target, token(wrong.Value), where(raw, wrong.Offset-1))
	}
	return fail(http.StatusInternalServerError, "Unexpected end-of-input%s", where(raw, int64(len(raw))))
}

func token(value string) string {
	switch value {
	case "array":
		return "Array value (token `JsonToken.START_ARRAY`)"
	case "object":
		return "Object value (token `JsonToken.START_OBJECT`)"
	}
	return value
}

const javaMap = "java.util.LinkedHashMap<java.lang.String,java.lang.String>"

// settingsOf reads a map of text to text as a worker does: numbers and
// booleans become their text, null stays null, anything nested is refused.
// A JSON null gives nil settings.
func settingsOf(raw []byte) (plugins.Settings, *reply) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		r := jsonFail(raw, javaMap, err)
		return nil, &r
	}
	if fields == nil {
		return nil, nil
	}
	out := plugins.Settings{}
	for name, value := range fields {
		text, nested := scalar(value)
		if nested != "" {
			r := fail(http.StatusInternalServerError, "Cannot deserialize value of type `java.lang.String` from %s%s (through reference chain: java.util.LinkedHashMap[\"%s\"])",
				nested, where(raw, int64(bytes.Index(raw, value))), name)
			return nil, &r
		}
		out[name] = text
	}
	return out, nil
}

// scalar is the text of a JSON scalar, nil for null, or the word for what is
// nested there.
func scalar(value json.RawMessage) (text *string, nested string) {
	switch value[0] {
	case '{':
		return nil, token("object")
	case '[':
		return nil, token("array")
	case 'n':
		return nil, ""
	case '"':
		var s string
		if json.Unmarshal(value, &s) == nil {
			return &s, ""
		}
	}
	s := string(value)
	return &s, ""
}

// createRequest is the body of POST /connectors.
type createRequest struct {
	name   string
	config plugins.Settings
	state  string // upper case, empty when not given
}

const requestClass = "org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest"

func createRequestOf(raw []byte) (createRequest, *reply) {
	refuse := func(r reply) (createRequest, *reply) { return createRequest{}, &r }
	if len(bytes.TrimSpace(raw)) == 0 {
		return refuse(fail(http.StatusInternalServerError, "Cannot invoke \"%s.name()\" because \"createRequest\" is null", requestClass))
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return refuse(jsonFail(raw, requestClass, err))
	}
	known := []string{"config", "name", "initial_state"}
	for name, value := range fields {
		if !slices.Contains(known, name) {
			return refuse(fail(http.StatusInternalServerError, "Unrecognized field %q (class %s), not marked as ignorable (3 known properties: \"config\", \"name\", \"initial_state\")%s",
				name, requestClass, where(raw, int64(bytes.Index(raw, value)))))
		}
	}
	out := createRequest{}
	if value, given := fields["config"]; given {
		config, refused := settingsOf(value)
		if refused != nil {
			return createRequest{}, refused
		}
		out.config = config
	}
	out.name = textField(fields["name"])
	out.state = strings.ToUpper(textField(fields["initial_state"]))
	switch out.state {
	case "", "RUNNING", "PAUSED", "STOPPED":
		return out, nil
	}
	return refuse(fail(http.StatusInternalServerError, "Cannot construct instance of `%s$InitialState`, problem: No enum constant %s.InitialState.%s", requestClass, requestClass, out.state))
}

func textField(value json.RawMessage) string {
	if len(value) == 0 {
		return ""
	}
	if text, _ := scalar(value); text != nil {
		return *text
	}
	return ""
}
