package clusterfiles

import (
	"encoding/json"
	"fmt"

	"sluiceway/backend/clusterfiles/tree"
	"sluiceway/backend/connect"
)

// The head of our own export. A reader refuses a higher version and notes unknown keys.
const (
	exportFormat  = "sluiceway-clusters"
	exportVersion = 1
)

// exported is a cluster in our own export. It has no secrets, only the names of those that it
// needs.
type exported struct {
	Name         string          `json:"name"`
	Kind         string          `json:"kind"`
	URL          string          `json:"url,omitempty"`
	MoreURLs     []string        `json:"moreUrls,omitempty"`
	AdminURL     string          `json:"adminUrl,omitempty"`
	Scope        string          `json:"scope,omitempty"`
	Account      string          `json:"account,omitempty"`
	Environment  string          `json:"environment,omitempty"`
	Login        string          `json:"login"`
	Username     string          `json:"username,omitempty"`
	TokenURL     string          `json:"tokenUrl,omitempty"`
	ClientID     string          `json:"clientId,omitempty"`
	Scopes       []string        `json:"scopes,omitempty"`
	Audience     string          `json:"audience,omitempty"`
	Params       []connect.Param `json:"params,omitempty"`
	Headers      []Header        `json:"headers,omitempty"`
	CAFile       string          `json:"caFile,omitempty"`
	CAType       string          `json:"caType,omitempty"`
	KeyStoreFile string          `json:"keyStoreFile,omitempty"`
	KeyStoreType string          `json:"keyStoreType,omitempty"`
	CertFile     string          `json:"certFile,omitempty"`
	KeyFile      string          `json:"keyFile,omitempty"`
	ServerName   string          `json:"serverName,omitempty"`
	Pin          string          `json:"pin,omitempty"`
	SkipVerify   bool            `json:"skipVerify,omitempty"`
	Proxy        string          `json:"proxy,omitempty"`
	ProxyUser    string          `json:"proxyUsername,omitempty"`
	NoProxy      bool            `json:"noProxy,omitempty"`
	SingleWorker bool            `json:"singleWorker,omitempty"`
	GroupID      string          `json:"groupId,omitempty"`
	OffsetTopic  string          `json:"offsetTopic,omitempty"`
	TimeLimitMs  int64           `json:"timeLimitMs,omitempty"`
	Permissions  *Permissions    `json:"permissions,omitempty"`
}

// Export prints clusters in our own format, without secrets. [Parse] reads it. Logins in
// addresses are left out, and so are the values of secret headers.
func Export(clusters []Cluster) ([]byte, error) {
	out := struct {
		Format   string     `json:"format"`
		Version  int        `json:"version"`
		Clusters []exported `json:"clusters"`
	}{exportFormat, exportVersion, []exported{}}
	for _, c := range clusters {
		var headers []Header
		for _, h := range c.Headers {
			if h.Secret {
				h.Value = ""
			}
			headers = append(headers, h)
		}
		var more []string
		for _, url := range c.MoreURLs {
			more = append(more, withoutLogin(url))
		}
		out.Clusters = append(out.Clusters, exported{
			Name: c.Name, Kind: c.Kind, URL: withoutLogin(c.URL), MoreURLs: more, AdminURL: withoutLogin(c.AdminURL), Scope: c.Scope, Account: c.Account,
			Environment: c.Environment, Login: c.Login, Username: c.Username, TokenURL: withoutLogin(c.TokenURL), ClientID: c.ClientID, Scopes: c.Scopes,
			Audience: c.Audience, Params: c.Params, ServerName: c.ServerName, Pin: c.Pin, NoProxy: c.NoProxy, SingleWorker: c.SingleWorker,
			Headers: headers, CAFile: c.CAFile, CAType: c.CAType, KeyStoreFile: c.KeyStoreFile, KeyStoreType: c.KeyStoreType,
			CertFile: c.CertFile, KeyFile: c.KeyFile, SkipVerify: c.SkipVerify, Proxy: withoutLogin(c.Proxy), ProxyUser: c.ProxyUsername,
			GroupID: c.GroupID, OffsetTopic: c.OffsetTopic, TimeLimitMs: c.TimeLimit.Milliseconds(), Permissions: c.Permissions,
		})
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return nil, connect.Errorf(connect.CodeInternal, "The clusters cannot be written as JSON. Nothing was exported. %w", err)
	}
	return append(text, '\n'), nil
}

// withoutLogin leaves an address as it is, except for a login in it.
func withoutLogin(address string) string {
	if address == "" {
		return ""
	}
	if a, ok := readAddress(address); ok && (a.User != "" || !a.Password.Empty()) {
		return a.URL
	}
	return address
}

// ownExport reads what Export prints: an object with “format”, “version” and “clusters”.
func ownExport() tool {
	return tool{
		id: "sluiceway", title: "Sluiceway export",
		inDocs: func(s source) bool { return s.root().Get("format").Value() == exportFormat },
		docs:   parseExport,
	}
}

func parseExport(b *builder, s source) {
	top := fieldsOf(s.root(), "")
	top.take("format")
	version := top.take("version")
	if version.value() != fmt.Sprint(exportVersion) {
		b.none("The file has version %s of the format; this Sluiceway knows version %d. Update Sluiceway to import it.", shortNumber(version.value()), exportVersion)
		return
	}
	clusters := top.take("clusters")
	for i, item := range clusters.n.Elements() {
		if !b.try() {
			return
		}
		b.exportedCluster(fieldsOf(item, fmt.Sprintf("clusters[%d]", i)))
	}
	b.ignoreOthers(s.root(), "format", "version", "clusters")
}

// shortNumber shows a version only if it is one, because it may be any text.
func shortNumber(text string) string {
	if _, ok := tree.Number(text); ok {
		return text
	}
	return "“unknown”"
}

func (b *builder) exportedCluster(f *fields) {
	d := b.start()
	address := f.take("url")
	d.urls(address)
	for _, item := range f.take("moreUrls").n.Elements() {
		d.url(item.Value(), field{key: f.path + "moreUrls", n: item})
	}
	for _, text := range []struct {
		name string
		to   *string
	}{
		{"name", &d.c.Name},
		{"kind", &d.c.Kind},
		{"scope", &d.c.Scope},
		{"account", &d.c.Account},
		{"environment", &d.c.Environment},
		{"username", &d.c.Username},
		{"tokenUrl", &d.c.TokenURL},
		{"clientId", &d.c.ClientID},
		{"audience", &d.c.Audience},
		{"adminUrl", &d.c.AdminURL},
		{"serverName", &d.c.ServerName},
		{"pin", &d.c.Pin},
		{"caType", &d.c.CAType},
		{"keyStoreType", &d.c.KeyStoreType},
		{"proxy", &d.c.Proxy},
		{"proxyUsername", &d.c.ProxyUsername},
		{"groupId", &d.c.GroupID},
		{"offsetTopic", &d.c.OffsetTopic},
	} {
		d.set(text.to, f.take(text.name))
	}
	d.c.Proxy, d.c.TokenURL, d.c.AdminURL = withoutLogin(d.c.Proxy), withoutLogin(d.c.TokenURL), withoutLogin(d.c.AdminURL)
	d.c.NoProxy, d.c.SingleWorker = tree.IsTrue(f.take("noProxy").value()), tree.IsTrue(f.take("singleWorker").value())
	for _, item := range f.take("params").n.Elements() {
		d.c.Params = append(d.c.Params, connect.Param{Name: item.Get("name").Value(), Value: item.Get("value").Value()})
	}
	d.exportedLogin(f.take("login"))
	for _, item := range f.take("scopes").n.Elements() {
		d.c.Scopes = append(d.c.Scopes, item.Value())
	}
	for _, item := range f.take("headers").n.Elements() {
		d.exportedHeader(item, f.path+"headers")
	}
	d.path(&d.c.CAFile, f.take("caFile"), "The certificate of the CA")
	d.path(&d.c.KeyStoreFile, f.take("keyStoreFile"), "The key store of the client certificate")
	d.path(&d.c.CertFile, f.take("certFile"), "The client certificate")
	d.path(&d.c.KeyFile, f.take("keyFile"), "The key of the client certificate")
	skip := f.take("skipVerify")
	d.insecure(skip, tree.IsTrue(skip.value()))
	d.millis(f.take("timeLimitMs"))
	d.exportedRights(f.take("permissions"))
	d.unsupported(f)
	if d.c.URL == "" && d.c.Scope != "" && address.n == nil {
		address = f.take("scope")
	}
	d.done(address)
}

func (d *draft) exportedLogin(f field) {
	switch login := f.value(); login {
	case LoginNone, LoginBasic, LoginBearer, LoginOAuth, LoginMTLS, LoginSession:
		d.c.Login, d.said = login, true
	case "":
	default:
		d.note(Unsupported, f, "This kind of login is not known, so it was left out.")
	}
}

// exportedHeader reads a header. The value of a secret one must be entered.
func (d *draft) exportedHeader(item *tree.Node, key string) {
	f := field{key: key, n: item.Get("value")}
	if !tree.IsTrue(item.Get("secret").Value()) && item.Get("value").Value() != "" {
		d.variables(f)
		d.header(item.Get("name").Value(), item.Get("value").Value(), f)
		return
	}
	name := item.Get("name").Value()
	d.c.Headers = append(d.c.Headers, Header{Name: name, Secret: true})
	d.add(Note{Code: Missing, Key: key, Line: item.Line, Text: "The value of a secret header is not in the file. Enter it."})
}

func (d *draft) exportedRights(f field) {
	if !f.n.IsMapping() {
		return
	}
	on := func(name string) bool { return tree.IsTrue(f.n.Get(name).Value()) }
	d.c.Permissions = &Permissions{Create: on("create"), Edit: on("edit"), State: on("state"), Delete: on("delete"), Offsets: on("offsets")}
}
