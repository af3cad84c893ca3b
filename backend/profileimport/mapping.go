package profileimport

import (
	"time"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// fileSecrets are the names of the secrets in the files of other tools. The secret of a header
// has the same name in both.
func fileSecrets() map[string]connect.SecretKey {
	return map[string]connect.SecretKey{
		clusterfiles.SecretPassword:           connect.SecretPassword,
		clusterfiles.SecretToken:              connect.SecretToken,
		clusterfiles.SecretClientSecret:       connect.SecretClientSecret,
		clusterfiles.SecretTrustStorePassword: connect.SecretTrustStore,
		clusterfiles.SecretKeyStorePassword:   connect.SecretKeyStore,
		clusterfiles.SecretProxyPassword:      connect.SecretProxy,
	}
}

// clusterOf returns a profile as a file can name it, without its secrets, its way in, and the
// certificate that it trusts alone: whoever wrote a file must not choose that.
func clusterOf(p connect.Profile) clusterfiles.Cluster {
	c := clusterfiles.Cluster{
		Name: p.Name, Kind: string(p.Kind), URL: p.URL, MoreURLs: p.MoreURLs, AdminURL: p.AdminURL, Scope: p.Scope, Account: p.Account,
		Environment: string(p.Environment), Login: string(p.Login), Username: p.Username,
		TokenURL: p.OAuth.TokenURL, ClientID: p.OAuth.ClientID, Scopes: p.OAuth.Scopes, Audience: p.OAuth.Audience, Params: p.OAuth.Params,
		CAFile: p.CAFile, CertFile: p.Certificate.File, KeyFile: p.Certificate.KeyFile,
		ServerName: p.ServerName, SkipVerify: p.SkipVerify,
		Proxy: p.Proxy.URL, ProxyUsername: p.Proxy.Username, NoProxy: p.Proxy.Mode == connect.ProxyNone,
		GroupID: p.GroupID, OffsetTopic: p.OffsetTopic, SingleWorker: p.SingleWorker, TimeLimit: p.TimeLimit,
		Permissions: &clusterfiles.Permissions{
			Create: !p.Denied.Create, Edit: !p.Denied.Edit, State: !p.Denied.State, Delete: !p.Denied.Delete, Offsets: !p.Denied.Offsets,
		},
	}
	for _, h := range p.Headers {
		c.Headers = append(c.Headers, clusterfiles.Header(h))
	}
	return c
}

// inputOf returns the input that saves a cluster whose variables have their values. Certificate
// checks stay on, the file chooses no single certificate to trust, and no file brings a way in.
func inputOf(c clusterfiles.Cluster) profile.Input {
	in := profile.Input{
		View: profile.View{
			Kind: connect.Kind(c.Kind), Name: c.Name, URL: c.Endpoint(), MoreURLs: c.MoreURLs, AdminURL: c.AdminURL, Scope: c.Scope, Account: c.Account,
			Environment: c.Environment, Login: connect.Login(c.Login), Username: c.Username,
			OAuth:  profile.OAuth{TokenURL: c.TokenURL, ClientID: c.ClientID, Scopes: c.Scopes, Audience: c.Audience, Params: c.Params},
			CAFile: c.CAFile, ServerName: c.ServerName, Certificate: profile.Certificate{File: c.CertFile, KeyFile: c.KeyFile},
			GroupID: c.GroupID, OffsetTopic: c.OffsetTopic, SingleWorker: c.SingleWorker, Permissions: profile.AllPermissions(),
		},
		Entered: connect.Secrets{},
	}
	if c.Login == clusterfiles.LoginMTLS {
		in.Login = connect.LoginNone // the certificate is sent with any login
	}
	if c.KeyStoreFile != "" && c.CertFile == "" {
		in.Certificate = profile.Certificate{File: c.KeyStoreFile}
	}
	if c.Permissions != nil {
		in.Permissions = profile.Permissions(*c.Permissions)
	}
	switch {
	case c.Proxy != "":
		in.Proxy = profile.Proxy{Mode: connect.ProxyOwn, URL: c.Proxy, Username: c.ProxyUsername}
	case c.NoProxy:
		in.Proxy.Mode = connect.ProxyNone
	}
	in.TimeLimit = connect.Milli(limitOf(c))
	for _, h := range c.Headers {
		in.Headers = append(in.Headers, connect.Header(h))
	}
	for key, secret := range c.Secrets {
		to, known := fileSecrets()[key]
		if !known {
			to = connect.SecretKey(key)
		}
		if key != clusterfiles.SecretClientKey && !secret.Empty() {
			in.Entered[to] = secret
		}
	}
	return in
}

// limitOf returns the time limit, within what a profile may have; 0 is the default.
func limitOf(c clusterfiles.Cluster) time.Duration {
	if c.TimeLimit == 0 {
		return 0
	}
	return min(max(c.TimeLimit, time.Second), profile.MaxTimeLimit)
}

// certificateOf returns the file of the client certificate.
func certificateOf(c clusterfiles.Cluster) string {
	if c.CertFile != "" {
		return c.CertFile
	}
	return c.KeyStoreFile
}
