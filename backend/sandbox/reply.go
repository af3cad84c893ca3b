package sandbox

import (
	"fmt"
	"net/http"

	"sluiceway/backend/sandbox/plugins"
)

// reply is what a route answers. Exactly one of body and raw is used; neither
// gives an empty answer.
type reply struct {
	status      int
	body        any
	raw         []byte
	contentType string
	header      map[string]string
}

const (
	typeJSON = "application/json"
	typeHTML = "text/html;charset=iso-8859-1"
)

// ok answers 200 with a JSON body.
func ok(body any) reply { return reply{status: http.StatusOK, body: body, contentType: typeJSON} }

// encoded answers 200 with JSON that is ready.
func encoded(raw []byte) reply {
	return reply{status: http.StatusOK, raw: raw, contentType: typeJSON}
}

// done answers without a body.
func done(status int) reply { return reply{status: status} }

// problem is the error shape of Connect.
type problem struct {
	Code    int    `json:"error_code"`
	Message string `json:"message"`
}

// fail answers with the error shape of Connect.
func fail(status int, format string, args ...any) reply {
	return reply{status: status, body: problem{status, fmt.Sprintf(format, args...)}, contentType: typeJSON}
}

// routeFail is an error of the routing layer, which a real worker sends in the
// same shape but without a content type.
func routeFail(status int) reply {
	r := fail(status, "HTTP %d %s", status, http.StatusText(status))
	r.contentType = ""
	return r
}

// page is an error that the HTTP server gives before Connect sees the call.
// Only GET, HEAD and POST get the page; other methods get an empty body.
func page(method string, status int, reason string) reply {
	r := reply{status: status, header: map[string]string{"Cache-Control": "must-revalidate,no-cache,no-store"}}
	if method != http.MethodGet && method != http.MethodHead && method != http.MethodPost {
		return r
	}
	r.contentType = typeHTML
	r.raw = fmt.Appendf(nil, "<html>\n<head>\n<title>Error %[1]d %[2]s</title>\n</head>\n<body>\n<h2>HTTP ERROR %[1]d %[2]s</h2>\n"+
		"<table>\n<tr><th>STATUS:</th><td>%[1]d</td></tr>\n<tr><th>MESSAGE:</th><td>%[2]s</td></tr>\n</table>\n</body>\n</html>\n", status, reason)
	return r
}

// write sends a reply. The content type is set to nothing on purpose where
// there is none: net/http would guess one.
func (r reply) write(w http.ResponseWriter) {
	raw := r.raw
	if r.body != nil {
		raw = plugins.ToJSON(r.body)
	}
	header := w.Header()
	header["Content-Type"] = nil
	if r.contentType != "" {
		header.Set("Content-Type", r.contentType)
	}
	for name, value := range r.header {
		header.Set(name, value)
	}
	if r.status != http.StatusNoContent {
		header.Set("Content-Length", fmt.Sprint(len(raw)))
	}
	w.WriteHeader(r.status)
	// A client that went away is no concern of the worker.
	_, _ = w.Write(raw)
}
