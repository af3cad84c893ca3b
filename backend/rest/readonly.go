package rest

import (
	"net/http"

	"sluiceway/backend/connect"
)

// readOnly lets GET and HEAD out of the process, and the PUT that validates a
// config without keeping it.
func readOnly(b base, next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if req.Method == http.MethodGet || req.Method == http.MethodHead || isValidate(b, req) {
			return next.RoundTrip(req)
		}
		return nil, connect.Errorf(connect.CodeReadOnly, "This cluster's profile is read-only, so nothing was sent. To change something here, turn read-only off in the profile.")
	})
}

func isValidate(b base, req *http.Request) bool {
	s := b.segments(req.URL)
	return req.Method == http.MethodPut && len(s) == 4 && s[0] == "connector-plugins" && s[2] == "config" && s[3] == "validate"
}
