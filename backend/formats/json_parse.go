package formats

import (
	"strings"

	"sluiceway/backend/connect"
)

// jsonReader collects the connectors in a JSON text.
type jsonReader struct {
	doc Document
}

func isJSON(text string) bool { return text[0] == '{' || text[0] == '[' }

// parseJSON parses the body of POST /connectors, a bare config, the answer of
// GET /connectors/{name} or of GET /connectors?expand=info, or an array of these.
func parseJSON(source string) (Document, error) {
	source = strings.TrimRight(source, " \t\r\n")
	if err := checkJSON(source, "The JSON"); err != nil {
		return Document{}, err
	}
	r := jsonReader{doc: Document{Format: JSON}}
	r.value(strings.TrimSpace(source))
	if len(r.doc.Connectors) == 0 {
		return Document{}, r.noConnector(strings.TrimSpace(source))
	}
	return r.doc, nil
}

// noConnector returns the error for a JSON text without a connector.
func (r *jsonReader) noConnector(source string) error {
	why := "The JSON contains no connector config"
	list := members(source)
	_, code := find(list, "error_code")
	switch {
	case isArray(source) && strings.HasPrefix(strings.TrimSpace(source[1:]), `"`):
		why = "The JSON is a list of names without configs; /connectors?expand=info returns both"
	case code:
		why = "The JSON is an error from a worker"
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
			r.doc.note(Ignored, "", "", "Entry %d of the list is not a connector and was ignored: %s", i+1, shorten(element))
		}
	}
}

// object parses an object of any of the three shapes.
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

// expand parses a map of {"info": {…}} or of bodies, by name.
func (r *jsonReader) expand(list []jsonMember) {
	for _, m := range list {
		inner := members(m.raw)
		if info, ok := find(inner, "info"); ok && isObject(info) {
			inner = members(info)
		}
		config, ok := find(inner, "config")
		if !ok || !isObject(config) {
			r.doc.note(Ignored, m.key, "", "“%s” has no config and was ignored.", m.key)
			continue
		}
		if _, named := find(inner, connect.KeyName); !named {
			inner = append(inner, jsonMember{connect.KeyName, quoteJSON(m.key)})
		}
		r.body(inner, config)
	}
}

// body parses {"name": …, "config": {…}} with the other keys of a worker's answer.
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
		r.doc.note(Guessed, name, connect.KeyName, "The name in the config is “%s”, but the outer name is “%s”. The outer name is used; a worker would refuse two different names.", inner, name)
	}
	last := make(map[string]int, len(list))
	for i, m := range list {
		last[m.key] = i
	}
	for i, m := range list {
		r.beside(name, m)
		if last[m.key] != i {
			r.doc.note(Guessed, name, m.key, "“%s” occurs twice; the last value is used.", m.key)
		}
	}
	r.doc.Connectors = append(r.doc.Connectors, Connector{Name: name, Config: config})
}

// beside adds a note for a key of a body that is not part of a config.
func (r *jsonReader) beside(name string, m jsonMember) {
	switch m.key {
	case connect.KeyName, "config":
	case "tasks", "type":
		r.doc.note(Ignored, name, "", "“%s” is information from the worker, not a setting, and was ignored.", m.key)
	case "initial_state":
		r.doc.note(Ignored, name, "", "“initial_state” is %s in the text and was ignored; choose it when you create the connector.", shorten(m.raw))
	default:
		r.doc.note(Ignored, name, "", "“%s” is not inside “config” and was ignored. If it is a setting, move it into “config”.", m.key)
	}
}

// bare parses a map of settings.
func (r *jsonReader) bare(list []jsonMember) {
	name := ""
	if raw, ok := find(list, connect.KeyName); ok && raw != "null" {
		name = r.scalar(raw)
	}
	config := r.config(name, list)
	if _, ok := config[connect.KeyClass]; !ok {
		r.doc.note(Guessed, name, connect.KeyClass, "There is no “connector.class”; the text is treated as a config nevertheless.")
	}
	r.doc.Connectors = append(r.doc.Connectors, Connector{Name: name, Config: config})
}

// config converts every value to a string. Numbers and booleans stay as written, which is
// also how a worker reads them.
func (r *jsonReader) config(name string, list []jsonMember) connect.Config {
	out := make(connect.Config, len(list))
	for _, m := range list {
		if _, twice := out[m.key]; twice {
			r.doc.note(Guessed, name, m.key, "“%s” occurs twice; the last value is used.", m.key)
		}
		switch {
		case m.raw == "null":
			delete(out, m.key)
			r.doc.note(Ignored, name, m.key, "“%s” is null and was left unset, so the plugin's default applies. A worker refuses null.", m.key)
			continue
		case isObject(m.raw) || isArray(m.raw):
			r.doc.note(Guessed, name, m.key, "“%s” is nested JSON instead of a string; its JSON text is used as the value.", m.key)
		}
		if _, half := text(m.raw); half {
			r.doc.note(Guessed, name, m.key, "“%s” contains an invalid character (a lone \\ud… escape), which became “%c”.", m.key, '\ufffd')
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

// shorten shortens a text for a note. Use it only for texts that are not settings.
func shorten(raw string) string {
	if runes := []rune(raw); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return raw
}
