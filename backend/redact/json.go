package redact

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// JSON masks the body of a request or an answer by its structure: the values of
// keys that are secret by name, by the definitions in the body or by what the
// Masker knows; of the answer to a validation also the errors, the recommended
// values and the default of such keys; and secrets within all other texts. Key
// names stay, and so does every byte that is not masked. What is no JSON is
// masked as text. Mask first, cut afterwards.
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
	w := writer{body: body, engine: m.engine(), resolved: m.Resolved}
	w.value(root, place{top: true})
	return append(w.out, body[w.at:]...)
}

// Learn returns a Masker of the configs in a body: a bare config, the "config"
// of a connector, and those of a list.
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

// place is what is known about where a value stands.
type place struct {
	key    string // the setting that it is a value of
	errors bool   // it is the worker's words about that setting
	all    bool   // everything below is secret
	top    bool   // the root
}

type writer struct {
	body     []byte
	out      []byte
	at       int // the body is written up to here
	engine   engine
	resolved map[string]bool
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

// object handles the two kinds: a setting with its findings, which has a name
// and says what belongs to it, and a map of names to values. The keys of the
// outermost object can be names of connectors, which say nothing of what is
// below.
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

// missing is the one error about a secret that cannot repeat it.
var missing = regexp.MustCompile(`^Missing required configuration "[\w.\-]+" which has no default value\.$`)

func (w *writer) masked(text string, p place) string {
	switch {
	case text == "" || nothing(text):
		return text
	case p.errors && w.resolved[p.key]:
		return Mask
	case p.errors && w.isSecret(p.key):
		if missing.MatchString(text) {
			return text
		}
		return Mask
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
