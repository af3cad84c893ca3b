package formats

import (
	"fmt"
	"strings"

	"sluiceway/backend/connect"
)

// jsonReader collects what a JSON text holds.
type jsonReader struct {
	doc Document
}

func isJSON(text string) bool { return text[0] == '{' || text[0] == '[' }

// parseJSON reads the body of POST /connectors, a bare config, the answer of
// GET /connectors/{name}, the map of GET /connectors?expand=info, or an array
// of any of them.
func parseJSON(source string) (Document, error) {
	source = strings.TrimRight(source, " \t\r\n")
	if err := checkJSON(source, "The JSON"); err != nil {
		return Document{}, err
	}
	r := jsonReader{doc: Document{Format: JSON}}
	r.value(strings.TrimSpace(source))
	if len(r.doc.Connectors) == 0 {
		return Document{}, r.nothing(strings.TrimSpace(source))
	}
	return r.doc, nil
}

func (r *jsonReader) note(kind NoteKind, connector, key, format string, args ...any) {
	r.doc.Notes = append(r.doc.Notes, Note{kind, connector, key, fmt.Sprintf(format, args...)})
}

// nothing explains why a JSON text holds no connector.
func (r *jsonReader) nothing(source string) error {
	why := "It holds no connector config"
	list := members(source)
	_, code := find(list, "error_code")
	switch {
	case isArray(source) && strings.HasPrefix(strings.TrimSpace(source[1:]), `"`):
		why = "It is a list of names without configs; ask the worker for /connectors?expand=info"
	case code:
		why = "It is an error that a worker answered"
	}
	return connect.Errorf(connect.CodeInvalid, "%s. Nothing was opened; paste a config such as {\"connector.class\": \"…\"} or {\"name\": \"…\", \"config\": {…}}.", why)
}

func (r *jsonReader) value(raw string) {
	switch {
	case isObject(raw):
		r.object(members(raw))
	case isArray(raw):
		for i, element := range elements(raw) {
			if isObject(element) {
				r.object(members(element))
				continue
			}
			r.note(Ignored, "", "", "Entry %d of the list is no connector and was left out: %s", i+1, shorten(element))
		}
	}
}

// object tells the three shapes of an object apart.
func (r *jsonReader) object(list []jsonMember) {
	if config, ok := find(list, "config"); ok && isObject(config) {
		r.body(list, config)
		return
	}
	scalars, expanded := 0, 0
	for _, m := range list {
		switch {
		case !isObject(m.raw):
			scalars++
		case holdsConnector(members(m.raw)):
			expanded++
		}
	}
	_, isError := find(list, "error_code")
	_, hasClass := find(list, connect.KeyClass)
	switch {
	case isError && !hasClass:
	case scalars > 0:
		r.bare(list)
	case expanded > 0:
		r.expand(list)
	}
}

func holdsConnector(list []jsonMember) bool {
	for _, key := range []string{"info", "config"} {
		if raw, ok := find(list, key); ok && isObject(raw) {
			return true
		}
	}
	return false
}

// expand reads a map of name to {"info": {…}} or to a body.
func (r *jsonReader) expand(list []jsonMember) {
	for _, m := range list {
		inner := members(m.raw)
		if info, ok := find(inner, "info"); ok && isObject(info) {
			inner = members(info)
		}
		config, ok := find(inner, "config")
		if !ok || !isObject(config) {
			r.note(Ignored, m.key, "", "“%s” comes without a config and was left out.", m.key)
			continue
		}
		if _, named := find(inner, connect.KeyName); !named {
			inner = append(inner, jsonMember{connect.KeyName, quoteJSON(m.key)})
		}
		r.body(inner, config)
	}
}

// body reads {"name": …, "config": {…}} and what a worker answers beside it.
func (r *jsonReader) body(list []jsonMember, rawConfig string) {
	name, named := "", false
	if raw, ok := find(list, connect.KeyName); ok && raw != "null" {
		name, named = r.scalar(raw), true
	}
	config := r.config(name, members(rawConfig))
	switch inner, has := config[connect.KeyName]; {
	case !named:
		name = inner
	case has && inner != name:
		r.note(Guessed, name, connect.KeyName, "The config says that its name is “%s”; the outer name “%s” was taken, and the worker refuses two different ones.", inner, name)
	}
	for i, m := range list {
		r.beside(name, m)
		if _, again := find(list[i+1:], m.key); again {
			r.note(Guessed, name, m.key, "“%s” is there twice; the last one was taken.", m.key)
		}
	}
	r.doc.Connectors = append(r.doc.Connectors, Connector{Name: name, Config: config})
}

// beside notes the keys of a body that are not part of a config.
func (r *jsonReader) beside(name string, m jsonMember) {
	switch m.key {
	case connect.KeyName, "config":
	case "tasks", "type":
		r.note(Ignored, name, "", "“%s” is what the worker says about a connector, not a setting.", m.key)
	case "initial_state":
		r.note(Ignored, name, "", "“initial_state” is %s in the text; choose it when you create the connector.", shorten(m.raw))
	default:
		r.note(Ignored, name, "", "“%s” stands beside “config” and was left out; settings belong into it.", m.key)
	}
}

// bare reads a map of settings.
func (r *jsonReader) bare(list []jsonMember) {
	name := ""
	if raw, ok := find(list, connect.KeyName); ok && raw != "null" {
		name = r.scalar(raw)
	}
	config := r.config(name, list)
	if _, ok := config[connect.KeyClass]; !ok {
		r.note(Guessed, name, connect.KeyClass, "There is no “connector.class”; the text was taken for a config all the same.")
	}
	r.doc.Connectors = append(r.doc.Connectors, Connector{Name: name, Config: config})
}

// config makes text of every value. Numbers, true and false stay as they are
// written, which is also how a worker reads them.
func (r *jsonReader) config(name string, list []jsonMember) connect.Config {
	out := make(connect.Config, len(list))
	for _, m := range list {
		if _, twice := out[m.key]; twice {
			r.note(Guessed, name, m.key, "“%s” is there twice; the last one was taken.", m.key)
		}
		switch {
		case m.raw == "null":
			delete(out, m.key)
			r.note(Ignored, name, m.key, "“%s” is null and was left out: the plugin's default holds. A worker refuses null.", m.key)
			continue
		case isObject(m.raw) || isArray(m.raw):
			r.note(Guessed, name, m.key, "“%s” is not a text but nested JSON; it was kept as the text that stands there.", m.key)
		}
		if _, half := text(m.raw); half {
			r.note(Guessed, name, m.key, "“%s” holds half a character (a lone \\ud… escape), which became “%c”.", m.key, '\ufffd')
		}
		out[m.key] = r.scalar(m.raw)
	}
	return out
}

func (r *jsonReader) scalar(raw string) string {
	if !isText(raw) {
		return raw
	}
	value, _ := text(raw)
	return value
}

// shorten keeps a note short; it shows only what is no setting.
func shorten(raw string) string {
	if runes := []rune(raw); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return raw
}
