package confluentface

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"sluiceway/backend/sandbox/plugins"
)

// reply is what a route answers.
type reply struct {
	status int
	body   any    // encoded as JSON
	text   string // without a body
	packed bool
}

// The three shapes of errors of the connector routes.
type (
	wrapped struct {
		Error code `json:"error"`
	}
	code struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}
	old struct {
		Code    int    `json:"error_code"`
		Message string `json:"message"`
	}
)

func ok(body any) reply { return reply{status: http.StatusOK, body: body} }

// fail answers with the most usual shape of an error.
func fail(status int, format string, args ...any) reply {
	return reply{status: status, body: wrapped{code{status, fmt.Sprintf(format, args...)}}}
}

// invalid refuses an input.
func invalid(format string, args ...any) reply {
	return reply{status: http.StatusBadRequest, body: code{http.StatusBadRequest, fmt.Sprintf(format, args...)}}
}

func (r reply) write(w http.ResponseWriter) {
	raw := []byte(r.text)
	kind := "text/plain; charset=utf-8"
	if r.body != nil {
		raw, kind = plugins.ToJSON(r.body), "application/json"
	}
	if len(raw) > 0 {
		w.Header().Set("Content-Type", kind)
	}
	if r.packed && len(raw) > 0 {
		var out bytes.Buffer
		z := gzip.NewWriter(&out)
		_, _ = z.Write(raw)
		_ = z.Close()
		raw = out.Bytes()
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(raw) // a client that went away is no concern of the service
}

// segments returns the decoded segments of a path.
func segments(r *http.Request) ([]string, bool) {
	raw, _, _ := strings.Cut(r.RequestURI, "?")
	var out []string
	for part := range strings.SplitSeq(strings.TrimPrefix(raw, "/"), "/") {
		text, err := url.PathUnescape(part)
		if err != nil || text == "" || text == "." || text == ".." {
			return nil, false
		}
		out = append(out, text)
	}
	return out, true
}
