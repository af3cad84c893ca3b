package confluentface

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// bodyLimit is the largest body that is read, in bytes.
const bodyLimit = 4 << 20

// decode reads a body. A field that the service does not know is a violation.
func (f *Face) decode(r *http.Request, into any) reply {
	raw, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, bodyLimit))
	if err != nil {
		return invalid("The body could not be read.")
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return f.violation(http.StatusBadRequest, "a body that is not valid: "+err.Error())
	}
	return reply{}
}

// config reads a bare config: every value is a text.
func (f *Face) config(r *http.Request) (out map[string]string, refused reply) {
	refused = f.decode(r, &out)
	if refused.status == 0 && out == nil {
		refused = f.violation(http.StatusBadRequest, "no config")
	}
	return out, refused
}
