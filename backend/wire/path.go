package wire

import (
	"net/url"
	"strings"

	"sluiceway/backend/connect"
)

// Base is the profile's URL: scheme, host and an optional base path without a
// trailing slash.
type Base struct{ url url.URL }

// NewBase parses the URL of a profile. It returns an Error with CodeInvalid if it
// cannot.
func NewBase(text string) (Base, error) {
	u, err := url.Parse(withWayPort(text))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		return Base{}, &connect.Error{Code: connect.CodeInvalid, Text: "The address of this cluster cannot be used. It looks like http://localhost:8083.", Err: err}
	}
	path := strings.TrimSuffix(u.EscapedPath(), "/")
	plain, err := url.PathUnescape(path)
	if err != nil {
		return Base{}, &connect.Error{Code: connect.CodeInvalid, Text: "The path in the address of this cluster cannot be used.", Err: err}
	}
	return Base{url.URL{Scheme: u.Scheme, Host: u.Host, Path: plain, RawPath: path}}, nil
}

// At returns the URL of a path below the base. Each segment is escaped on its own,
// so a name with "/" stays one segment. "." and ".." are sent unchanged: workers
// take them for names, whereas joining would turn ".." + "/restart" into "/restart".
func (b Base) At(segments []string, query url.Values) *url.URL {
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

// Below returns the escaped path and query of u relative to the base, as the call
// log shows them.
func (b Base) Below(u *url.URL) string {
	path := strings.TrimPrefix(u.EscapedPath(), b.url.RawPath)
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return path
}

// Segments returns the escaped path segments of u below the base.
func (b Base) Segments(u *url.URL) []string {
	return strings.Split(strings.Trim(strings.TrimPrefix(u.EscapedPath(), b.url.RawPath), "/"), "/")
}

// Host returns the host and port of the base. The port may be [connect.PortWord].
func (b Base) Host() string { return shownHost(&b.url) }
