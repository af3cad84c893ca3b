package profile

import (
	"crypto/x509"
	"strings"
	"time"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// Limits of the fields of a profile. Windows allows 2,560 bytes for a password, macOS
// about 2,900 including the names.
const (
	maxPassword    = 2000
	maxName        = 80
	maxEnvironment = 24
	maxGroup       = 249
	maxColor       = 7
	minTimeLimit   = time.Second
)

// MaxTimeLimit is the maximum time limit of a profile.
const MaxTimeLimit = 10 * time.Minute

// normalise trims the input, moves a login from the URL to its fields, and refuses invalid
// values.
func normalise(in change) (change, error) {
	in, err := normaliseConnection(in)
	if err != nil {
		return in, err
	}
	in.Name = strings.TrimSpace(in.Name)
	in.Environment = connect.Environment(strings.TrimSpace(string(in.Environment)))
	if err := checkName(in.Profile); err != nil {
		return in, err
	}
	return in, checkEnvironment(in.Profile)
}

// normaliseConnection normalises the fields that a connection needs.
func normaliseConnection(in change) (change, error) {
	in, err := normaliseAddress(in)
	if err != nil {
		return in, err
	}
	in.CAFile = strings.TrimSpace(in.CAFile)
	if in.Login == "" {
		in.Login = connect.LoginNone
	}
	if in.TimeLimit == 0 {
		in.TimeLimit = connect.DefaultTimeLimit
	}
	if err := checkLogin(in.Profile); err != nil {
		return in, err
	}
	if in.Login == connect.LoginNone {
		in.Username = ""
	}
	if err := checkGroup(in.Profile); err != nil {
		return in, err
	}
	return in, checkTimeLimit(in.Profile)
}

func normaliseAddress(in change) (change, error) {
	address, err := connect.ParseURL(in.URL)
	if err != nil {
		return in, err
	}
	in.URL = address.URL
	if address.User == "" && address.Password.Empty() {
		return in, nil
	}
	// A login in the address fills empty fields of the form, but does not replace what
	// was typed there.
	in.Login = connect.LoginBasic
	if in.Username == "" {
		in.Username = address.User
	}
	if !in.passwordSet && !address.Password.Empty() {
		in.password, in.passwordSet = address.Password, true
	}
	return in, nil
}

func checkName(p connect.Profile) error {
	switch {
	case p.ID == connect.SandboxID:
		return connect.Errorf(connect.CodeInvalid, "The sandbox is built in and cannot be changed. Nothing was saved.")
	case p.Name == "":
		return connect.Errorf(connect.CodeInvalid, "The cluster has no name. Nothing was saved. Enter one.")
	case utf8.RuneCountInString(p.Name) > maxName:
		return connect.Errorf(connect.CodeInvalid, "The name is longer than %d characters. Nothing was saved. Shorten it.", maxName)
	case hasControl(p.Name):
		return connect.Errorf(connect.CodeInvalid, "The name contains a line break or another control character. Nothing was saved. Remove it.")
	}
	return nil
}

func checkEnvironment(p connect.Profile) error {
	switch {
	case p.Environment == "":
		return connect.Errorf(connect.CodeInvalid, "The cluster has no environment. Nothing was saved. Choose dev, staging or production, or enter your own word.")
	case p.Environment == connect.EnvSandbox:
		return connect.Errorf(connect.CodeInvalid, "The environment “sandbox” is reserved for the built-in cluster. Nothing was saved. Enter another word.")
	case utf8.RuneCountInString(string(p.Environment)) > maxEnvironment || hasControl(string(p.Environment)):
		return connect.Errorf(connect.CodeInvalid, "The environment is longer than %d characters or contains a control character. Nothing was saved. Enter one or two short words.", maxEnvironment)
	case p.Color < 0 || p.Color > maxColor:
		return connect.Errorf(connect.CodeInvalid, "There are %d colours for environments, from 0 to %d. Nothing was saved. Choose one of them.", maxColor+1, maxColor)
	}
	return nil
}

func checkLogin(p connect.Profile) error {
	switch {
	case p.Login != connect.LoginNone && p.Login != connect.LoginBasic:
		return connect.Errorf(connect.CodeInvalid, "This version does not support the login “%s”. Nothing was saved. Choose another one.", p.Login)
	case p.Login == connect.LoginBasic && p.Username == "":
		return connect.Errorf(connect.CodeInvalid, "The login has no user name. Nothing was saved. Enter one.")
	case p.Login == connect.LoginBasic && (strings.Contains(p.Username, ":") || hasControl(p.Username)):
		return connect.Errorf(connect.CodeInvalid, "A user name for Basic login cannot contain a colon or a control character. Nothing was saved. Correct it.")
	}
	return nil
}

func checkTimeLimit(p connect.Profile) error {
	if p.TimeLimit < minTimeLimit || p.TimeLimit > MaxTimeLimit {
		return connect.Errorf(connect.CodeInvalid, "The time limit must be between 1 second and 10 minutes. Nothing was saved. Correct it.")
	}
	return nil
}

// checkGroup refuses what Kafka would not take for the name of a group. It is only shown.
func checkGroup(p connect.Profile) error {
	if utf8.RuneCountInString(p.GroupID) > maxGroup || hasControl(p.GroupID) {
		return connect.Errorf(connect.CodeInvalid, "The group id is longer than %d characters or contains a control character. Nothing was saved. Correct it or leave it empty.", maxGroup)
	}
	return nil
}

// checkCA reads the certificate file, so that a wrong path is reported now and not as a
// failing cluster later.
func (s *Service) checkCA(p connect.Profile) error {
	if p.CAFile == "" {
		return nil
	}
	text, err := s.readFile(p.CAFile)
	if err != nil {
		return connect.Errorf(connect.CodeInvalid, "The certificate file %s cannot be read. Nothing was saved. Choose another file. %w", p.CAFile, err)
	}
	if !x509.NewCertPool().AppendCertsFromPEM(text) {
		return connect.Errorf(connect.CodeInvalid, "%s contains no certificate in PEM format (“-----BEGIN CERTIFICATE-----”). Nothing was saved. Choose another file.", p.CAFile)
	}
	return nil
}

func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 || (r >= 0x7f && r < 0xa0) })
}

func errNameTaken(p connect.Profile) error {
	return connect.Errorf(connect.CodeExists, "Another cluster is already called “%s”. Nothing was saved. Choose another name.", p.Name)
}
