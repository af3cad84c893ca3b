package wire

import (
	"net/http"
	"strings"

	"sluiceway/backend/connect"
)

// login adds Basic credentials to every request without waiting for a challenge,
// because Connect's Basic extension answers 401 without WWW-Authenticate. It refuses
// to send them to another host.
func login(o Options, b Base, next http.RoundTripper) http.RoundTripper {
	if o.Profile.Login != connect.LoginBasic {
		return next
	}
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if !strings.EqualFold(req.URL.Hostname(), b.url.Hostname()) {
			return nil, &redirectError{to: req.URL}
		}
		clone := req.Clone(req.Context())
		clone.SetBasicAuth(o.Profile.Username, o.Secrets[connect.SecretPassword].Reveal())
		return next.RoundTrip(clone)
	})
}
