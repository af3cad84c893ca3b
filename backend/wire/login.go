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
		var secret connect.Secret
		if o.Secret != nil {
			var err error
			if secret, err = o.Secret(req.Context()); err != nil {
				return nil, err
			}
		}
		clone := req.Clone(req.Context())
		clone.SetBasicAuth(o.Profile.Username, secret.Reveal())
		return next.RoundTrip(clone)
	})
}
