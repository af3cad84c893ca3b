package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"

	"sluiceway/backend/connect"
)

// Trouble is the reason why there was no answer.
type Trouble struct {
	Code  connect.Code
	Text  string          // what happened
	Next  string          // what to do next
	Short string          // what happened, for a line of the call log
	Fix   connect.StepFix // what the page can offer
	Sent  bool            // the request may have reached the worker
	At    Stage           // where it happened
	Words string          // the other side's message, masked; empty: none
}

// Stage is a part of the way to the worker.
type Stage string

// The stages that are not the worker's own.
const (
	StageWorker Stage = ""
	StageProxy  Stage = "proxy"
	StageBehind Stage = "behind" // between the proxy and the worker
	StageToken  Stage = "token"  // the address that gives tokens
)

// Diagnose explains an error of net/http.
func (b Base) Diagnose(err error) Trouble {
	if e, ok := errors.AsType[*addressError](err); ok && e.cause != nil {
		t := e.base.Diagnose(e.cause)
		if e.tried > 1 && !t.Sent {
			t.Text = fmt.Sprintf("None of the %d workers in the cluster's profile could be reached. ", e.tried) + t.Text
		}
		return t
	}
	if e, ok := errors.AsType[*tokenError](err); ok && !errors.Is(err, context.Canceled) {
		return e.diagnose()
	}
	if t, ok := gaveUp(err); ok {
		return t
	}
	if e, ok := errors.AsType[*proxyError](err); ok {
		return e.diagnose(b.url.Host)
	}
	if t, ok := b.misdirected(err); ok {
		return t
	}
	if t, ok := b.distrusted(err); ok {
		return t
	}
	if t, ok := b.notConnected(err); ok {
		return t
	}
	return Trouble{
		Code: connect.CodeUnreachable, Sent: true, Short: "connection lost",
		Text: "The connection to " + b.Host() + " was lost before there was an answer.", Next: "Check that the worker is still running.",
	}
}

func gaveUp(err error) (Trouble, bool) {
	_, waiting := errors.AsType[*waitEnded](err)
	_, unsent := errors.AsType[*unsentError](err)
	if _, ok := errors.AsType[*tokenError](err); ok {
		unsent = true
	}
	timeout := errors.Is(err, context.DeadlineExceeded)
	if ne, ok := errors.AsType[net.Error](err); ok && ne.Timeout() {
		timeout = true
	}
	switch {
	case errors.Is(err, context.Canceled):
		return Trouble{Code: connect.CodeCanceled, Text: "Cancelled.", Short: "cancelled", Sent: !waiting && !unsent}, true
	case timeout && unsent:
		return Trouble{Code: connect.CodeUnreachable, Text: "Could not connect within the time limit.", Short: "not connected in time", Next: "Check the address, and whether a VPN is needed or a firewall blocks the connection."}, true
	case timeout:
		return Trouble{Code: connect.CodeTimeout, Text: "The worker did not answer within the time limit.", Short: "time limit reached", Sent: !waiting, Next: "Check whether it is busy, or raise the limit in the cluster's profile."}, true
	}
	return Trouble{}, false
}

// misdirected diagnoses a server that is not what the address says.
func (b Base) misdirected(err error) (Trouble, bool) {
	text, host := err.Error(), b.Host()
	if r, ok := errors.AsType[*redirectError](err); ok {
		return Trouble{
			Code: connect.CodeNotConnect, Short: "redirected",
			Text: fmt.Sprintf("%s redirects this call to %s. The redirect was not followed.", host, origin(r.to)),
			Next: "If that is the right address, enter it in the cluster's profile.",
		}, true
	}
	_, notTLS := errors.AsType[tls.RecordHeaderError](err)
	switch {
	case strings.Contains(text, "server gave HTTP response to HTTPS client"), notTLS:
		return Trouble{Code: connect.CodeUnreachable, Short: "not HTTPS", Fix: connect.FixHTTP, Text: host + " uses http, but the address starts with https.", Next: "Change the address to http://."}, true
	case strings.Contains(text, `malformed HTTP response "\x15\x03`):
		return Trouble{Code: connect.CodeUnreachable, Short: "not HTTP, but HTTPS", Fix: connect.FixHTTPS, Text: host + " uses https, but the address starts with http.", Next: "Change the address to https://."}, true
	case strings.Contains(text, "malformed HTTP"):
		return Trouble{Code: connect.CodeNotConnect, Short: "not HTTP", Text: "The server at " + host + " does not use HTTP.", Next: "Check the port: it may be that of a Kafka broker, for example."}, true
	}
	return Trouble{}, false
}

// notConnected diagnoses a connection that could not be made, so nothing was sent.
func (b Base) notConnected(err error) (Trouble, bool) {
	t := Trouble{Code: connect.CodeUnreachable}
	host := b.url.Hostname()
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		t.Short, t.Text = "name not resolved", fmt.Sprintf("The host name “%s” could not be resolved.", dns.Name)
		t.Next = "Check the spelling, and whether a VPN is needed."
		return t, true
	}
	op, _ := errors.AsType[*net.OpError](err)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		t.Short, t.Text = "connection refused", fmt.Sprintf("Nothing is listening on %s: the connection was refused.", b.Host())
		t.Next = "Check that the worker is running and that the port is right."
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		t.Short, t.Text, t.Next = "no route", "There is no route to "+host+".", "Check whether a VPN is needed."
	case op != nil && op.Op == "dial":
		t.Short, t.Text, t.Next = "not connected", "Could not connect to "+b.Host()+".", "Check the address and the network."
	default:
		return Trouble{}, false
	}
	return t, true
}
