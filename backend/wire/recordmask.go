package wire

import (
	"encoding/base64"
	"io"
	"net/http"
	"strings"

	"sluiceway/backend/redact"
)

// A body is masked as a whole and then cut to recordLimit. A body over maskLimit is
// not recorded. Both are in bytes.
const (
	maskLimit   = 1 << 20
	recordLimit = 64 << 10
)

// minSecret is the length of the shortest secret that is masked wherever it occurs.
const minSecret = 4

// masking masks secrets in the bodies of one call. Secrets found in the request are
// masked in the answer, too.
type masking struct {
	body        []byte
	credentials []string
	masker      redact.Masker
}

func maskingOf(b Base, d Dialect, req *http.Request, known []string) masking {
	m := masking{credentials: append(credentials(req), known...), body: bodyOf(req)}
	if d.Masker != nil {
		m.masker = d.Masker(b.Segments(req.URL), m.body)
	}
	m.masker.Known = append(m.masker.Known, m.credentials...)
	return m
}

// bodyOf returns a copy of the body of a request, or nil if there is none.
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

// credentials returns the parts of the login that a server could echo.
func credentials(req *http.Request) []string {
	scheme, encoded, ok := strings.Cut(req.Header.Get("Authorization"), " ")
	if !ok {
		return nil
	}
	if scheme != "Basic" {
		return []string{encoded} // a token
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

// plain masks only the login. It is meant for answers that contain no values and are
// too long to be masked as if they did.
func (m masking) plain(body []byte) string {
	if len(body) > maskLimit {
		return ""
	}
	text := string(body)
	for _, known := range m.credentials {
		if len(known) < minSecret {
			continue
		}
		text = strings.ReplaceAll(text, known, redact.Mask)
	}
	return cut(text)
}

func (m masking) text(body []byte) string {
	if len(body) == 0 || len(body) > maskLimit {
		return ""
	}
	return cut(string(m.masker.JSON(body)))
}

func cut(text string) string {
	if len(text) <= recordLimit {
		return text
	}
	return strings.ToValidUTF8(text[:recordLimit], "")
}
