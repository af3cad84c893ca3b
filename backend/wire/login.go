package wire

import (
	"net/http"
	"strings"

	"golang.org/x/net/http/httpguts"

	"sluiceway/backend/connect"
)

// login adds the headers and the login of the profile to every request, without waiting for
// a challenge, because Connect's Basic extension answers 401 without WWW-Authenticate. It
// refuses to send them to another host.
func login(o Options, b Base, next http.RoundTripper) (http.RoundTripper, error) {
	headers, err := headersOf(o)
	if err != nil {
		return nil, err
	}
	var authorise func(*http.Request) // nil: no login of the profile's own
	switch o.Profile.Login {
	case connect.LoginBasic:
		authorise = func(req *http.Request) {
			req.SetBasicAuth(o.Profile.Username, o.Secrets[connect.SecretPassword].Reveal())
		}
	case connect.LoginBearer:
		token, err := bearer(o)
		if err != nil {
			return nil, err
		}
		authorise = func(req *http.Request) { req.Header.Set("Authorization", "Bearer "+token) }
	case connect.LoginOAuth:
		tokens, err := newTokens(o)
		if err != nil {
			return nil, err
		}
		next = tokens.login(next)
	case connect.LoginNone, connect.LoginSession:
	}
	if authorise == nil && len(headers) == 0 && o.Profile.Login != connect.LoginOAuth {
		return next, nil
	}
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		if !o.mayLogIn(b, req.URL) {
			return nil, &redirectError{to: req.URL}
		}
		clone := req.Clone(req.Context())
		headers.addTo(clone)
		if authorise != nil {
			authorise(clone)
		}
		return next.RoundTrip(clone)
	}), nil
}

// bearer returns the token, which is often pasted with a line end.
func bearer(o Options) (string, error) {
	token := strings.TrimSpace(o.Secrets[connect.SecretToken].Reveal())
	if !httpguts.ValidHeaderFieldValue(token) {
		return "", connect.Errorf(connect.CodeInvalid, "The bearer token contains characters that cannot be sent, such as a line break. Nothing was sent. Enter it again in the cluster's profile.")
	}
	return token, nil
}

// headers are the headers of a profile, with their secret values.
type headers []header

type header struct{ name, value string }

func headersOf(o Options) (headers, error) {
	var out headers
	for _, h := range o.Profile.Headers {
		value := h.Value
		if h.Secret {
			value = o.Secrets[connect.SecretHeader+connect.SecretKey(h.Name)].Reveal()
		}
		value = strings.TrimSpace(value)
		if !httpguts.ValidHeaderFieldName(h.Name) || !httpguts.ValidHeaderFieldValue(value) {
			return nil, connect.Errorf(connect.CodeInvalid, "The header “%s” cannot be sent: its name or its value has characters that HTTP does not allow. Nothing was sent. Change it in the cluster's profile.", h.Name)
		}
		out = append(out, header{h.Name, value})
	}
	return out, nil
}

// addTo replaces what the app sends itself under the same names, and adds a header that is
// in the profile several times as often.
func (h headers) addTo(req *http.Request) {
	for _, one := range h {
		req.Header.Del(one.name)
	}
	for _, one := range h {
		if strings.EqualFold(one.name, "Host") {
			req.Host = one.value
			continue
		}
		req.Header.Add(one.name, one.value)
	}
}
