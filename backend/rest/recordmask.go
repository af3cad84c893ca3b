package rest

import (
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"

	"sluiceway/backend/redact"
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
	body        []byte
	credentials []string
	masker      redact.Masker
	public      bool // the answer is about plugins, not about connectors
}

func maskingOf(b base, known *learned, req *http.Request) masking {
	m := masking{credentials: credentials(req)}
	m.public = req.Method == http.MethodGet && b.segments(req.URL)[0] == "connector-plugins"
	m.body = bodyOf(req)
	m.masker = redact.Learn(m.body, known.secret()...)
	m.masker = m.masker.And(known.about(b.segments(req.URL)))
	m.masker.Known = append(m.masker.Known, m.credentials...)
	return m
}

// about is what hides the secrets of the connector that a path names. Where its
// config was never seen, a trace is hidden whole.
func (l *learned) about(path []string) redact.Masker {
	if len(path) < 2 || path[0] != "connectors" {
		return redact.For(nil, l.secret()...)
	}
	name, err := url.PathUnescape(path[1])
	if err != nil {
		name = path[1]
	}
	masker, known := l.masker(name)
	if !known {
		masker.Secret["trace"] = true
	}
	return masker
}

// bodyOf reads the body of a request once more; nil if there is none.
func bodyOf(req *http.Request) []byte {
	if req.GetBody == nil {
		return nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil
	}
	defer func() { _ = body.Close() }()
	text, err := io.ReadAll(io.LimitReader(body, maskLimit+1))
	if err != nil {
		return nil
	}
	return text
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

func (m masking) request() string { return m.text(m.body) }

func (m masking) answer(body []byte) string {
	if !m.public || len(body) > maskLimit {
		return m.text(body)
	}
	// Definitions hold no values, and masking 90 kB of docs would delay a form.
	text := cut(string(body))
	for _, known := range m.credentials {
		text = strings.ReplaceAll(text, known, redact.Mask)
	}
	return text
}

func (m masking) text(body []byte) string {
	if len(body) == 0 || len(body) > maskLimit {
		return ""
	}
	return cut(string(m.masker.JSON(body)))
}

func cut(text string) string {
	if len(text) <= keepLimit {
		return text
	}
	return strings.ToValidUTF8(text[:keepLimit], "")
}
