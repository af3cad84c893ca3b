package rest

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

// trouble is why nothing was answered: a sentence for people, a short form for
// a line of the call log, and what the page can offer (see Step.Fix).
type trouble struct {
	code  connect.Code
	text  string
	next  string
	short string
	fix   string
	sent  bool // the request may have arrived
}

// unanswered makes an Error of a call that got no answer.
func (c *Client) unanswered(k call, err error) error {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e // from the read-only guard, or from whoever keeps the password
	}
	t := c.base.diagnose(err)
	v := verdict{code: t.code, text: t.text, next: t.next}
	if t.sent && k.write() {
		v.done = maybeDone
		if v.code == connect.CodeUnreachable {
			v.code = connect.CodeTimeout // the code that says: it may have landed
		}
	}
	return &connect.Error{Code: v.code, Text: v.say(k), Err: err}
}

// diagnose finds the plain reason of an error of net/http.
func (b base) diagnose(err error) trouble {
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
	return trouble{
		code: connect.CodeUnreachable, sent: true, short: "connection lost",
		text: "The connection to " + b.url.Host + " broke off before there was an answer.", next: "See whether the worker still runs.",
	}
}

func gaveUp(err error) (trouble, bool) {
	_, betweenTries := errors.AsType[*waitEnded](err)
	_, unsent := errors.AsType[*unsentError](err)
	timeout := errors.Is(err, context.DeadlineExceeded)
	if ne, ok := errors.AsType[net.Error](err); ok && ne.Timeout() {
		timeout = true
	}
	switch {
	case errors.Is(err, context.Canceled):
		return trouble{code: connect.CodeCanceled, text: "Cancelled.", short: "cancelled", sent: !betweenTries && !unsent}, true
	case timeout && unsent:
		return trouble{code: connect.CodeUnreachable, text: "No connection could be made within the time limit.", short: "not connected in time", next: "Check the address, and whether a VPN is needed or a firewall is in the way."}, true
	case timeout:
		return trouble{code: connect.CodeTimeout, text: "The worker did not answer within the time limit.", short: "time limit reached", sent: !betweenTries, next: "See whether it is busy, or raise the limit in the cluster's profile."}, true
	}
	return trouble{}, false
}

// misdirected: something answers, but not what the address promises.
func (b base) misdirected(err error) (trouble, bool) {
	text, host := err.Error(), b.url.Host
	if r, ok := errors.AsType[*redirectError](err); ok {
		return trouble{
			code: connect.CodeNotConnect, short: "redirected",
			text: fmt.Sprintf("%s sends this call on to %s, which is not the address of this cluster. Nothing was sent there.", host, origin(r.to)),
			next: "If that is the right address, put it into the cluster's profile.",
		}, true
	}
	_, record := errors.AsType[tls.RecordHeaderError](err)
	switch {
	case strings.Contains(text, "server gave HTTP response to HTTPS client"), record:
		return trouble{code: connect.CodeUnreachable, short: "speaks http", fix: "http", text: host + " speaks http, and the address says https.", next: "Change the address to http://."}, true
	case strings.Contains(text, `malformed HTTP response "\x15\x03`):
		return trouble{code: connect.CodeUnreachable, short: "speaks https", fix: "https", text: host + " speaks https, and the address says http.", next: "Change the address to https://."}, true
	case strings.Contains(text, "malformed HTTP"):
		return trouble{code: connect.CodeNotConnect, short: "no HTTP", text: "What answers at " + host + " does not speak HTTP.", next: "Check the port: a Kafka broker, for one, speaks its own language."}, true
	}
	return trouble{}, false
}

// distrusted: one side does not accept the certificate of the other.
func (b base) distrusted(err error) (trouble, bool) {
	t := trouble{code: connect.CodeUntrusted, fix: "add_ca", short: "certificate not trusted"}
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		t.text, t.next = "The certificate was signed by an authority that this computer does not know.", "Add the authority's CA file to the cluster's profile."
		return t, true
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		t.short, t.fix = "certificate for another name", "skip_verify"
		t.text, t.next = "The certificate is for another name than "+b.url.Hostname()+".", "Use a name that the certificate holds, or turn the check off for this cluster."
		return t, true
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		t.short, t.fix = "certificate not valid", "skip_verify"
		t.text, t.next = "The certificate is not valid.", "Have it renewed, or turn the check off for this cluster."
		if invalid.Reason == x509.Expired {
			t.short, t.text = "certificate out of date", "The certificate is out of date, or not valid yet."
		}
		return t, true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		t.text, t.next = "The certificate was not accepted.", "Add the authority's CA file to the cluster's profile."
		return t, true
	}
	if text := err.Error(); strings.Contains(text, "remote error: tls: bad certificate") || strings.Contains(text, "tls: certificate required") {
		t.short, t.fix = "asks for a client certificate", ""
		t.text, t.next = "The worker wants a client certificate, which Sluiceway cannot send yet.", "Use a listener of the worker that does not ask for one."
		return t, true
	}
	if strings.Contains(err.Error(), "tls: ") {
		return trouble{code: connect.CodeUnreachable, short: "TLS failed", text: "The encrypted connection could not be agreed on.", next: "The worker may speak only old versions of TLS."}, true
	}
	return trouble{}, false
}

// notConnected: nothing was sent, because there was no connection.
func (b base) notConnected(err error) (trouble, bool) {
	t := trouble{code: connect.CodeUnreachable}
	host := b.url.Hostname()
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		t.short, t.text = "name not resolved", fmt.Sprintf("The name “%s” leads nowhere: no address is known for it.", dns.Name)
		t.next = "Check the spelling, and whether a VPN is needed."
		return t, true
	}
	op := netError(err)
	if op != nil && op.Op == "proxyconnect" {
		t.short, t.text = "proxy not reached", "The proxy of this computer did not answer, so the worker was not reached."
		t.next = "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY."
		return t, true
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		t.short, t.text = "connection refused", fmt.Sprintf("Nothing listens at %s: the connection was refused.", b.url.Host)
		t.next = "See whether the worker runs, and whether the port is right."
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		t.short, t.text, t.next = "no route", "There is no way to "+host+" from here.", "See whether a VPN is needed."
	case op != nil && op.Op == "dial":
		t.short, t.text, t.next = "not connected", "No connection to "+b.url.Host+" could be made.", "Check the address and the network."
	default:
		return trouble{}, false
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
