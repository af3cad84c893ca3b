package sandbox

import (
	"net/http"
	"strings"
	"time"

	"sluiceway/backend/sandbox/plugins"
)

const defaultSlow = 5 * time.Second

// FaultKind names a way in which a worker can fail on demand.
type FaultKind string

// The faults. "Writes" are all calls but GET, HEAD, OPTIONS and validate.
const (
	// FaultRebalance answers writes with the 409 that means rebalance; nothing
	// is done.
	FaultRebalance FaultKind = "rebalance"
	// FaultReadRebalance answers reads below /connectors/{name} with the 500
	// that means rebalance.
	FaultReadRebalance FaultKind = "read_rebalance"
	// FaultError answers any call with a 500.
	FaultError FaultKind = "error"
	// FaultBusy answers any call with the worker's own time-out; the call has
	// been carried out.
	FaultBusy FaultKind = "busy"
	// FaultSlow carries out any call, Options.SlowBy later.
	FaultSlow FaultKind = "slow"
	// FaultDrop closes the connection without an answer; nothing is done.
	FaultDrop FaultKind = "drop"
	// FaultLost carries the call out and closes the connection without an answer.
	FaultLost FaultKind = "lost"
	// FaultCut announces the whole answer and breaks off in its middle.
	FaultCut FaultKind = "cut"
	// FaultStarting answers any call with the HTML 404 of a starting worker.
	FaultStarting FaultKind = "starting"
	// FaultProxy answers any call with the HTML 502 of a proxy before the worker.
	FaultProxy FaultKind = "proxy"
	// FaultUnauthorized answers any call with the worker's 401.
	FaultUnauthorized FaultKind = "unauthorized"
	// FaultRedirect answers any call with a redirect to another host.
	FaultRedirect FaultKind = "redirect"
)

// faultKinds lists the faults in the order in which they are applied: first those
// that affect only some calls.
func faultKinds() []FaultKind {
	return []FaultKind{
		FaultRebalance, FaultReadRebalance, FaultUnauthorized, FaultStarting, FaultProxy, FaultRedirect,
		FaultError, FaultBusy, FaultSlow, FaultDrop, FaultLost, FaultCut,
	}
}

// Fault arms a fault for the next n calls that it applies to. With a negative n it
// stays armed until Fault(kind, 0) or Reset.
func (s *Sandbox) Fault(kind FaultKind, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[kind] = n
}

// nextFault returns the armed fault for a request and counts it down.
func (s *Sandbox) nextFault(r *http.Request) (FaultKind, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, kind := range faultKinds() {
		n := s.faults[kind]
		if n == 0 || !appliesTo(kind, r) {
			continue
		}
		if n > 0 {
			s.faults[kind] = n - 1
		}
		return kind, true
	}
	return "", false
}

func appliesTo(kind FaultKind, r *http.Request) bool {
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
	path := rawPath(r)
	switch kind {
	case FaultRebalance:
		return !reads && !strings.HasPrefix(path, "/connector-plugins/")
	case FaultReadRebalance:
		return reads && strings.HasPrefix(path, "/connectors/") && !strings.HasSuffix(path, "/status") && !strings.HasSuffix(path, "/topics")
	case FaultError, FaultBusy, FaultSlow, FaultDrop, FaultLost, FaultCut, FaultStarting, FaultProxy,
		FaultUnauthorized, FaultRedirect:
		return true
	}
	return false
}

// applyFault answers a request with an armed fault. It returns false if none was
// armed, or if it only delayed the answer.
func (s *Sandbox) applyFault(w http.ResponseWriter, r *http.Request) bool {
	kind, armed := s.nextFault(r)
	if !armed {
		return false
	}
	switch kind {
	case FaultSlow:
		if s.options.Wait(r.Context(), s.options.SlowBy) == nil {
			return false
		}
		drop(w) // writing nothing would be an empty 200
	case FaultDrop:
		drop(w)
	case FaultLost:
		s.answer(r)
		drop(w)
	case FaultCut:
		writeHalf(w, s.answer(r))
	case FaultBusy:
		s.answer(r)
		faultReply(kind).write(w)
	case FaultRebalance, FaultReadRebalance, FaultError, FaultStarting, FaultProxy, FaultUnauthorized, FaultRedirect:
		faultReply(kind).write(w)
	}
	return true
}

// faultReply is the fixed answer of a fault.
func faultReply(kind FaultKind) reply {
	switch kind {
	case FaultRebalance:
		return fail(http.StatusConflict, "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)")
	case FaultReadRebalance:
		return fail(http.StatusInternalServerError, "Request cannot be completed because a rebalance is expected")
	case FaultBusy:
		return fail(http.StatusInternalServerError, "Request timed out. The worker is currently polling the group coordinator, which began at the start of this simulated minute.")
	case FaultStarting:
		return page(http.MethodGet, http.StatusNotFound, "Not Found")
	case FaultProxy:
		return reply{status: http.StatusBadGateway, contentType: "text/html", raw: []byte("<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n")}
	case FaultUnauthorized:
		return unauthorized()
	case FaultRedirect:
		return reply{status: http.StatusFound, header: map[string]string{"Location": "http://elsewhere.invalid/connectors"}}
	case FaultError, FaultSlow, FaultDrop, FaultLost, FaultCut:
	}
	return fail(http.StatusInternalServerError, "The simulated worker was made to fail.")
}

// drop closes the connection under the client.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	_ = conn.Close()
}

// cutOff promises the whole body, sends half of it and hangs up.
func writeHalf(w http.ResponseWriter, r reply) {
	if r.body != nil {
		r.raw, r.body = plugins.ToJSON(r.body), nil
	}
	conn, stream, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	head := http.Response{StatusCode: r.status, ProtoMajor: 1, ProtoMinor: 1, ContentLength: int64(len(r.raw)), Header: http.Header{"Content-Type": {r.contentType}}}
	head.Body = http.NoBody
	if len(r.raw) > 0 {
		head.Body = halfOf(r.raw)
	}
	// The body is shorter than announced; that error is the point.
	_ = head.Write(stream)
	_ = stream.Flush()
	_ = conn.Close()
}
