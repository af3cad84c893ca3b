package profile

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// form is what the kind of a cluster asks for.
type form struct {
	title    string
	needsURL bool            // the address of a worker; otherwise the service has a usual one
	managed  bool            // the address is that of a service's API
	logins   []connect.Login // nil: all
}

// formOf returns the form of a profile, or an error with CodeUnsupported if this version does
// not know its kind.
func (r rules) formOf(p connect.Profile) (form, error) {
	if r.kinds == nil {
		return form{needsURL: true}, nil
	}
	kind, err := r.kinds.Of(p)
	if err != nil {
		return form{}, err
	}
	return form{
		title: kind.Title, needsURL: slices.Contains(kind.Fields, worker.FieldURL),
		managed: slices.Contains(kind.Fields, worker.FieldEndpoint), logins: kind.Logins,
	}, nil
}

// checkAddresses refuses a service's API over plain http outside this computer, and the port
// of a way in if there is none.
func (f form) checkAddresses(p connect.Profile) error {
	if f.managed && strings.HasPrefix(p.URL, "http://") && !loopback(p.URL) {
		return invalid("url", "The address of the service uses plain http, which would send the login in clear.", "Use https; http is possible on this computer only.")
	}
	if p.WayIn.Command != "" {
		return nil
	}
	fields := map[string]string{"url": p.URL, "adminUrl": p.AdminURL, "oauth.tokenUrl": p.OAuth.TokenURL, "proxy.url": p.Proxy.URL}
	for i, address := range p.MoreURLs {
		fields[fmt.Sprint("moreUrls.", i)] = address
	}
	for field, address := range fields {
		if strings.Contains(address, connect.PortWord) {
			return invalid(field, "The address contains {port}, which is the port of a way in, but the cluster has none.", "Enter a port, or a command under Way in.")
		}
	}
	return nil
}

func loopback(address string) bool {
	u, err := url.Parse(strings.Replace(address, ":"+connect.PortWord, ":1", 1))
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && ip.IsLoopback()
}

func (f form) checkScope(p connect.Profile) error {
	for field, text := range map[string]string{"scope": p.Scope, "account": p.Account} {
		if len(text) > maxText || hasControl(text) {
			return invalid(field, "The text is too long or contains a control character.", "Correct it.")
		}
	}
	return nil
}

func checkProxy(p connect.Profile) error {
	switch p.Proxy.Mode {
	case connect.ProxySystem, connect.ProxyNone:
		return nil
	case connect.ProxyOwn:
	default:
		return invalid("proxy.mode", "This version does not support this kind of proxy.", "Choose another one.")
	}
	u, err := url.Parse(strings.Replace(p.Proxy.URL, ":"+connect.PortWord, ":1", 1))
	switch {
	case err != nil || u.Hostname() == "" || u.Port() == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5":
		return invalid("proxy.url", "The address of the proxy needs http, https or socks5, a host and a port.", "Enter it like http://proxy.example:3128.")
	case u.User != nil:
		return invalid("proxy.url", "The address of the proxy contains a login.", "Enter user name and password in their own fields.")
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return invalid("proxy.url", "The address of the proxy has a path.", "Enter it like http://proxy.example:3128.")
	case hasControl(p.Proxy.Username) || len(p.Proxy.Username) > maxText:
		return invalid("proxy.username", "The user name for the proxy is too long or contains a control character.", "Correct it.")
	}
	return nil
}

func (r rules) checkWayIn(p connect.Profile) error {
	if p.WayIn.Command == "" {
		return nil
	}
	if hasControl(p.WayIn.Command) {
		return invalid("wayIn.command", "The command of the way in contains a line break or another control character.", "Enter one command on one line.")
	}
	if err := r.wayIn(p.WayIn.Command); err != nil {
		return connect.AsError(err).At("wayIn.command")
	}
	if p.WayIn.Limit != 0 && (p.WayIn.Limit < minTimeLimit || p.WayIn.Limit > MaxTimeLimit) {
		return invalid("wayIn.limit", "The time limit of the way in must be between 1 second and 10 minutes.", "Correct it.")
	}
	return nil
}
