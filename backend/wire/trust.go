package wire

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/keyfile"
)

// ReadCA reads a file of certificates. It does not open a pipe or a device, which may never
// end.
func ReadCA(path string) ([]byte, error) { return keyfile.Read(path) }

// tlsConfig returns how the worker is trusted and what it is shown.
func tlsConfig(o Options) (*tls.Config, *tls.Certificate, error) {
	roots, err := roots(o)
	if err != nil {
		return nil, nil, err
	}
	own, err := clientCertificate(o)
	if err != nil {
		return nil, nil, err
	}
	pin := strings.ToLower(strings.ReplaceAll(o.Profile.Pin, ":", ""))
	config := &tls.Config{
		MinVersion:         tls.VersionTLS12,
		RootCAs:            roots,
		ServerName:         o.Profile.ServerName,
		InsecureSkipVerify: o.Profile.SkipVerify || pin != "", //nolint:gosec // either the person turned the check off, which the window always shows, or VerifyConnection compares the certificate
		GetClientCertificate: func(info *tls.CertificateRequestInfo) (*tls.Certificate, error) {
			traceOf(info.Context()).certificateAsked(own != nil)
			if own == nil {
				return &tls.Certificate{}, nil
			}
			return own, nil
		},
	}
	if pin != "" {
		config.VerifyConnection = func(state tls.ConnectionState) error { return checkPin(pin, state.PeerCertificates) }
	}
	return config, own, nil
}

// pinError means that the server has another certificate than the only trusted one.
type pinError struct{ sent []*x509.Certificate }

func (e *pinError) Error() string { return "the certificate is not the one that the profile trusts" }

// checkPin compares the server's certificate with the only one that is trusted. Nothing else
// matters then, not even whether it has expired.
func checkPin(pin string, sent []*x509.Certificate) error {
	if len(sent) > 0 && Fingerprint(sent[0]) == pin {
		return nil
	}
	return &pinError{sent}
}

// Fingerprint returns the SHA-256 of a certificate in lower-case hex, as Profile.Pin has it.
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

// roots returns the system's authorities and those in the CA file. Without a CA file
// it returns nil, which means the system's alone.
func roots(o Options) (*x509.CertPool, error) {
	file := o.Profile.CAFile
	if file == "" {
		return nil, nil //nolint:nilnil // nil means the system's authorities
	}
	contents, err := readKeys(file, o.Secrets[connect.SecretTrustStore])
	if err == nil && len(contents.Certificates()) == 0 {
		err = keyfile.ErrNoCertificate
	}
	if err != nil {
		return nil, fileError("CA file", file, err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	for _, c := range contents.Certificates() {
		pool.AddCert(c)
	}
	return pool, nil
}

// clientCertificate returns the certificate for the worker, or nil if the profile has none.
func clientCertificate(o Options) (*tls.Certificate, error) {
	files := o.Profile.Certificate
	if files.File == "" {
		return nil, nil //nolint:nilnil // nil means none
	}
	password := o.Secrets[connect.SecretKeyStore]
	chain, err := readKeys(files.File, password)
	if err != nil {
		return nil, fileError("client certificate", files.File, err)
	}
	key := chain
	if files.KeyFile != "" {
		if key, err = readKeys(files.KeyFile, password); err != nil {
			return nil, fileError("private key", files.KeyFile, err)
		}
	}
	pair, err := keyfile.Pair(chain, key)
	if err != nil {
		return nil, fileError("client certificate", files.File, err)
	}
	return &pair, nil
}

func readKeys(path string, password connect.Secret) (keyfile.Contents, error) {
	text, err := keyfile.Read(path)
	if err != nil {
		return keyfile.Contents{}, err
	}
	return keyfile.Parse(text, password.Reveal())
}

// fileError says which file of a profile cannot be used.
func fileError(what, path string, err error) error {
	next := "Choose another file in the cluster's profile."
	if errors.Is(err, keyfile.ErrPassword) || errors.Is(err, keyfile.ErrNeedsPassword) {
		next = "Enter its password in the cluster's profile."
	}
	return &connect.Error{Code: connect.CodeInvalid, Text: "This cluster's " + what + " " + keyfile.Problem(err) + ". Nothing was sent. " + next, Worker: path, Err: err}
}

// selfSigned reports whether a certificate was signed with its own key.
func selfSigned(c *x509.Certificate) bool { return bytes.Equal(c.RawIssuer, c.RawSubject) }
