package apache

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http/httptrace"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// byProxy is the fact of steps that the proxy does.
const byProxy = "by the proxy"

// trace traces how a connection is made. Only the first one counts: passed steps
// stay passed. With a proxy, name and connection are those of the proxy.
func (p *probe) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) { p.begin(p.steps[0].ID) },
		DNSDone: func(info httptrace.DNSDoneInfo) {
			if info.Err == nil && p.proxy == nil {
				p.pass(StepName, addresses(info.Addrs), nil)
			}
		},
		ConnectStart: func(_, address string) {
			if p.proxy == nil {
				host, _ := split(address)
				p.pass(StepName, host, nil)
			}
		},
		ConnectDone: func(_, address string, err error) {
			switch {
			case err != nil:
			case p.proxy != nil:
				p.pass(StepProxy, p.proxy.Host+", "+p.proxyFrom(), nil)
			default:
				_, port := split(address)
				p.pass(StepConnect, "port "+port, nil)
			}
		},
		TLSHandshakeStart: func() {
			if p.isInner() {
				p.passConnected()
			}
		},
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			switch {
			case err != nil:
			case !p.isInner():
				p.setInner()
			default:
				p.show(StepTLS, p.chain(state.PeerCertificates))
				p.pass(StepTLS, p.encrypted(state), certificateFacts(state.PeerCertificates))
			}
		},
	}
}

// hooks are those of package wire.
func (p *probe) hooks() wire.Trace {
	return wire.Trace{
		TokenStarted: func() { p.begin(StepToken) },
		TokenDone: func(host string, lasts time.Duration) {
			fact := host
			if lasts > 0 {
				fact += ", valid " + lasts.String()
			}
			p.pass(StepToken, fact, nil)
		},
		Dated: p.noteDate,
		CertificateAsked: func(bool) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.asked = true
		},
	}
}

func (p *probe) proxyFrom() string {
	if p.options.Profile.Proxy.Mode == connect.ProxyOwn {
		return "of the profile"
	}
	return "of the system"
}

// isInner reports whether a TLS handshake is with the worker, not with an https proxy.
func (p *probe) isInner() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.proxy == nil || p.proxy.Scheme != "https" || p.inner
}

func (p *probe) setInner() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.inner = true
}

// passConnected passes what a proxy does for the worker.
func (p *probe) passConnected() {
	if p.proxy != nil {
		p.pass(StepName, byProxy, nil)
		p.pass(StepConnect, byProxy, nil)
	}
}

// answered notes that the worker answered, so it accepted the client certificate that it
// asked for.
func (p *probe) answered() {
	p.passConnected()
	p.mu.Lock()
	told := p.told
	p.told = true
	p.mu.Unlock()
	if !told {
		p.add(StepTLS, p.certificateFact(true)...)
	}
}

// certificateFact says what became of the client certificate.
func (p *probe) certificateFact(accepted bool) []connect.Fact {
	p.mu.Lock()
	defer p.mu.Unlock()
	has := p.options.Profile.Certificate.File != ""
	value := ""
	switch {
	case p.asked && has && accepted:
		value = "the worker asked for it and took it"
	case p.asked && has:
		value = "the worker asked for it and refused it"
	case p.asked && accepted:
		value = "the worker asked for one; none was given, and it does not insist"
	case p.asked:
		value = "the worker asked for one, and none was given"
	case has && accepted:
		value = "the worker did not ask for it"
	default:
		return nil
	}
	return []connect.Fact{{Label: "Client certificate", Value: value}}
}

func addresses(addrs []net.IPAddr) string {
	texts := make([]string, 0, len(addrs))
	for _, a := range addrs {
		texts = append(texts, a.String())
	}
	return strings.Join(texts, ", ")
}

// split divides an address. One that cannot be divided is both.
func split(address string) (host, port string) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return address, address
	}
	return host, port
}

func (p *probe) encrypted(state tls.ConnectionState) string {
	fact := tls.VersionName(state.Version)
	switch {
	case p.options.Profile.Pin != "":
		fact += ", exactly the certificate of the profile"
		if sent := state.PeerCertificates; len(sent) > 0 && p.now().After(sent[0].NotAfter) {
			fact += ", which expired on " + day(sent[0].NotAfter)
		}
	case len(state.VerifiedChains) == 0:
		fact += ", certificate not checked"
	}
	return fact
}

func (p *probe) chain(sent []*x509.Certificate) []connect.CertificateFact {
	return wire.Chain(p.options, p.base, sent, p.now())
}

func certificateFacts(certificates []*x509.Certificate) []connect.Fact {
	if len(certificates) == 0 {
		return []connect.Fact{}
	}
	c := certificates[0]
	facts := []connect.Fact{
		{Label: "Subject", Value: c.Subject.String()},
		{Label: "Issuer", Value: c.Issuer.String()},
		{Label: "Valid", Value: "from " + day(c.NotBefore) + " until " + day(c.NotAfter)},
	}
	if len(c.DNSNames) > 0 {
		facts = append(facts, connect.Fact{Label: "Names", Value: strings.Join(c.DNSNames, ", ")})
	}
	return facts
}
