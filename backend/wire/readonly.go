package wire

import (
	"net/http"

	"sluiceway/backend/connect"
)

// readOnly allows only GET, HEAD and requests that the adapter calls harmless.
func readOnly(b Base, harmless func(method string, path []string) bool, next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if req.Method == http.MethodGet || req.Method == http.MethodHead || harmless != nil && harmless(req.Method, b.Segments(req.URL)) {
			return next.RoundTrip(req)
		}
		return nil, connect.Errorf(connect.CodeReadOnly, "This cluster's profile is read-only, so nothing was sent. To change something here, turn read-only off in the profile.")
	})
}
