package rest

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
)

// A body is masked whole, by its structure, and cut afterwards. One that is
// too long to be masked is not kept.
const (
	maskLimit = 1 << 20
	keepLimit = 64 << 10
)

// masking hides the secrets in the bodies of one call. What the request shows
// to be secret is hidden in the answer, too.
type masking struct {
	body   []byte
	known  []string       // texts that are secret wherever they stand
	config connect.Config // that was sent, if one was
	public bool           // the answer is about plugins, not about connectors
}

func maskingOf(b base, req *http.Request) masking {
	m := masking{known: credentials(req)}
	m.public = req.Method == http.MethodGet && b.segments(req.URL)[0] == "connector-plugins"
	if req.GetBody == nil {
		return m
	}
	body, err := req.GetBody()
	if err != nil {
		return m
	}
	defer func() { _ = body.Close() }()
	if m.body, err = io.ReadAll(io.LimitReader(body, maskLimit+1)); err != nil {
		return masking{known: m.known}
	}
	m.config = configOf(m.body)
	for _, value := range secretValues(m.config) {
		m.known = append(m.known, value)
		if escaped, err := encode(value); err == nil { // as it stands in JSON
			m.known = append(m.known, strings.Trim(string(escaped), `"`))
		}
	}
	return m
}

// credentials are what a server could echo of the login.
func credentials(req *http.Request) []string {
	encoded, ok := strings.CutPrefix(req.Header.Get("Authorization"), "Basic ")
	if !ok {
		return nil
	}
	known := []string{encoded}
	if plain, err := base64.StdEncoding.DecodeString(encoded); err == nil {
		if _, password, found := strings.Cut(string(plain), ":"); found && password != "" {
			known = append(known, password)
		}
	}
	return known
}

// configOf finds the config in a body: the whole of it, or its "config".
func configOf(body []byte) connect.Config {
	var nested struct {
		Config connect.Config `json:"config"`
	}
	if json.Unmarshal(body, &nested) == nil && nested.Config != nil {
		return nested.Config
	}
	var flat connect.Config
	if json.Unmarshal(body, &flat) == nil {
		return flat
	}
	return nil
}

func (m masking) request() string { return m.text(m.body) }

func (m masking) answer(body []byte) string {
	if len(body) > maskLimit {
		return ""
	}
	if m.public { // definitions hold no values, and masking 90 kB of docs would delay the form
		return maskKnown(cut(string(body)), m.known)
	}
	if masked, ok := m.validation(body); ok {
		return cut(maskText(masked, m.known...))
	}
	return maskPlaceholders(m.text(body), m.config)
}

func (m masking) text(body []byte) string {
	if len(body) == 0 || len(body) > maskLimit {
		return ""
	}
	return cut(maskText(maskJSON(body), m.known...))
}

func cut(text string) string {
	if len(text) <= keepLimit {
		return text
	}
	return strings.ToValidUTF8(text[:keepLimit], "")
}

// validation masks the answer to a validate. The worker resolves placeholders
// before it validates, so the values and the errors of such keys are clear
// text; so are those of keys that are secret by name.
func (m masking) validation(body []byte) (string, bool) {
	var wire struct {
		Name    json.RawMessage `json:"name"`
		Errors  json.RawMessage `json:"error_count"`
		Groups  json.RawMessage `json:"groups"`
		Configs []struct {
			Definition json.RawMessage         `json:"definition"`
			Value      *connect.ValidatedValue `json:"value"`
		} `json:"configs"`
	}
	if json.Unmarshal(body, &wire) != nil || wire.Configs == nil {
		return "", false
	}
	secret := secretKeys(m.config)
	for _, entry := range wire.Configs {
		v := entry.Value
		if v == nil || !secret(v.Name) && !strings.Contains(m.config[v.Name], "${") {
			continue
		}
		if v.Value != nil && *v.Value != "" {
			v.Value = new(hidden)
		}
		for i := range v.Errors {
			v.Errors[i] = hidden
		}
	}
	out, err := encode(wire)
	return string(out), err == nil
}

const hidden = "********"
