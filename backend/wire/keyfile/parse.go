package keyfile

import (
	"bytes"
	"crypto"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"slices"
)

// FileKind is the format of a file.
type FileKind string

// The kinds.
const (
	KindPEM    FileKind = "PEM"
	KindDER    FileKind = "DER"
	KindPKCS12 FileKind = "PKCS12"
	KindJKS    FileKind = "JKS"
)

// Contents are the certificates and the private key of a file. If there is a key, Chain is
// its certificate, followed by those of its issuers; it is empty if they are in another file.
// Trusted are the other certificates, and Key is nil if there is none.
type Contents struct {
	Kind    FileKind
	Key     crypto.Signer
	Chain   []*x509.Certificate
	Trusted []*x509.Certificate
}

// The first bytes of the keystores of Java.
const (
	magicJKS   = 0xfeedfeed
	magicJCEKS = 0xcececece
)

// Parse reads the contents of a file. The error is one of this package's.
func Parse(text []byte, password string) (Contents, error) {
	if len(text) >= 4 {
		switch binary.BigEndian.Uint32(text) {
		case magicJKS:
			return parseJKS(text, password)
		case magicJCEKS:
			return Contents{}, ErrJCEKS
		}
	}
	if bytes.Contains(text, []byte("-----BEGIN ")) {
		return parsePEM(text, password)
	}
	if list, err := x509.ParseCertificates(text); err == nil && len(list) > 0 {
		return Contents{Kind: KindDER, Trusted: list}, nil
	}
	const sequence = 0x30 // every PKCS12 file is one in DER
	if len(text) > 0 && text[0] == sequence {
		return parsePKCS12(text, password)
	}
	return Contents{}, ErrUnknown
}

// Certificates returns all certificates except that of the key.
func (c Contents) Certificates() []*x509.Certificate {
	if len(c.Chain) > 1 {
		return append(slices.Clip(c.Chain[1:]), c.Trusted...)
	}
	return c.Trusted
}

// Pair returns the certificate and the key of a login. The key may be in another file than
// the certificate.
func Pair(certificate, key Contents) (tls.Certificate, error) {
	if key.Key == nil {
		return tls.Certificate{}, ErrNoKey
	}
	all := append(slices.Clip(certificate.Chain), certificate.Trusted...)
	chain := chainOf(key.Key, all)
	switch {
	case len(all) == 0:
		return tls.Certificate{}, ErrNoCertificate
	case len(chain) == 0:
		return tls.Certificate{}, ErrNoMatch
	}
	out := tls.Certificate{PrivateKey: key.Key, Leaf: chain[0]}
	for _, c := range chain {
		out.Certificate = append(out.Certificate, c.Raw)
	}
	return out, nil
}

// chainOf returns the certificate of a key, followed by its issuers as far as they are in
// the list. It is empty if no certificate belongs to the key.
func chainOf(key crypto.Signer, list []*x509.Certificate) []*x509.Certificate {
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok {
		return nil
	}
	var chain []*x509.Certificate
	for _, c := range list {
		if public.Equal(c.PublicKey) {
			chain = append(chain, c)
			break
		}
	}
	for len(chain) > 0 && len(chain) <= len(list) {
		last := chain[len(chain)-1]
		next := issuerOf(last, list)
		if next == nil {
			break
		}
		chain = append(chain, next)
	}
	return chain
}

// issuerOf returns the certificate that signed c, unless c signed itself.
func issuerOf(c *x509.Certificate, list []*x509.Certificate) *x509.Certificate {
	if bytes.Equal(c.RawIssuer, c.RawSubject) {
		return nil
	}
	for _, other := range list {
		if other != c && bytes.Equal(other.RawSubject, c.RawIssuer) && c.CheckSignatureFrom(other) == nil {
			return other
		}
	}
	return nil
}

// arrange puts the certificates of the key into Chain.
func (c Contents) arrange() Contents {
	if c.Key == nil {
		return c
	}
	all := append(c.Chain, c.Trusted...)
	c.Chain, c.Trusted = chainOf(c.Key, all), nil
	for _, other := range all {
		if !contains(c.Chain, other) {
			c.Trusted = append(c.Trusted, other)
		}
	}
	return c
}

func contains(list []*x509.Certificate, c *x509.Certificate) bool {
	for _, other := range list {
		if other.Equal(c) {
			return true
		}
	}
	return false
}
