package keyfile

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"

	"github.com/youmark/pkcs8"
)

// parsePEM reads certificates and at most one private key, encrypted or not, in any order.
func parsePEM(text []byte, password string) (Contents, error) {
	out := Contents{Kind: KindPEM}
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			break
		}
		switch {
		case block.Type == "CERTIFICATE", block.Type == "X509 CERTIFICATE":
			c, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return Contents{}, errors.Join(ErrDamaged, err)
			}
			out.Trusted = append(out.Trusted, c)
		case strings.HasSuffix(block.Type, "PRIVATE KEY") && out.Key == nil:
			key, err := parseKey(block, password)
			if err != nil {
				return Contents{}, err
			}
			out.Key = key
		}
	}
	if out.Key == nil && len(out.Trusted) == 0 {
		return Contents{}, ErrNoCertificate
	}
	return out.arrange(), nil
}

func parseKey(block *pem.Block, password string) (crypto.Signer, error) {
	der := block.Bytes
	if x509.IsEncryptedPEMBlock(block) { //nolint:staticcheck // old, and still what older tools write
		if password == "" {
			return nil, ErrNeedsPassword
		}
		plain, err := x509.DecryptPEMBlock(block, []byte(password)) //nolint:staticcheck // as above
		if err != nil {
			return nil, errors.Join(ErrPassword, err)
		}
		der = plain
	}
	if block.Type == "ENCRYPTED PRIVATE KEY" {
		if password == "" {
			return nil, ErrNeedsPassword
		}
		key, err := pkcs8.ParsePKCS8PrivateKey(der, []byte(password))
		if err != nil {
			return nil, errors.Join(ErrPassword, err)
		}
		return signer(key)
	}
	return parseDER(der)
}

// parseDER reads a private key in any of the three usual forms.
func parseDER(der []byte) (crypto.Signer, error) {
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return signer(key)
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	key, err := x509.ParseECPrivateKey(der)
	if err != nil {
		return nil, errors.Join(ErrDamaged, err)
	}
	return key, nil
}

func signer(key any) (crypto.Signer, error) {
	s, ok := key.(crypto.Signer)
	if !ok {
		return nil, ErrDamaged
	}
	return s, nil
}
