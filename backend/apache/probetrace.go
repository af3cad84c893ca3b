package apache

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http/httptrace"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// trace traces how a connection is made. Only the first one counts: passed steps
// stay passed.
func (p *probe) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) { p.begin(StepName) },
		DNSDone: func(info httptrace.DNSDoneInfo) {
			if info.Err == nil {
				p.pass(StepName, p.via(addresses(info.Addrs)), nil)
			}
		},
		ConnectStart: func(_, address string) {
			p.pass(StepName, p.via(hostOf(address)), nil)
		},
		ConnectDone: func(_, address string, err error) {
			if err == nil {
				p.pass(StepConnect, p.via("port "+portOf(address)), nil)
			}
		},
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			if err == nil {
				p.show(StepTLS, p.chain(state.PeerCertificates))
				p.pass(StepTLS, p.encrypted(state), certificateFacts(state.PeerCertificates))
			}
		},
	}
}

func (p *probe) via(fact string) string {
	if p.proxy == "" {
		return fact
	}
	return fact + ", of the proxy " + p.proxy
}

func addresses(addrs []net.IPAddr) string {
	texts := make([]string, 0, len(addrs))
	for _, a := range addrs {
		texts = append(texts, a.String())
	}
	return strings.Join(texts, ", ")
}

func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return host
}

func portOf(address string) string {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return port
}

func (p *probe) encrypted(state tls.ConnectionState) string {
	fact := tls.VersionName(state.Version)
	if len(state.VerifiedChains) == 0 {
		return fact + ", certificate not checked"
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
