package profile

import (
	"crypto/x509"
	"strings"
	"time"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// Limits of what a profile may hold. A Windows credential takes 2,560 bytes, a
// macOS one about 2,900 with its names.
const (
	maxPassword    = 2000
	maxName        = 80
	maxEnvironment = 24
	maxColor       = 7
	minTimeLimit   = time.Second
)

// MaxTimeLimit is the longest time limit that a profile may have.
const MaxTimeLimit = 10 * time.Minute

// normalise trims what people do not mean, takes a login out of the URL, and
// refuses what cannot work. It looks at the input alone.
func normalise(in Input) (Input, error) {
	in, err := normaliseConnection(in)
	if err != nil {
		return in, err
	}
	p := &in.Profile
	p.Name = strings.TrimSpace(p.Name)
	p.Environment = connect.Environment(strings.TrimSpace(string(p.Environment)))
	if err := checkName(*p); err != nil {
		return in, err
	}
	return in, checkEnvironment(*p)
}

// normaliseConnection is the part of it that a connection needs.
func normaliseConnection(in Input) (Input, error) {
	in, err := normaliseAddress(in)
	if err != nil {
		return in, err
	}
	p := &in.Profile
	p.CAFile = strings.TrimSpace(p.CAFile)
	if p.Login == "" {
		p.Login = connect.LoginNone
	}
	if p.TimeLimit == 0 {
		p.TimeLimit = connect.DefaultTimeLimit
	}
	if err := checkLogin(*p); err != nil {
		return in, err
	}
	if p.Login == connect.LoginNone {
		p.Username = ""
	}
	return in, checkTimeLimit(*p)
}

func normaliseAddress(in Input) (Input, error) {
	address, err := connect.ParseURL(in.Profile.URL)
	if err != nil {
		return in, err
	}
	in.Profile.URL = address.URL
	if address.User == "" && address.Password.Empty() {
		return in, nil
	}
	// A login in the address fills what the form leaves open; what was typed
	// into the form's own fields is meant.
	in.Profile.Login = connect.LoginBasic
	if in.Profile.Username == "" {
		in.Profile.Username = address.User
	}
	if !in.PasswordSet && !address.Password.Empty() {
		in.Password, in.PasswordSet = address.Password, true
	}
	return in, nil
}

func checkName(p connect.Profile) error {
	switch {
	case p.ID == connect.SandboxID:
		return connect.Errorf(connect.CodeInvalid, "The sandbox is built in and cannot be changed.")
	case p.Name == "":
		return connect.Errorf(connect.CodeInvalid, "The cluster needs a name. Nothing was saved.")
	case utf8.RuneCountInString(p.Name) > maxName:
		return connect.Errorf(connect.CodeInvalid, "The name is longer than %d characters. Nothing was saved.", maxName)
	case hasControl(p.Name):
		return connect.Errorf(connect.CodeInvalid, "The name holds a line break or another control character. Nothing was saved.")
	}
	return nil
}

func checkEnvironment(p connect.Profile) error {
	switch {
	case p.Environment == "":
		return connect.Errorf(connect.CodeInvalid, "Choose an environment: dev, staging, production, or a word of your own. Nothing was saved.")
	case p.Environment == connect.EnvSandbox:
		return connect.Errorf(connect.CodeInvalid, "The environment “sandbox” is the built-in cluster's. Choose another word. Nothing was saved.")
	case utf8.RuneCountInString(string(p.Environment)) > maxEnvironment || hasControl(string(p.Environment)):
		return connect.Errorf(connect.CodeInvalid, "The environment is one short word or two, at most %d characters on one line. Nothing was saved.", maxEnvironment)
	case p.Color < 0 || p.Color > maxColor:
		return connect.Errorf(connect.CodeInvalid, "There are %d colours for environments, from 0 to %d. Nothing was saved.", maxColor+1, maxColor)
	}
	return nil
}

func checkLogin(p connect.Profile) error {
	switch {
	case p.Login != connect.LoginNone && p.Login != connect.LoginBasic:
		return connect.Errorf(connect.CodeInvalid, "This version knows no login “%s”. Nothing was saved.", p.Login)
	case p.Login == connect.LoginBasic && p.Username == "":
		return connect.Errorf(connect.CodeInvalid, "The login needs a user name. Nothing was saved.")
	case p.Login == connect.LoginBasic && (strings.Contains(p.Username, ":") || hasControl(p.Username)):
		return connect.Errorf(connect.CodeInvalid, "A user name for Basic login cannot hold a colon or a control character. Nothing was saved.")
	}
	return nil
}

func checkTimeLimit(p connect.Profile) error {
	if p.TimeLimit < minTimeLimit || p.TimeLimit > MaxTimeLimit {
		return connect.Errorf(connect.CodeInvalid, "The time limit goes from 1 second to 10 minutes. Nothing was saved.")
	}
	return nil
}

// checkCA reads the certificate file, so that a wrong path shows now and not as
// a failing cluster later.
func (s *Service) checkCA(p connect.Profile) error {
	if p.CAFile == "" {
		return nil
	}
	text, err := s.readFile(p.CAFile)
	if err != nil {
		return connect.Errorf(connect.CodeInvalid, "The certificate file %s cannot be read. Nothing was saved. Choose another file. %w", p.CAFile, err)
	}
	if !x509.NewCertPool().AppendCertsFromPEM(text) {
		return connect.Errorf(connect.CodeInvalid, "%s holds no certificate in PEM form (“-----BEGIN CERTIFICATE-----”). Nothing was saved. Choose another file.", p.CAFile)
	}
	return nil
}

func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 || (r >= 0x7f && r < 0xa0) })
}

func errNameTaken(p connect.Profile) error {
	return connect.Errorf(connect.CodeExists, "Another cluster is already called “%s”. Nothing was saved. Choose another name.", p.Name)
}
