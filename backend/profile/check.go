package profile

import (
	"crypto/x509"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// Limits of the fields of a profile. Windows allows 2,560 bytes for a password, macOS
// about 2,900 including the names. Kafka allows 249 characters for the name of a topic.
const (
	maxPassword    = 2000
	maxName        = 80
	maxEnvironment = 24
	maxGroup       = 249
	maxText        = 2000
	maxColor       = 7
	minTimeLimit   = time.Second
)

// MaxTimeLimit is the maximum time limit of a profile.
const MaxTimeLimit = 10 * time.Minute

// invalid returns the error of a field. Text says what is wrong; what to do follows.
func invalid(field, text, remedy string) *connect.Error {
	return connect.Errorf(connect.CodeInvalid, "%s Nothing was saved. %s", text, remedy).At(field)
}

func checkName(p connect.Profile) error {
	switch {
	case p.ID.Sandbox():
		return connect.Errorf(connect.CodeInvalid, "The sandbox is built in and cannot be changed. Nothing was saved.")
	case p.Name == "":
		return invalid("name", "The cluster has no name.", "Enter one.")
	case utf8.RuneCountInString(p.Name) > maxName:
		return connect.Errorf(connect.CodeInvalid, "The name is longer than %d characters. Nothing was saved. Shorten it.", maxName).At("name")
	case hasControl(p.Name):
		return invalid("name", "The name contains a line break or another control character.", "Remove it.")
	}
	return nil
}

func checkEnvironment(p connect.Profile) error {
	switch {
	case p.Environment == "":
		return invalid("environment", "The cluster has no environment.", "Choose dev, staging or production, or enter your own word.")
	case p.Environment == connect.EnvSandbox:
		return invalid("environment", "The environment “sandbox” is reserved for the built-in cluster.", "Enter another word.")
	case utf8.RuneCountInString(string(p.Environment)) > maxEnvironment || hasControl(string(p.Environment)):
		return connect.Errorf(connect.CodeInvalid, "The environment is longer than %d characters or contains a control character. Nothing was saved. Enter one or two short words.", maxEnvironment).At("environment")
	case p.Color < 0 || p.Color > maxColor:
		return connect.Errorf(connect.CodeInvalid, "There are %d colours for environments, from 0 to %d. Nothing was saved. Choose one of them.", maxColor+1, maxColor).At("environment")
	}
	return nil
}

func checkTimeLimit(p connect.Profile) error {
	if p.TimeLimit < minTimeLimit || p.TimeLimit > MaxTimeLimit {
		return invalid("timeLimit", "The time limit must be between 1 second and 10 minutes.", "Correct it.")
	}
	return nil
}

// checkGroup refuses what Kafka would not take for the name of a group or a topic.
func checkGroup(p connect.Profile) error {
	if utf8.RuneCountInString(p.GroupID) > maxGroup || hasControl(p.GroupID) {
		return connect.Errorf(connect.CodeInvalid, "The group id is longer than %d characters or contains a control character. Nothing was saved. Correct it or leave it empty.", maxGroup).At("groupId")
	}
	if utf8.RuneCountInString(p.OffsetTopic) > maxGroup || hasControl(p.OffsetTopic) {
		return connect.Errorf(connect.CodeInvalid, "The offset topic is longer than %d characters or contains a control character. Nothing was saved. Correct it or leave it empty.", maxGroup).At("offsetTopic")
	}
	return nil
}

func checkTrust(p connect.Profile) error {
	if hash, err := hex.DecodeString(p.Pin); p.Pin != "" && (err != nil || len(hash) != 32) {
		return invalid("pin", "The fingerprint of the trusted certificate is not a SHA-256: it needs 64 hexadecimal digits.", "Correct it or leave it empty.")
	}
	if len(p.ServerName) > maxText || strings.ContainsAny(p.ServerName, " /:@") || hasControl(p.ServerName) {
		return invalid("serverName", "The server name is not the name of a host.", "Enter the name that the certificate contains, or leave it empty.")
	}
	return nil
}

func checkCertificate(p connect.Profile) error {
	if p.Certificate.File == "" && p.Certificate.KeyFile != "" {
		return invalid("certificate.file", "There is a file with a private key, but none with its certificate.", "Choose the file of the certificate.")
	}
	return nil
}

// checkFiles reads the certificate files, so that a wrong path is reported now and not as a
// failing cluster later.
func (r rules) checkFiles(p connect.Profile) error {
	if p.CAFile != "" {
		text, err := r.readFile(p.CAFile)
		if err != nil {
			return unreadable("caFile", p.CAFile, err)
		}
		if !isStore(text) && !x509.NewCertPool().AppendCertsFromPEM(text) {
			return connect.Errorf(connect.CodeInvalid, "%s contains no certificate in PEM format (“-----BEGIN CERTIFICATE-----”), and is no PKCS12 or JKS truststore. Nothing was saved. Choose another file.", p.CAFile).At("caFile")
		}
	}
	for field, path := range map[string]string{"certificate.file": p.Certificate.File, "certificate.keyFile": p.Certificate.KeyFile} {
		if path == "" {
			continue
		}
		if _, err := r.readFile(path); err != nil {
			return unreadable(field, path, err)
		}
	}
	return nil
}

func unreadable(field, path string, err error) error {
	return connect.Errorf(connect.CodeInvalid, "The certificate file %s cannot be read. Nothing was saved. Choose another file. %w", path, err).At(field)
}

// isStore reports whether a file starts like a JKS or a PKCS12 keystore. What is in it is
// known only with its password.
func isStore(file []byte) bool {
	return strings.HasPrefix(string(file), "\xfe\xed\xfe\xed") || strings.HasPrefix(string(file), "\x30\x82") || strings.HasPrefix(string(file), "\x30\x80")
}

func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 || (r >= 0x7f && r < 0xa0) })
}

func errNameTaken(p connect.Profile) error {
	return connect.Errorf(connect.CodeExists, "Another cluster is already called “%s”. Nothing was saved. Choose another name.", p.Name).At("name")
}
