package sandbox

import (
	"crypto/subtle"
	"net/http"
)

// guard refuses what no client of ours sends: another Host (a page that
// rebinds its own name to 127.0.0.1) and any Origin (a page in a browser).
func (s *Sandbox) guard(r *http.Request) (reply, bool) {
	if r.Host != "127.0.0.1:"+s.port && r.Host != "localhost:"+s.port {
		return fail(http.StatusForbidden, "The sandbox answers only to its own address."), true
	}
	if len(r.Header.Values("Origin")) > 0 {
		return fail(http.StatusForbidden, "The sandbox does not answer to web pages."), true
	}
	return reply{}, false
}

// loginFails checks HTTP Basic where it is switched on. As on a real worker it
// covers every known route, and unknown routes answer 404 without it.
func (s *Sandbox) loginFails(r *http.Request) bool {
	if s.options.User == "" {
		return false
	}
	user, password, given := r.BasicAuth()
	userFits := subtle.ConstantTimeCompare([]byte(user), []byte(s.options.User)) == 1
	passwordFits := subtle.ConstantTimeCompare([]byte(password), []byte(s.options.Password)) == 1
	return !given || !userFits || !passwordFits
}

// unauthorized is the answer of the worker's Basic extension: plain text
// labelled as JSON, without a challenge.
func unauthorized() reply {
	return reply{status: http.StatusUnauthorized, contentType: typeJSON, raw: []byte("User cannot access the resource.")}
}
