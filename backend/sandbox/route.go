package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// call is one request on its way to a route.
type call struct {
	*http.Request

	args []string // the path parameters, decoded
}

// handler answers one method of one route.
type handler func(*call) reply

// route is a path and what it does. In the pattern "*" takes any one segment
// and "#" a number.
type route struct {
	pattern []string
	methods map[string]handler
	order   []string // methods in the order of the Allow header
}

// serve is the whole server: guard, faults, route.
func (s *Sandbox) serve(w http.ResponseWriter, r *http.Request) {
	if refused, bad := s.guard(r); bad {
		refused.write(w)
		return
	}
	if s.applyFault(w, r) {
		return
	}
	s.answer(r).write(w)
}

// answer routes a request that passed the guard.
func (s *Sandbox) answer(r *http.Request) reply {
	path := rawPath(r)
	if reason := refusedPath(path); reason != "" {
		refused := page(r.Method, http.StatusBadRequest, reason)
		refused.header["Connection"] = "close"
		return refused
	}
	found, args, matched := s.match(path)
	if !matched {
		return routeFail(http.StatusNotFound)
	}
	if s.loginFails(r) {
		return unauthorized()
	}
	method := r.Method
	if method == http.MethodOptions {
		return found.allow()
	}
	if method == http.MethodHead {
		method = http.MethodGet
	}
	handle, known := found.methods[method]
	if !known {
		return routeFail(http.StatusMethodNotAllowed)
	}
	return handle(&call{Request: r, args: args})
}

// rawPath is the path as the client sent it: "." and ".." must stay.
func rawPath(r *http.Request) string {
	target := r.RequestURI
	if !strings.HasPrefix(target, "/") {
		target = r.URL.EscapedPath()
	}
	path, _, _ := strings.Cut(target, "?")
	return path
}

// refusedPath says why Jetty 12 refuses a path, or nothing. This is what makes
// names with "/", "%" and "\" unreachable on 4.x workers.
func refusedPath(path string) string {
	lower := strings.ToLower(path)
	switch {
	case strings.Contains(path, "//"):
		return "Ambiguous URI empty segment"
	case strings.Contains(lower, "%2f"):
		return "Ambiguous URI path separator"
	case strings.Contains(lower, "%25"):
		return "Ambiguous URI path encoding"
	case strings.Contains(lower, "%5c"):
		return "Suspicious Path Character"
	}
	for segment := range strings.SplitSeq(lower, "/") {
		if dots := strings.ReplaceAll(segment, "%2e", "."); dots != segment && (dots == "." || dots == "..") {
			return "Ambiguous URI path segment"
		}
	}
	return ""
}

// match finds the route of a path. Matching is done on the encoded segments,
// without what follows a ";", and the arguments are decoded afterwards.
func (s *Sandbox) match(path string) (route, []string, bool) {
	segments := strings.Split(strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/"), "/")
	for i, segment := range segments {
		before, _, _ := strings.Cut(segment, ";")
		decoded, err := url.PathUnescape(before)
		if err != nil {
			return route{}, nil, false
		}
		segments[i] = decoded
	}
	for _, candidate := range s.routes {
		if args, matches := candidate.matches(segments); matches {
			return candidate, args, true
		}
	}
	return route{}, nil, false
}

func (r route) matches(segments []string) ([]string, bool) {
	if len(segments) != len(r.pattern) {
		return nil, false
	}
	var args []string
	for i, part := range r.pattern {
		switch part {
		case "*":
			if segments[i] == "" {
				return nil, false
			}
			args = append(args, segments[i])
		case "#":
			if _, err := strconv.ParseUint(segments[i], 10, 31); err != nil {
				return nil, false
			}
			args = append(args, segments[i])
		default:
			if segments[i] != part {
				return nil, false
			}
		}
	}
	return args, true
}

// allow answers OPTIONS.
func (r route) allow() reply {
	names := r.order
	if slices.Contains(names, http.MethodGet) {
		names = append([]string{http.MethodHead}, names...)
	}
	names = append(slices.Clone(names), http.MethodOptions)
	return reply{
		status: http.StatusOK, contentType: "text/plain", raw: []byte(strings.Join(names, ", ")),
		header: map[string]string{"Allow": strings.Join(names, ",")},
	}
}
