package clusterfiles

import (
	"net/url"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
	"sluiceway/backend/connect"
)

// The kinds of clusters, as profiles store them. This package does not ask for the kind of a
// cluster; it is where a file's kind becomes known.
const (
	kindApache    = "apache"
	kindConfluent = "confluent"
	kindMSK       = "msk"
)

// readAddress normalises an address. One with variables stays as it is, without its login; ok
// is false if it cannot be used.
func readAddress(text string) (connect.Address, bool) {
	text = strings.TrimSpace(text)
	if a, err := connect.ParseURL(text); err == nil {
		return a, true
	}
	if len(tree.VariablesIn(text)) == 0 {
		return connect.Address{}, false
	}
	var a connect.Address
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok {
		scheme, rest = "", text
	} else {
		scheme += "://"
	}
	if at := strings.LastIndexByte(rest, '@'); at >= 0 {
		user, password, _ := strings.Cut(rest[:at], ":")
		a.User, a.Password = user, connect.NewSecret(password)
		a.Notes = []string{"The login was removed from the address. The password will be stored in the system keyring."}
		rest = rest[at+1:]
	}
	a.URL = scheme + strings.TrimRight(rest, "/")
	return a, true
}

// adoptLogin takes the login of an address, unless the cluster has one.
func (c *Cluster) adoptLogin(a connect.Address) {
	if a.User == "" && a.Password.Empty() {
		return
	}
	if c.Login == LoginNone || c.Login == "" {
		c.Login = LoginBasic
	}
	if c.Username == "" {
		c.Username = a.User
	}
	if secret, ok := c.Secrets[SecretPassword]; (!ok || secret.Empty()) && !a.Password.Empty() {
		c.Secrets[SecretPassword] = a.Password
	}
}

// confluentScope returns the environment and cluster in the address of a Confluent Cloud
// cluster: https://api.confluent.cloud/connect/v1/environments/{env}/clusters/{lkc}.
func confluentScope(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "confluent.cloud" && !strings.HasSuffix(u.Hostname(), ".confluent.cloud") {
		return "", false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) != 6 || strings.Join(parts[:3], "/") != "connect/v1/environments" || parts[4] != "clusters" {
		return "", false
	}
	return parts[3] + "/" + parts[5], true
}

// usualConfluent is where Confluent Cloud's API is, unless a network has an endpoint of its own.
const usualConfluent = "https://api.confluent.cloud"

// Endpoint returns the address for a profile: that of the workers, or for a managed service
// that of its API. It is empty for the usual one of a service.
func (c Cluster) Endpoint() string {
	if _, ok := confluentScope(c.URL); !ok || c.Scope == "" {
		return c.URL
	}
	base, _, _ := strings.Cut(c.URL, "/connect/v1/")
	if base == usualConfluent {
		return ""
	}
	return base
}
