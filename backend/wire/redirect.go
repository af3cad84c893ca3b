package wire

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const redirectLimit = 3

// redirectError is a redirect that is not followed: only addresses of the
// profile are contacted, never one taken from an answer.
type redirectError struct{ to *url.URL }

func (e *redirectError) Error() string { return "redirected to " + origin(e.to) }

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

// checkRedirect follows a read that stays on its host and does not leave TLS.
// A write is never followed: net/http would turn it into a GET. Neither is a
// path with dots, which only a server that normalises it sends elsewhere.
func checkRedirect(req *http.Request, via []*http.Request) error {
	first, last := via[0], via[len(via)-1]
	sameHost := strings.EqualFold(req.URL.Hostname(), last.URL.Hostname())
	samePort := req.URL.Scheme == last.URL.Scheme && req.URL.Port() == last.URL.Port()
	upgrade := last.URL.Scheme == "http" && req.URL.Scheme == "https"
	dots := slices.ContainsFunc(strings.Split(first.URL.EscapedPath(), "/"), func(s string) bool { return s == "." || s == ".." })
	if first.Method != http.MethodGet || !sameHost || !samePort && !upgrade || dots || len(via) > redirectLimit {
		return &redirectError{to: req.URL}
	}
	return nil
}
