package profile

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// keysOf returns the secrets that a profile has room for, in the order of the form.
func keysOf(p connect.Profile) []connect.SecretKey {
	var keys []connect.SecretKey
	switch p.Login {
	case connect.LoginBasic, connect.LoginSession:
		keys = append(keys, connect.SecretPassword)
	case connect.LoginBearer:
		keys = append(keys, connect.SecretToken)
	case connect.LoginOAuth:
		keys = append(keys, connect.SecretClientSecret)
	case connect.LoginNone:
	}
	for _, h := range p.Headers {
		if h.Secret {
			keys = append(keys, headerKey(h.Name))
		}
	}
	if p.Certificate.File != "" {
		keys = append(keys, connect.SecretKeyStore)
	}
	if p.CAFile != "" {
		keys = append(keys, connect.SecretTrustStore)
	}
	if p.Proxy.Mode == connect.ProxyOwn && p.Proxy.Username != "" {
		keys = append(keys, connect.SecretProxy)
	}
	return keys
}

// hasUser reports whether a login has a user name and a password.
func hasUser(login connect.Login) bool {
	return login == connect.LoginBasic || login == connect.LoginSession
}

func headerKey(name string) connect.SecretKey {
	return connect.SecretHeader + connect.SecretKey(name)
}

// headerOf returns the name of the header whose value a secret is, or an empty text.
func headerOf(key connect.SecretKey) string {
	name, ok := strings.CutPrefix(string(key), string(connect.SecretHeader))
	if !ok {
		return ""
	}
	return name
}

// needed reports whether a connection is impossible without the secret. The others are
// optional: most keystores of PEM files have no password.
func needed(key connect.SecretKey) bool {
	return key != connect.SecretKeyStore && key != connect.SecretTrustStore && key != connect.SecretProxy
}

// mayBeEmpty reports whether a secret can be empty on purpose. Some logins have a user name
// and no password.
func mayBeEmpty(key connect.SecretKey) bool { return key == connect.SecretPassword }

// titleOf returns the words for a secret in a sentence, after “the”.
func titleOf(key connect.SecretKey) string {
	switch key {
	case connect.SecretPassword:
		return "password"
	case connect.SecretToken:
		return "token"
	case connect.SecretClientSecret:
		return "client secret"
	case connect.SecretTrustStore:
		return "password of the truststore"
	case connect.SecretKeyStore:
		return "password of the client certificate"
	case connect.SecretProxy:
		return "password of the proxy"
	case connect.SecretHeader:
	}
	return "value of the header " + headerOf(key)
}

func purposeOf(p connect.Profile, key connect.SecretKey) string {
	return "the " + titleOf(key) + " of " + p.Name
}

// bindingOf returns what a secret belongs to: the origins that receive it, the way in that
// leads to them, or the file that it opens. A stored secret is used again only where nothing
// was added to that.
func bindingOf(p connect.Profile, key connect.SecretKey) []string {
	switch key {
	case connect.SecretClientSecret:
		return reached(p, p.OAuth.TokenURL)
	case connect.SecretProxy:
		return reached(p, p.Proxy.URL)
	case connect.SecretKeyStore:
		return []string{p.Certificate.File, p.Certificate.KeyFile}
	case connect.SecretTrustStore:
		return []string{p.CAFile}
	case connect.SecretPassword, connect.SecretToken, connect.SecretHeader:
	}
	binding := []string{"kind " + string(p.Kind)}
	for _, address := range append(p.URLs(), p.AdminURL) {
		if address != "" {
			binding = append(binding, connect.Origin(address))
		}
	}
	if p.URL == "" {
		binding = append(binding, "the usual address of the service")
	}
	if p.WayIn.Command != "" {
		binding = append(binding, "the way in “"+p.WayIn.Command+"”")
	}
	return binding
}

// reached returns the binding of an address that is not the worker's.
func reached(p connect.Profile, address string) []string {
	binding := []string{connect.Origin(address)}
	if strings.Contains(address, connect.PortWord) {
		binding = append(binding, "the way in “"+p.WayIn.Command+"”")
	}
	return binding
}

// checkBinding returns an error with CodeSecretMissing if the secret of one profile must not
// be used by the other.
func checkBinding(from, to connect.Profile, key connect.SecretKey) error {
	if from.SecretEntries[key] == "" {
		return nil
	}
	known := bindingOf(from, key)
	for _, one := range bindingOf(to, key) {
		if slices.Contains(known, one) {
			continue
		}
		return connect.Errorf(connect.CodeSecretMissing,
			"The stored %s was not entered for %s. Nothing was sent and nothing was saved. Enter it again.", titleOf(key), one).At(secretField(key))
	}
	return nil
}

// secretField is the name of a secret's field on the page.
func secretField(key connect.SecretKey) string { return "secrets." + string(key) }
