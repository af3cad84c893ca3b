package keyfile

import (
	"bytes"
	"crypto/x509"
	"errors"
	"strings"

	keystore "github.com/pavlo-v-chernykh/keystore-go/v4"
	"software.sslmate.com/src/go-pkcs12"
)

// parsePKCS12 reads a keystore, a truststore of Java, or certificates without a key as other
// tools write them.
func parsePKCS12(text []byte, password string) (Contents, error) {
	out := Contents{Kind: KindPKCS12}
	key, leaf, issuers, err := pkcs12.DecodeChain(text, password)
	if err == nil {
		if out.Key, err = signer(key); err != nil {
			return Contents{}, err
		}
		out.Trusted = append([]*x509.Certificate{leaf}, issuers...)
		return out.arrange(), nil
	}
	if errors.Is(err, pkcs12.ErrIncorrectPassword) {
		if password == "" {
			return Contents{}, ErrNeedsPassword
		}
		return Contents{}, ErrPassword
	}
	if out.Trusted, err = pkcs12.DecodeTrustStore(text, password); err == nil {
		return out, nil
	}
	blocks, err := pkcs12.ToPEM(text, password) //nolint:staticcheck // the only way to certificates without a key that Java did not write
	if err != nil {
		return Contents{}, errors.Join(ErrDamaged, err)
	}
	for _, block := range blocks {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return Contents{}, errors.Join(ErrDamaged, err)
		}
		out.Trusted = append(out.Trusted, c)
	}
	if len(out.Trusted) == 0 {
		return Contents{}, ErrNoCertificate
	}
	return out, nil
}

// parseJKS reads a keystore or truststore of Java. Its password guards the whole file; that
// of the key is the same.
func parseJKS(text []byte, password string) (Contents, error) {
	if password == "" {
		return Contents{}, ErrNeedsPassword
	}
	store := keystore.New(keystore.WithOrderedAliases(), keystore.WithCaseExactAliases())
	if err := store.Load(bytes.NewReader(text), []byte(password)); err != nil {
		if strings.Contains(err.Error(), "digest") {
			return Contents{}, errors.Join(ErrPassword, err)
		}
		return Contents{}, errors.Join(ErrDamaged, err)
	}
	out := Contents{Kind: KindJKS}
	for _, alias := range store.Aliases() {
		list, err := out.add(store, alias, password)
		if err != nil {
			return Contents{}, err
		}
		for _, one := range list {
			c, err := x509.ParseCertificate(one.Content)
			if err != nil {
				return Contents{}, errors.Join(ErrDamaged, err)
			}
			out.Trusted = append(out.Trusted, c)
		}
	}
	return out.arrange(), nil
}

// add reads the first private key, and returns the certificates of an entry.
func (c *Contents) add(store keystore.KeyStore, alias, password string) ([]keystore.Certificate, error) {
	if store.IsTrustedCertificateEntry(alias) {
		entry, err := store.GetTrustedCertificateEntry(alias)
		if err != nil {
			return nil, errors.Join(ErrDamaged, err)
		}
		return []keystore.Certificate{entry.Certificate}, nil
	}
	if !store.IsPrivateKeyEntry(alias) || c.Key != nil {
		return nil, nil
	}
	entry, err := store.GetPrivateKeyEntry(alias, []byte(password))
	if err != nil {
		return nil, errors.Join(ErrPassword, err)
	}
	if c.Key, err = parseDER(entry.PrivateKey); err != nil {
		return nil, err
	}
	return entry.CertificateChain, nil
}
