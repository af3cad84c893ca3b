package wire

import (
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/keyfile"
)

// Chain describes the certificates that the worker sent, its own first, and says in words
// what is wrong with each. If they are trusted because of an authority that was not sent,
// that one follows, with its source. now is the clock of this computer.
func Chain(o Options, b Base, sent []*x509.Certificate, now time.Time) []connect.CertificateFact {
	out := []connect.CertificateFact{}
	if len(sent) == 0 {
		return out
	}
	for _, c := range sent {
		out = append(out, factsOf(c, now))
	}
	host := o.Profile.ServerName
	if host == "" {
		host = b.url.Hostname()
	}
	leaf, last := sent[0], len(sent)-1
	if leaf.VerifyHostname(host) != nil {
		out[0].Problems = append(out[0].Problems, "It is not valid for "+host+". "+namesOf(leaf))
	}
	root, err := authorityOf(o, sent)
	if unknown := (x509.UnknownAuthorityError{}); errors.As(err, &unknown) {
		problem := "Its issuer, " + keyfile.Title(sent[last].Issuer) + ", is not trusted by this computer."
		if o.Profile.CAFile != "" {
			problem = "Its issuer, " + keyfile.Title(sent[last].Issuer) + ", is neither in the CA file nor trusted by this computer."
		}
		if selfSigned(sent[last]) {
			problem = "It is signed with its own key and not trusted by this computer."
		}
		out[last].Problems = append(out[last].Problems, problem)
	}
	if root != nil && !slices.ContainsFunc(sent, root.Equal) {
		fact := factsOf(root, now)
		fact.Source = sourceOf(o, root)
		out = append(out, fact)
	}
	return out
}

func factsOf(c *x509.Certificate, now time.Time) connect.CertificateFact {
	fact := connect.CertificateFact{
		Subject: keyfile.Title(c.Subject), Issuer: keyfile.Title(c.Issuer), Names: allNames(c),
		From: connect.UnixMilli(c.NotBefore), Until: connect.UnixMilli(c.NotAfter), SHA256: Fingerprint(c), Problems: []string{},
	}
	switch {
	case now.After(c.NotAfter):
		fact.Problems = append(fact.Problems, "It expired on "+day(c.NotAfter)+".")
	case now.Before(c.NotBefore):
		fact.Problems = append(fact.Problems, "It is valid only from "+day(c.NotBefore)+". Check this computer's clock.")
	}
	const strong = 2048
	if key, ok := c.PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() < strong {
		fact.Problems = append(fact.Problems, "Its RSA key is weak: it has fewer than 2048 bits.")
	}
	if name := c.SignatureAlgorithm.String(); !selfSigned(c) && (strings.Contains(name, "SHA1") || strings.Contains(name, "MD5")) {
		fact.Problems = append(fact.Problems, "Its signature is weak: "+name+".")
	}
	return fact
}

// authorityOf returns the authority through which a chain is trusted. Name and validity do
// not matter here.
func authorityOf(o Options, sent []*x509.Certificate) (*x509.Certificate, error) {
	pool, err := roots(o)
	if err != nil {
		return nil, err
	}
	between := x509.NewCertPool()
	for _, c := range sent[1:] {
		between.AddCert(c)
	}
	chains, err := sent[0].Verify(x509.VerifyOptions{
		Roots: pool, Intermediates: between, CurrentTime: sent[0].NotBefore.Add(time.Second), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	if err != nil || len(chains) == 0 {
		return nil, err
	}
	return chains[0][len(chains[0])-1], nil
}

// sourceOf says where an authority was found.
func sourceOf(o Options, root *x509.Certificate) string {
	if o.Profile.CAFile != "" {
		contents, err := readKeys(o.Profile.CAFile, o.Secrets[connect.SecretTrustStore])
		if err == nil && slices.ContainsFunc(contents.Certificates(), root.Equal) {
			return "from " + filepath.Base(o.Profile.CAFile)
		}
	}
	return "known to this computer"
}

// Sent returns the certificates of the server that were not accepted, from the error of a
// call.
func Sent(err error) []*x509.Certificate {
	if e, ok := errors.AsType[*pinError](err); ok {
		return e.sent
	}
	if e, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return e.UnverifiedCertificates
	}
	return nil
}
