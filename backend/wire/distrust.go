package wire

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/keyfile"
)

// certificateError means that the server ended the TLS handshake with an alert. With TLS 1.3
// that is how it refuses the client's certificate.
type certificateError struct {
	own   *x509.Certificate // nil: none was given
	alert string
	cause error
}

func (e *certificateError) Error() string { return e.cause.Error() }
func (e *certificateError) Unwrap() error { return e.cause }

// refusedCertificate adds the certificate that was given to the alert of a server.
func refusedCertificate(err error, own *tls.Certificate) error {
	_, alert, ok := strings.Cut(err.Error(), "remote error: tls: ")
	if !ok {
		return err
	}
	out := &certificateError{alert: alert, cause: err}
	if own != nil {
		out.own = own.Leaf
	}
	return out
}

// aboutOwn reports whether the alert is about the client's certificate. Workers send “bad
// certificate” when there is none, and “unknown certificate” for any they do not trust.
func (e *certificateError) aboutOwn() bool {
	for _, alert := range []string{"bad certificate", "unsupported certificate", "revoked certificate", "expired certificate", "unknown certificate", "certificate required", "access denied"} {
		if strings.HasPrefix(e.alert, alert) {
			return true
		}
	}
	return e.own == nil && strings.HasPrefix(e.alert, "handshake failure")
}

// diagnose explains the alert.
func (e *certificateError) diagnose(now time.Time) Trouble {
	t := Trouble{Code: connect.CodeUntrusted}
	switch {
	case !e.aboutOwn():
		return tlsFailed()
	case e.own == nil:
		t.Short, t.Text = "client certificate needed", "The worker needs a client certificate, and the cluster's profile has none."
		t.Next = "Choose one in the profile, or use a listener of the worker that does not need one."
	case now.After(e.own.NotAfter), strings.HasPrefix(e.alert, "expired"):
		t.Short = "client certificate expired"
		t.Text = "The worker refused the client certificate of " + keyfile.Title(e.own.Subject) + ", which expired on " + day(e.own.NotAfter) + "."
		t.Next = "Choose a renewed one in the cluster's profile."
		if !now.After(e.own.NotAfter) {
			t.Text = "The worker says that the client certificate of " + keyfile.Title(e.own.Subject) + " has expired. It is valid until " + day(e.own.NotAfter) + "."
			t.Next = "Check the clock of the worker."
		}
	case now.Before(e.own.NotBefore):
		t.Short = "client certificate not yet valid"
		t.Text = "The worker refused the client certificate of " + keyfile.Title(e.own.Subject) + ", which is valid only from " + day(e.own.NotBefore) + "."
		t.Next = "Check this computer's clock."
	default:
		t.Short = "client certificate refused"
		t.Text = "The worker refused the client certificate of " + keyfile.Title(e.own.Subject) + "."
		t.Next = "Its issuer, " + keyfile.Title(e.own.Issuer) + ", must be in the worker's truststore."
	}
	return t
}

func tlsFailed() Trouble {
	return Trouble{Code: connect.CodeUnreachable, Short: "TLS failed", Text: "The TLS handshake failed.", Next: "The worker may support only old versions of TLS."}
}

// distrusted diagnoses a certificate that one side does not accept, and other
// failures of TLS.
func (b Base) distrusted(err error) (Trouble, bool) {
	if e, ok := errors.AsType[*certificateError](err); ok {
		return e.diagnose(time.Now()), true
	}
	t := Trouble{Code: connect.CodeUntrusted, Fix: connect.FixAddCA, Short: "certificate not trusted"}
	if e, ok := errors.AsType[*pinError](err); ok {
		t.Short, t.Fix, t.Text = "another certificate", connect.FixPin, "The worker has another certificate than the one that the cluster's profile trusts."
		if len(e.sent) > 0 {
			t.Text = "The worker has another certificate than the one that the cluster's profile trusts: that of " + keyfile.Title(e.sent[0].Subject) + "."
		}
		t.Next = "If it was renewed, trust the new one. Ask those who run the worker if you do not know."
		return t, true
	}
	if unknown, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		t.Text, t.Next = "The certificate was signed by an authority that this computer does not trust.", "Add the authority's CA file to the cluster's profile."
		if unknown.Cert != nil && selfSigned(unknown.Cert) && !unknown.Cert.IsCA {
			t.Short, t.Fix, t.Text, t.Next = "self-signed certificate", connect.FixPin, "The certificate was signed with its own key, not by an authority.", "Trust exactly this certificate if it is the worker's, or add it as the CA file."
		}
		return t, true
	}
	if wrong, ok := errors.AsType[x509.HostnameError](err); ok {
		t.Short, t.Fix = "certificate for another name", connect.FixSkipVerify
		t.Text = "The certificate is not valid for " + wrong.Host + ". " + namesOf(wrong.Certificate)
		t.Next = "Use a host name that the certificate contains, or enter that name as the server name in the cluster's profile."
		return t, true
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		return notValid(invalid, t), true
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		t.Text, t.Next = "The certificate was not accepted.", "Add the authority's CA file to the cluster's profile."
		return t, true
	}
	if strings.Contains(err.Error(), "tls: ") {
		return tlsFailed(), true
	}
	return Trouble{}, false
}

func namesOf(c *x509.Certificate) string {
	if names := allNames(c); len(names) > 0 {
		return "It is valid for " + strings.Join(names, ", ") + "."
	}
	return "It contains no name."
}

// allNames returns the names and IP addresses for which a certificate is valid.
func allNames(c *x509.Certificate) []string {
	if c == nil {
		return []string{}
	}
	names := append([]string{}, c.DNSNames...)
	for _, ip := range c.IPAddresses {
		names = append(names, ip.String())
	}
	return names
}

func notValid(invalid x509.CertificateInvalidError, t Trouble) Trouble {
	t.Short, t.Fix = "certificate not valid", connect.FixPin
	t.Text, t.Next = "The certificate is not valid.", "Have it renewed, or trust exactly this certificate."
	if invalid.Reason != x509.Expired || invalid.Cert == nil {
		return t
	}
	if time.Now().Before(invalid.Cert.NotBefore) {
		t.Short, t.Text = "certificate not yet valid", "The certificate of "+keyfile.Title(invalid.Cert.Subject)+" is valid only from "+day(invalid.Cert.NotBefore)+"."
		t.Next = "Check this computer's clock and that of the worker."
		return t
	}
	t.Short, t.Text = "certificate expired", "The certificate of "+keyfile.Title(invalid.Cert.Subject)+" expired on "+day(invalid.Cert.NotAfter)+"."
	return t
}

func day(t time.Time) string { return t.Format("2 Jan 2006") }
