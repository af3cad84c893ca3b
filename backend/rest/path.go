package rest

import (
	"net/url"
	"strings"

	"sluiceway/backend/connect"
)

// base is the profile's URL: scheme, host and an optional base path without a
// trailing slash.
type base struct{ url url.URL }

func newBase(text string) (base, error) {
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		return base{}, &connect.Error{Code: connect.CodeInvalid, Text: "The address of this cluster cannot be used. It looks like http://localhost:8083.", Err: err}
	}
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	plain, err := url.PathUnescape(path)
	if err != nil {
		return base{}, &connect.Error{Code: connect.CodeInvalid, Text: "The path in the address of this cluster cannot be used.", Err: err}
	}
	return base{url.URL{Scheme: u.Scheme, Host: u.Host, Path: plain, RawPath: path}}, nil
}

// at returns the URL of a path below the base. Every segment is escaped by
// itself, so a name with "/" stays one segment. "." and ".." are sent as they
// are: workers take them for names, and joining would collapse them, which
// would turn ".." + "/restart" into "/restart".
func (b base) at(segments []string, query url.Values) *url.URL {
	u := b.url
	if len(segments) == 0 {
		u.Path, u.RawPath = u.Path+"/", u.RawPath+"/"
	}
	for _, segment := range segments {
		u.Path += "/" + segment
		u.RawPath += "/" + url.PathEscape(segment)
	}
	u.RawQuery = query.Encode()
	return &u
}

// below returns the escaped path and query of u under the base, as the call
// log shows it.
func (b base) below(u *url.URL) string {
	path := strings.TrimPrefix(u.EscapedPath(), b.url.RawPath)
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}

// segments splits the escaped path of u under the base.
func (b base) segments(u *url.URL) []string {
	return strings.Split(strings.Trim(strings.TrimPrefix(u.EscapedPath(), b.url.RawPath), "/"), "/")
}
