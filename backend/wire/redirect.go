package wire

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const maxRedirects = 3

// redirectError is a redirect that is not followed: only addresses of the
// profile are contacted, never one taken from an answer.
type redirectError struct{ to *url.URL }

func (e *redirectError) Error() string { return "redirected to " + origin(e.to) }

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

// checkRedirect allows a redirect of a GET to the same scheme, host and port: the login
// belongs to these three, so not even a move from http to https takes it along. A
// redirected write is refused, because net/http would turn it into a GET. So is a path
// with "." or "..", because only a server that normalises paths redirects it.
func checkRedirect(req *http.Request, via []*http.Request) error {
	first, last := via[0], via[len(via)-1]
	sameAddress := req.URL.Scheme == last.URL.Scheme && strings.EqualFold(req.URL.Hostname(), last.URL.Hostname()) && req.URL.Port() == last.URL.Port()
	dots := slices.ContainsFunc(strings.Split(first.URL.EscapedPath(), "/"), func(s string) bool { return s == "." || s == ".." })
	if first.Method != http.MethodGet || !sameAddress || dots || len(via) > maxRedirects {
		return &redirectError{to: req.URL}
	}
	return nil
}
