package confluent

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// DefaultURL is the address of the API unless a profile has another one.
const DefaultURL = "https://api.confluent.cloud"

// scopePattern is an environment and a cluster.
var scopePattern = regexp.MustCompile(`^[A-Za-z0-9_-]+/[A-Za-z0-9_-]+$`)

// address returns the address of the API. Plain http is allowed on this computer only, because
// the API key is sent with every call.
func address(p connect.Profile) (string, error) {
	if p.URL == "" {
		return DefaultURL, nil
	}
	u, err := url.Parse(p.URL)
	if err == nil && u.Scheme == "http" && !loopback(u.Hostname()) {
		return "", connect.Errorf(connect.CodeInvalid, "The address of the Confluent API starts with http://, so the API key would be sent in clear. Nothing was sent. Use https://.")
	}
	return p.URL, nil
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.Unmap().IsLoopback()
}

// bases returns the base of the whole API and that of a cluster's connectors.
func bases(p connect.Profile) (root, cluster wire.Base, err error) {
	text, err := address(p)
	if err != nil {
		return root, cluster, err
	}
	if root, err = wire.NewBase(text); err != nil {
		return root, cluster, err
	}
	if !scopePattern.MatchString(p.Scope) {
		return root, cluster, connect.Errorf(connect.CodeInvalid, "This profile does not say which cluster of Confluent Cloud it is for. Nothing was sent. Choose an environment and a cluster, or enter them as env-abc123/lkc-abc123.")
	}
	environment, id, _ := strings.Cut(p.Scope, "/")
	cluster, err = wire.NewBase(strings.TrimSuffix(text, "/") + "/connect/v1/environments/" + environment + "/clusters/" + id)
	return root, cluster, err
}
