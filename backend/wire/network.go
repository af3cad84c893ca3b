package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"

	"sluiceway/backend/connect"
)

// Trouble is why nothing was answered: a sentence for people and what to do
// next, a short form for a line of the call log, and what the page can offer
// (see connect.Step).
type Trouble struct {
	Code  connect.Code
	Text  string
	Next  string
	Short string
	Fix   connect.StepFix
	Sent  bool // the request may have arrived
}

// Diagnose finds the plain reason of an error of net/http.
func (b Base) Diagnose(err error) Trouble {
	if t, ok := gaveUp(err); ok {
		return t
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
		Text: "The connection to " + b.url.Host + " was lost before there was an answer.", Next: "Check whether the worker is still running.",
	}
}

func gaveUp(err error) (Trouble, bool) {
	_, betweenTries := errors.AsType[*waitEnded](err)
	_, unsent := errors.AsType[*unsentError](err)
	timeout := errors.Is(err, context.DeadlineExceeded)
	if ne, ok := errors.AsType[net.Error](err); ok && ne.Timeout() {
		timeout = true
	}
	switch {
	case errors.Is(err, context.Canceled):
		return Trouble{Code: connect.CodeCanceled, Text: "Cancelled.", Short: "cancelled", Sent: !betweenTries && !unsent}, true
	case timeout && unsent:
		return Trouble{Code: connect.CodeUnreachable, Text: "No connection could be made within the time limit.", Short: "not connected in time", Next: "Check the address, and whether a VPN is needed or a firewall is in the way."}, true
	case timeout:
		return Trouble{Code: connect.CodeTimeout, Text: "The worker did not answer within the time limit.", Short: "time limit reached", Sent: !betweenTries, Next: "Check whether it is busy, or raise the limit in the cluster's profile."}, true
	}
	return Trouble{}, false
}

// misdirected: something answers, but not what the address promises.
func (b Base) misdirected(err error) (Trouble, bool) {
	text, host := err.Error(), b.url.Host
	if r, ok := errors.AsType[*redirectError](err); ok {
		return Trouble{
			Code: connect.CodeNotConnect, Short: "redirected",
			Text: fmt.Sprintf("%s redirects this call to %s. The redirect was not followed.", host, origin(r.to)),
			Next: "If that is the right address, put it into the cluster's profile.",
		}, true
	}
	_, record := errors.AsType[tls.RecordHeaderError](err)
	switch {
	case strings.Contains(text, "server gave HTTP response to HTTPS client"), record:
		return Trouble{Code: connect.CodeUnreachable, Short: "speaks http", Fix: "http", Text: host + " speaks http, and the address says https.", Next: "Change the address to http://."}, true
	case strings.Contains(text, `malformed HTTP response "\x15\x03`):
		return Trouble{Code: connect.CodeUnreachable, Short: "speaks https", Fix: "https", Text: host + " speaks https, and the address says http.", Next: "Change the address to https://."}, true
	case strings.Contains(text, "malformed HTTP"):
		return Trouble{Code: connect.CodeNotConnect, Short: "no HTTP", Text: "What answers at " + host + " does not speak HTTP.", Next: "Check the port: a Kafka broker, for one, speaks its own language."}, true
	}
	return Trouble{}, false
}

// distrusted: one side does not accept the certificate of the other.
func (b Base) distrusted(err error) (Trouble, bool) {
	t := Trouble{Code: connect.CodeUntrusted, Fix: "add_ca", Short: "certificate not trusted"}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		t.Text, t.Next = "The certificate was signed by an authority that this computer does not know.", "Add the authority's CA file to the cluster's profile."
		return t, true
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		t.Short, t.Fix = "certificate for another name", "skip_verify"
		t.Text, t.Next = "The certificate is for another name than "+b.url.Hostname()+".", "Use a name that the certificate holds, or turn the check off for this cluster."
		return t, true
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		t.Short, t.Fix = "certificate not valid", "skip_verify"
		t.Text, t.Next = "The certificate is not valid.", "Have it renewed, or turn the check off for this cluster."
		if invalid.Reason == x509.Expired {
			t.Short, t.Text = "certificate out of date", "The certificate is out of date, or not valid yet."
		}
		return t, true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		t.Text, t.Next = "The certificate was not accepted.", "Add the authority's CA file to the cluster's profile."
		return t, true
	}
	if text := err.Error(); strings.Contains(text, "remote error: tls: bad certificate") || strings.Contains(text, "tls: certificate required") {
		t.Short, t.Fix = "asks for a client certificate", ""
		t.Text, t.Next = "The worker wants a client certificate, which Sluiceway cannot send yet.", "Use a listener of the worker that does not ask for one."
		return t, true
	}
	if strings.Contains(err.Error(), "tls: ") {
		return Trouble{Code: connect.CodeUnreachable, Short: "TLS failed", Text: "The TLS handshake failed.", Next: "The worker may speak only old versions of TLS."}, true
	}
	return Trouble{}, false
}

// notConnected: nothing was sent, because there was no connection.
func (b Base) notConnected(err error) (Trouble, bool) {
	t := Trouble{Code: connect.CodeUnreachable}
	host := b.url.Hostname()
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		t.Short, t.Text = "name not resolved", fmt.Sprintf("The host name “%s” could not be resolved.", dns.Name)
		t.Next = "Check the spelling, and whether a VPN is needed."
		return t, true
	}
	op := netError(err)
	if op != nil && op.Op == "proxyconnect" {
		t.Short, t.Text = "proxy not reached", "The proxy of this computer did not answer, so the worker was not reached."
		t.Next = "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY."
		return t, true
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		t.Short, t.Text = "connection refused", fmt.Sprintf("Nothing listens at %s: the connection was refused.", b.url.Host)
		t.Next = "Check whether the worker is running, and whether the port is right."
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		t.Short, t.Text, t.Next = "no route", "There is no route to "+host+".", "Check whether a VPN is needed."
	case op != nil && op.Op == "dial":
		t.Short, t.Text, t.Next = "not connected", "No connection to "+b.url.Host+" could be made.", "Check the address and the network."
	default:
		return Trouble{}, false
	}
	return t, true
}

func netError(err error) *net.OpError {
	op, ok := errors.AsType[*net.OpError](err)
	if !ok {
		return nil
	}
	return op
}
