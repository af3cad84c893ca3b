package redact

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// JSON masks the body of a request or an answer by its structure. It masks the values of
// keys that are secret by their name, by a definition in the body, or according to the
// Masker; in the answer to a validation also the recommended values and defaults of such
// keys, and from the errors about them the value, or the whole error where the value that
// was sent is not known; and secrets inside all other strings. It preserves keys and
// every byte that is not masked. A body that is not JSON is masked as text. To cut a
// body, mask it first.
func (m Masker) JSON(body []byte) []byte {
	root, ok := parseJSON(body)
	if !ok {
		return []byte(m.Text(string(body)))
	}
	secret := map[string]bool{}
	for key := range m.Secret {
		secret[key] = true
	}
	root.each(func(n *node) {
		if name := n.textOf("name"); name != "" && n.textOf("type") == string(connect.FieldPassword) && !isPublic(name) {
			secret[name] = true
		}
	})
	m.Secret = secret
	m.Known = slices.Concat(m.Known, m.resolvedIn(root))
	w := writer{body: body, engine: m.engine(), resolved: m.Resolved, sent: m.sent}
	w.value(root, place{top: true})
	return append(w.out, body[w.at:]...)
}

// Learn returns a Masker for the configs in a body: a bare config, the "config" of a
// connector, or those of a list.
func Learn(body []byte, definitions ...connect.Definition) Masker {
	m := Masker{}
	root, ok := parseJSON(body)
	if !ok {
		return m
	}
	if root.member(connect.KeyClass) != nil || root.flat() {
		m = For(root.config(), definitions...)
	}
	root.each(func(n *node) {
		if c := n.member("config"); c != nil && c.kind == '{' {
			m = m.And(For(c.config(), definitions...))
		}
	})
	return m
}

// place describes the position of a value.
type place struct {
	key    string // the setting to which it belongs
	errors bool   // it is an error message about that setting
	all    bool   // everything below it is secret
	top    bool   // it is the root
}

type writer struct {
	body     []byte
	out      []byte
	at       int // everything before this offset of body is written
	engine   engine
	resolved map[string]bool
	sent     map[string]string
}

func (w *writer) value(n *node, p place) {
	switch n.kind {
	case '{':
		w.object(n, p)
	case '[':
		for _, k := range n.kids {
			w.value(k, place{key: p.key, errors: p.errors, all: p.all})
		}
	case '"':
		if masked := w.masked(n.text, p); masked != n.text {
			w.put(n, masked)
		}
	case '0':
		number := string(w.body[n.from:n.to])
		if p.all || w.isSecret(p.key) || w.resolved[p.key] || w.engine.text(number) != number {
			w.put(n, Mask)
		}
	case 't', 'f':
		if p.all || w.resolved[p.key] {
			w.put(n, Mask)
		}
	}
}

// object masks the two kinds of objects: a setting with its findings, which has a name,
// and a map of values. The keys of the outermost object can be names of connectors and
// are not taken for names of settings.
func (w *writer) object(n *node, p place) {
	setting := ""
	if n.isSetting() {
		setting = n.textOf("name")
	}
	for _, k := range n.kids {
		inner := place{key: k.key, all: p.all || p.key != "" && (w.isSecret(p.key) || w.resolved[p.key])}
		if setting != "" {
			switch k.key {
			case "value", "default_value", "recommended_values":
				inner.key = setting
			case "errors":
				inner.key, inner.errors = setting, true
			default:
				inner.key = ""
			}
		}
		if p.top && k.kind == '{' {
			inner.key = ""
		}
		w.value(k, inner)
	}
}

func (w *writer) isSecret(key string) bool {
	return key != "" && (w.engine.secret[key] || secretName(key))
}

// missing matches the only error about a secret that cannot contain it.
var missing = regexp.MustCompile(`^Missing required configuration "[\w.\-]+" which has no default value\.$`)

func (w *writer) masked(text string, p place) string {
	switch {
	case text == "" || notSecret(text):
		return text
	case p.errors && w.resolved[p.key]:
		return Mask
	case p.errors && w.isSecret(p.key):
		return w.said(text, w.sent[p.key])
	case p.all || w.resolved[p.key]:
		text = replace(text, without([]span{{0, len(text)}}, references(text)))
		if strings.Trim(text, "•") == "" {
			return Mask
		}
	case w.isSecret(p.key):
		text = Shown(text, ByName)
	}
	return w.engine.text(text)
}

// said masks an error about a secret. Where the value is not known, or too short to be
// found, the error may contain it anywhere.
func (w *writer) said(text, value string) string {
	switch {
	case missing.MatchString(text):
		return text
	case utf8.RuneCountInString(strings.TrimSpace(value)) < shortest || connect.MayHoldPlaceholder(value) || notSecret(value):
		return Mask
	}
	return Pieces(w.engine.text(text), value)
}

func (w *writer) put(n *node, text string) {
	w.out = append(w.out, w.body[w.at:n.from]...)
	w.out = append(w.out, '"')
	w.out = append(w.out, jsonText(text, false)...)
	w.out = append(w.out, '"')
	w.at = n.to
}

func parseJSON(body []byte) (*node, bool) {
	if !json.Valid(body) {
		return nil, false
	}
	p := jsonParser{body: body}
	return p.value(), true
}
