package profile

import (
	"fmt"
	"maps"
	"os"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// rules check the input of a profile.
type rules struct {
	kinds    worker.Kinds
	readFile func(string) ([]byte, error)
	wayIn    func(command string) error
}

func (s *Service) rules() rules {
	r := rules{s.Kinds, s.ReadFile, s.CheckWayIn}
	if r.readFile == nil {
		r.readFile = os.ReadFile
	}
	if r.wayIn == nil {
		r.wayIn = func(string) error { return nil }
	}
	return r
}

// normalise trims the input, moves a login from the URL to its fields, and refuses invalid
// values.
func (r rules) normalise(in change) (change, error) {
	in, err := r.normaliseConnection(in)
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
func (r rules) normaliseConnection(in change) (change, error) {
	f, err := r.formOf(in.Profile)
	if err != nil {
		return in, err
	}
	for _, text := range []*string{
		&in.Scope, &in.Account, &in.CAFile, &in.ServerName, &in.Pin, &in.Certificate.File, &in.Certificate.KeyFile,
		&in.Proxy.URL, &in.WayIn.Command, &in.GroupID, &in.OffsetTopic, &in.OAuth.TokenURL, &in.OAuth.ClientID, &in.OAuth.Audience,
	} {
		*text = strings.TrimSpace(*text)
	}
	if in, err = normaliseAddresses(in, f); err != nil {
		return in, err
	}
	in.Pin = strings.ToLower(strings.ReplaceAll(in.Pin, ":", ""))
	if in.Login == "" {
		in.Login = connect.LoginNone
	}
	if in.TimeLimit == 0 {
		in.TimeLimit = connect.DefaultTimeLimit
	}
	in.Profile = withoutUnused(in.Profile)
	for _, check := range []func(connect.Profile) error{
		f.checkLogin, checkOAuth, checkHeaders, checkTrust, checkCertificate, checkProxy, r.checkWayIn, f.checkScope, checkGroup, checkTimeLimit,
	} {
		if err := check(in.Profile); err != nil {
			return in, err
		}
	}
	return in, nil
}

// withoutUnused returns the profile without the values of choices that were not made, so that
// nothing is stored that the page does not show.
func withoutUnused(p connect.Profile) connect.Profile {
	if !hasUser(p.Login) {
		p.Username = ""
	}
	if p.Login != connect.LoginOAuth {
		p.OAuth = connect.OAuth{}
	}
	if p.Proxy.Mode != connect.ProxyOwn {
		p.Proxy.URL, p.Proxy.Username = "", ""
	}
	if p.WayIn.Command == "" {
		p.WayIn = connect.WayIn{}
	}
	for i, h := range p.Headers {
		p.Headers[i].Name = strings.TrimSpace(h.Name)
		if h.Secret {
			p.Headers[i].Value = ""
		}
	}
	return p
}

func normaliseAddresses(in change, f form) (change, error) {
	if in.URL = strings.TrimSpace(in.URL); in.URL != "" || f.needsURL {
		address, err := connect.ParseURL(in.URL)
		if err != nil {
			return in, connect.AsError(err).At("url")
		}
		in.URL = address.URL
		in.takeLogin(address)
	}
	for i, text := range in.MoreURLs {
		url, err := parseFurther(text, fmt.Sprint("moreUrls.", i))
		if err != nil {
			return in, err
		}
		in.MoreURLs[i] = url
	}
	if in.AdminURL = strings.TrimSpace(in.AdminURL); in.AdminURL != "" {
		url, err := parseFurther(in.AdminURL, "adminUrl")
		if err != nil {
			return in, err
		}
		in.AdminURL = url
	}
	return in, f.checkAddresses(in.Profile)
}

// takeLogin moves a login in the address to the fields. It fills empty fields of the form, but
// does not replace what was typed there.
func (in *change) takeLogin(address connect.Address) {
	if address.User == "" && address.Password.Empty() {
		return
	}
	if !hasUser(in.Login) {
		in.Login = connect.LoginBasic
	}
	if in.Username == "" {
		in.Username = address.User
	}
	if _, typed := in.entered[connect.SecretPassword]; !typed && !address.Password.Empty() {
		entered := connect.Secrets{connect.SecretPassword: address.Password}
		maps.Copy(entered, in.entered)
		in.entered = entered
	}
}

// parseFurther normalises an address beside the first one. The login belongs to all of them,
// so it can be entered once only.
func parseFurther(text, field string) (string, error) {
	address, err := connect.ParseURL(text)
	if err != nil {
		return "", connect.AsError(err).At(field)
	}
	if address.User != "" || !address.Password.Empty() {
		return "", connect.Errorf(connect.CodeInvalid, "This address contains a login. Nothing was saved. Remove it from the address; the login of the cluster is sent to all of its workers.").At(field)
	}
	return address.URL, nil
}
