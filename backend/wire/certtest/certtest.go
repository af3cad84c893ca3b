// Package certtest makes authorities, certificates and their files for tests.
package certtest

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	keystore "github.com/pavlo-v-chernykh/keystore-go/v4"
	"github.com/youmark/pkcs8"
	"software.sslmate.com/src/go-pkcs12"
)

// Password opens every file that has one.
const Password = "c4nary-changeit"

// Identity is a certificate with its key and its issuers, nearest first.
type Identity struct {
	Certificate *x509.Certificate
	Key         *ecdsa.PrivateKey
	Issuers     []*x509.Certificate

	t testing.TB
}

// Change adapts a certificate before it is signed.
type Change func(*x509.Certificate)

// Between sets the validity.
func Between(from, until time.Time) Change {
	return func(c *x509.Certificate) { c.NotBefore, c.NotAfter = from, until }
}

// Names replaces the host names and addresses for which a server's certificate is valid.
func Names(names ...string) Change {
	return func(c *x509.Certificate) {
		c.DNSNames, c.IPAddresses = nil, nil
		for _, name := range names {
			if ip := net.ParseIP(name); ip != nil {
				c.IPAddresses = append(c.IPAddresses, ip)
				continue
			}
			c.DNSNames = append(c.DNSNames, name)
		}
	}
}

// Authority returns an authority that signs itself.
func Authority(t testing.TB, name string) Identity {
	t.Helper()
	return issue(t, name, nil, func(c *x509.Certificate) {
		c.IsCA, c.KeyUsage = true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign
	})
}

// SelfSigned returns a server's certificate that is its own issuer.
func SelfSigned(t testing.TB, name string, changes ...Change) Identity {
	t.Helper()
	return issue(t, name, nil, append([]Change{server}, changes...)...)
}

// Authority returns an authority below this one.
func (i Identity) Authority(name string) Identity {
	i.t.Helper()
	return issue(i.t, name, &i, func(c *x509.Certificate) {
		c.IsCA, c.KeyUsage = true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign
	})
}

// Server returns a certificate for 127.0.0.1 and localhost, unless changed.
func (i Identity) Server(name string, changes ...Change) Identity {
	i.t.Helper()
	return issue(i.t, name, &i, append([]Change{server}, changes...)...)
}

func server(c *x509.Certificate) {
	c.DNSNames, c.IPAddresses = []string{"localhost"}, []net.IP{net.IPv4(127, 0, 0, 1)}
	c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
}

// Client returns a certificate for a client.
func (i Identity) Client(name string, changes ...Change) Identity {
	i.t.Helper()
	return issue(i.t, name, &i, append([]Change{func(c *x509.Certificate) {
		c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	}}, changes...)...)
}

func issue(t testing.TB, name string, issuer *Identity, changes ...Change) Identity {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(t, err)
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	check(t, err)
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name}, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(365 * 24 * time.Hour), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	for _, change := range changes {
		change(template)
	}
	parent, signer := template, crypto.Signer(key)
	var issuers []*x509.Certificate
	if issuer != nil {
		parent, signer = issuer.Certificate, issuer.Key
		issuers = append([]*x509.Certificate{issuer.Certificate}, issuer.Issuers...)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	check(t, err)
	certificate, err := x509.ParseCertificate(der)
	check(t, err)
	return Identity{Certificate: certificate, Key: key, Issuers: issuers, t: t}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TLS returns the identity for a server or client, with its issuers except the last.
func (i Identity) TLS() tls.Certificate {
	out := tls.Certificate{PrivateKey: i.Key, Certificate: [][]byte{i.Certificate.Raw}}
	for n, c := range i.Issuers {
		if n < len(i.Issuers)-1 {
			out.Certificate = append(out.Certificate, c.Raw)
		}
	}
	return out
}

// Pool contains only this certificate.
func (i Identity) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(i.Certificate)
	return pool
}

// PEM returns the certificate, followed by its issuers.
func (i Identity) PEM() []byte {
	var out bytes.Buffer
	for _, c := range append([]*x509.Certificate{i.Certificate}, i.Issuers...) {
		check(i.t, pem.Encode(&out, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
	}
	return out.Bytes()
}

// KeyPEM returns the private key, encrypted if sealed.
func (i Identity) KeyPEM(sealed bool) []byte {
	i.t.Helper()
	if !sealed {
		der, err := x509.MarshalPKCS8PrivateKey(i.Key)
		check(i.t, err)
		return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	}
	der, err := pkcs8.MarshalPrivateKey(i.Key, []byte(Password), nil)
	check(i.t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: der})
}

// OldKeyPEM returns the private key, encrypted as older tools do.
func (i Identity) OldKeyPEM() []byte {
	i.t.Helper()
	der, err := x509.MarshalECPrivateKey(i.Key)
	check(i.t, err)
	block, err := x509.EncryptPEMBlock(rand.Reader, "EC PRIVATE KEY", der, []byte(Password), x509.PEMCipherAES256) //nolint:staticcheck // such files exist
	check(i.t, err)
	return pem.EncodeToMemory(block)
}

// PKCS12 returns a keystore.
func (i Identity) PKCS12() []byte {
	i.t.Helper()
	out, err := pkcs12.Modern.Encode(i.Key, i.Certificate, i.Issuers, Password)
	check(i.t, err)
	return out
}

// PKCS12Trust returns a truststore with only this certificate.
func (i Identity) PKCS12Trust() []byte {
	i.t.Helper()
	out, err := pkcs12.Modern.EncodeTrustStore([]*x509.Certificate{i.Certificate}, Password)
	check(i.t, err)
	return out
}

// JKS returns a keystore of Java.
func (i Identity) JKS() []byte {
	i.t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(i.Key)
	check(i.t, err)
	entry := keystore.PrivateKeyEntry{CreationTime: time.Now(), PrivateKey: der}
	for _, c := range append([]*x509.Certificate{i.Certificate}, i.Issuers...) {
		entry.CertificateChain = append(entry.CertificateChain, keystore.Certificate{Type: "X509", Content: c.Raw})
	}
	store := keystore.New()
	check(i.t, store.SetPrivateKeyEntry("key", entry, []byte(Password)))
	return i.stored(store)
}

// JKSTrust returns a truststore of Java with only this certificate.
func (i Identity) JKSTrust() []byte {
	i.t.Helper()
	store := keystore.New()
	check(i.t, store.SetTrustedCertificateEntry("ca", keystore.TrustedCertificateEntry{
		CreationTime: time.Now(), Certificate: keystore.Certificate{Type: "X509", Content: i.Certificate.Raw},
	}))
	return i.stored(store)
}

func (i Identity) stored(store keystore.KeyStore) []byte {
	i.t.Helper()
	var out bytes.Buffer
	check(i.t, store.Store(&out, []byte(Password)))
	return out.Bytes()
}

// File writes a file that only its owner may read, and returns its path.
func File(t testing.TB, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(path, text, 0o600))
	return path
}
