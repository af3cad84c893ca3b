package formats

import (
	"maps"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// Request is a request in the form of a service. Method is PUT or POST. Body is JSON. A text in
// it that is the [redact.SecretText] of a key in Secrets stands for that secret, which is empty
// if its value is not known.
type Request struct {
	Method  string
	URL     string
	Body    []byte
	Secrets map[string]connect.Secret
}

// secretKeys returns the secrets of what the script sends, sorted.
func (s *curlScript) secretKeys() []string {
	if r := s.o.Request; r != nil {
		return slices.Sorted(maps.Keys(r.Secrets))
	}
	return secretKeys(s.c, s.o)
}

// leftOut returns the secrets that become variables.
func (s *curlScript) leftOut() []string {
	if s.o.Request == nil {
		return leftOut(s.c, s.secrets, s.o)
	}
	var out []string
	for _, key := range s.secrets {
		if !s.o.IncludeSecrets || s.o.Request.Secrets[key].Empty() {
			out = append(out, key)
		}
	}
	return out
}

// request prints the body of a request with the order of its members.
func (j jsonPrinter) request(r *Request) {
	texts := make(map[string]string, len(r.Secrets))
	for key := range r.Secrets {
		texts[redact.SecretText(key)] = key
	}
	j.tree(string(r.Body), "", func(value string) bool {
		key, secret := texts[value]
		if secret {
			j.secret(key, r.Secrets[key].Reveal())
		}
		return secret
	})
}

// tree prints a valid JSON value. special prints a text in its own way, if it returns true.
func (j jsonPrinter) tree(raw, indent string, special func(text string) bool) {
	under := indent + "  "
	switch {
	case isObject(raw):
		all := members(raw)
		if len(all) == 0 {
			j.page.put("{}")
			return
		}
		for i, m := range all {
			j.page.put(separator(i, "{"), "\n", under)
			j.key(m.key)
			j.tree(m.raw, under, special)
		}
		j.page.put("\n", indent, "}")
	case isArray(raw):
		all := elements(raw)
		if len(all) == 0 {
			j.page.put("[]")
			return
		}
		for i, one := range all {
			j.page.put(separator(i, "["), "\n", under)
			j.tree(one, under, special)
		}
		j.page.put("\n", indent, "]")
	case isText(raw):
		value, _ := text(raw)
		j.page.mark(SpanString, `"`)
		if !special(value) {
			j.value(value)
		}
		j.page.mark(SpanString, `"`)
	default:
		j.page.put(raw)
	}
}

func separator(i int, first string) string {
	if i == 0 {
		return first
	}
	return ","
}
